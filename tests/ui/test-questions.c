/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions end with the page that has asked, at any time, and leave the window as it was. Runs in
 * a desktop of its own. */
#include "vouch-compat.h"

#include "question.h"
#include "wait.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *other_page;
  int        answer;       /* -1 until there is one */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *stack = gtk_stack_new ();

  fixture->answer = -1;
  fixture->page = gtk_button_new_with_label ("Page");
  fixture->other_page = gtk_button_new_with_label ("Other page");
  gtk_stack_add_child (GTK_STACK (stack), fixture->page);
  gtk_stack_add_child (GTK_STACK (stack), fixture->other_page);
  fixture->window = g_object_ref_sink (adw_application_window_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 500);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), stack);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (gtk_widget_get_mapped (fixture->page));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  wait_run_pending ();
}

static void
on_ask_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (fixture->answer, ==, -1);
  fixture->answer = vouch_ask_finish (GTK_WIDGET (source), result);
}

static void
ask (Fixture *fixture)
{
  vouch_ask_async (fixture->page, "Really?", "You lose all of it.", "_Lose It", on_ask_ready,
                   fixture);
}

static void
leave_page (Fixture *fixture)
{
  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (fixture->page)),
                               fixture->other_page);
}

static void
assert_usable (Fixture *fixture)
{
  WAIT_UNTIL (question_find ("lose") == NULL);
  WAIT_UNTIL (gtk_widget_get_mapped (fixture->other_page));
  g_assert_true (gtk_widget_grab_focus (fixture->other_page));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == fixture->other_page);
}

static void
test_answered (Fixture       *fixture,
               gconstpointer  data)
{
  const char *response = data;

  ask (fixture);
  WAIT_UNTIL (question_find ("lose") != NULL &&
              gtk_widget_get_mapped (question_find ("lose")));
  g_assert_cmpint (fixture->answer, ==, -1);
  question_answer (question_find ("lose"), response);
  WAIT_UNTIL (fixture->answer != -1);
  g_assert_cmpint (fixture->answer, ==, g_str_equal (response, "answer"));
  leave_page (fixture);
  assert_usable (fixture);
}

/* The page goes before the question has been painted. */
static void
test_leave_at_once (Fixture       *fixture,
                    gconstpointer  data)
{
  ask (fixture);
  leave_page (fixture);
  WAIT_UNTIL (fixture->answer != -1);
  g_assert_false (fixture->answer);
  assert_usable (fixture);
}

static void
on_after_paint (guint *frames)
{
  *frames += 1;
}

static void
test_leave_later (Fixture       *fixture,
                  gconstpointer  data)
{
  guint frames = 0;

  ask (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (question_find ("lose")));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (question_find ("lose")), "after-paint",
                            G_CALLBACK (on_after_paint), &frames);
  WAIT_UNTIL (frames >= 4);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (question_find ("lose")),
                                        &frames);
  leave_page (fixture);
  WAIT_UNTIL (fixture->answer != -1);
  g_assert_false (fixture->answer);
  assert_usable (fixture);
}

static void
test_window_goes (Fixture       *fixture,
                  gconstpointer  data)
{
  ask (fixture);
  WAIT_UNTIL (gtk_widget_get_mapped (question_find ("lose")));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (fixture->answer != -1);
  g_assert_false (fixture->answer);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/questions/answered/asker-is-told", Fixture, "answer", set_up, test_answered,
              tear_down);
  g_test_add ("/questions/declined/asker-is-told", Fixture, "cancel", set_up, test_answered,
              tear_down);
  g_test_add ("/questions/page-goes-at-once/question-goes-too", Fixture, NULL, set_up,
              test_leave_at_once, tear_down);
  g_test_add ("/questions/page-goes-later/question-goes-too", Fixture, NULL, set_up,
              test_leave_later, tear_down);
  g_test_add ("/questions/window-goes/answer-is-no", Fixture, NULL, set_up, test_window_goes,
              tear_down);
  return g_test_run ();
}
