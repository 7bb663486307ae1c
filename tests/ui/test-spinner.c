/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* A spinner turns only while it should, whatever widget of GTK or libadwaita it is made of. Runs in
 * a desktop of its own. */
#include "vouch-spinner.h"

#include <adwaita.h>

#include "wait.h"

#define SOME_FRAMES 8

typedef struct {
  GtkWidget *window;
  GtkWidget *spinner;
  guint      frames;
} Fixture;

static void
allow_animations (gboolean allowed)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", allowed, NULL);
}

static void
on_after_paint (Fixture *fixture)
{
  fixture->frames++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->spinner = g_object_new (VOUCH_TYPE_SPINNER, NULL);
  fixture->window = g_object_ref_sink (gtk_window_new ());
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->spinner);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_mapped (fixture->spinner));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (fixture->window), "after-paint",
                            G_CALLBACK (on_after_paint), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (fixture->window), fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->window);
}

static gboolean
is_shown (Fixture *fixture)
{
  return gtk_widget_get_mapped (gtk_widget_get_first_child (fixture->spinner));
}

static void
test_spinning (Fixture       *fixture,
               gconstpointer  data)
{
  guint before;

  allow_animations (TRUE);
  g_assert_false (is_shown (fixture));
  vouch_spinner_set_spinning (VOUCH_SPINNER (fixture->spinner), TRUE);
  g_assert_true (is_shown (fixture));
  before = fixture->frames;
  WAIT_UNTIL (fixture->frames > before + SOME_FRAMES);
}

static void
test_stopped (Fixture       *fixture,
              gconstpointer  data)
{
  int width;

  allow_animations (TRUE);
  vouch_spinner_set_spinning (VOUCH_SPINNER (fixture->spinner), TRUE);
  vouch_spinner_set_spinning (VOUCH_SPINNER (fixture->spinner), FALSE);
  g_assert_false (is_shown (fixture));
  gtk_widget_measure (fixture->spinner, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, >=, 16);
}

static void
test_no_animations (Fixture       *fixture,
                    gconstpointer  data)
{
  allow_animations (FALSE);
  vouch_spinner_set_spinning (VOUCH_SPINNER (fixture->spinner), TRUE);
  g_assert_true (is_shown (fixture));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/spinner/spinning/it-turns", Fixture, NULL, set_up, test_spinning, tear_down);
  g_test_add ("/spinner/stopped/its-room-stays", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/spinner/no-animations/it-is-shown", Fixture, NULL, set_up, test_no_animations,
              tear_down);
  return g_test_run ();
}
