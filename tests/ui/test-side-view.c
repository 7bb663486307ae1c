/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Two widgets side by side, and one of the two where there is no room. Runs in a desktop of its
 * own. */
#include <adwaita.h>
#include <locale.h>

#include "vouch-side-view.h"
#include "wait.h"

#define HEIGHT 400

typedef struct {
  GtkWidget     *window;
  VouchSideView *view;
  GtkWidget     *content;
  GtkWidget     *side;
  guint          folded_count;   /* how often "folded" was notified */
} Fixture;

static void
on_folded (Fixture *fixture)
{
  fixture->folded_count++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->window = gtk_window_new ();
  fixture->view = g_object_new (VOUCH_TYPE_SIDE_VIEW, NULL);
  fixture->content = gtk_button_new_with_label ("Content");
  fixture->side = gtk_button_new_with_label ("Side");
  vouch_side_view_set_content (fixture->view, fixture->content);
  vouch_side_view_set_side (fixture->view, fixture->side);
  g_signal_connect_swapped (fixture->view, "notify::folded", G_CALLBACK (on_folded), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_signal_handlers_disconnect_by_data (fixture->view, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
allocate (Fixture *fixture,
          int      width)
{
  gtk_widget_allocate (GTK_WIDGET (fixture->view), width, HEIGHT, -1, NULL);
}

static void
assert_place (Fixture   *fixture,
              GtkWidget *widget,
              float      x,
              float      width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (fixture->view), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.size.width, ==, width);
}

static void
assert_in_sight (GtkWidget *widget,
                 gboolean   in_sight)
{
  g_autofree char *difference = gtk_test_accessible_check_state (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, !in_sight);

  g_assert_cmpstr (difference, ==, NULL);
  g_assert_cmpint (gtk_widget_get_can_focus (widget), ==, in_sight);
  g_assert_true (gtk_widget_get_mapped (widget));
}

static void
test_wide (Fixture       *fixture,
           gconstpointer  unused)
{
  allocate (fixture, 1000);
  g_assert_false (vouch_side_view_get_folded (fixture->view));
  assert_place (fixture, fixture->content, 0, 620);
  assert_place (fixture, fixture->side, 620, 380);
  assert_in_sight (fixture->content, TRUE);
  assert_in_sight (fixture->side, TRUE);

  gtk_widget_set_direction (GTK_WIDGET (fixture->view), GTK_TEXT_DIR_RTL);
  allocate (fixture, 1000);
  assert_place (fixture, fixture->content, 380, 620);
  assert_place (fixture, fixture->side, 0, 380);
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  unused)
{
  int room = vouch_side_view_get_room_for_both (fixture->view);

  allocate (fixture, room);
  wait_run_pending ();
  allocate (fixture, room);
  g_assert_false (vouch_side_view_get_folded (fixture->view));

  allocate (fixture, room - 1);
  g_assert_true (vouch_side_view_get_folded (fixture->view));
  assert_place (fixture, fixture->content, 0, (float) room - 1);
  assert_in_sight (fixture->content, TRUE);
  assert_in_sight (fixture->side, FALSE);

  vouch_side_view_set_side_shown (fixture->view, TRUE);
  allocate (fixture, room - 1);
  assert_place (fixture, fixture->side, 0, (float) room - 1);
  assert_in_sight (fixture->content, FALSE);
  assert_in_sight (fixture->side, TRUE);

  allocate (fixture, room);
  assert_in_sight (fixture->content, TRUE);
  assert_in_sight (fixture->side, TRUE);
}

/* Whoever types in what would go out of sight goes on there. */
static void
test_focus (Fixture       *fixture,
            gconstpointer  unused)
{
  allocate (fixture, 1000);
  g_assert_true (gtk_widget_grab_focus (fixture->side));
  allocate (fixture, 400);
  g_assert_true (vouch_side_view_get_side_shown (fixture->view));
  g_assert_true (gtk_widget_is_focus (fixture->side));
}

static void
test_alone (Fixture       *fixture,
            gconstpointer  unused)
{
  vouch_side_view_set_side (fixture->view, NULL);
  allocate (fixture, 400);
  assert_place (fixture, fixture->content, 0, 400);
  assert_in_sight (fixture->content, TRUE);
  g_assert_false (vouch_side_view_get_side_shown (fixture->view));
}

/* Who listens may ask for another size, so that is not told while sizes are given out. */
static void
test_notification (Fixture       *fixture,
                   gconstpointer  unused)
{
  allocate (fixture, 1000);
  WAIT_UNTIL (!vouch_side_view_get_folded (fixture->view));
  fixture->folded_count = 0;
  allocate (fixture, 400);
  g_assert_cmpuint (fixture->folded_count, ==, 0);
  WAIT_UNTIL (fixture->folded_count > 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/side-view/wide/shows-both", Fixture, NULL, set_up, test_wide, tear_down);
  g_test_add ("/side-view/narrow/shows-one", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/side-view/focus/stays-in-sight", Fixture, NULL, set_up, test_focus, tear_down);
  g_test_add ("/side-view/without-side/is-the-content", Fixture, NULL, set_up, test_alone,
              tear_down);
  g_test_add ("/side-view/folding/is-told-later", Fixture, NULL, set_up, test_notification,
              tear_down);
  return g_test_run ();
}
