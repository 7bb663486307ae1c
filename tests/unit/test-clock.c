/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-clock.h"
#include "vouch-clock.h"
#include "wait.h"

#define A_WHILE 50   /* milliseconds in which nothing happens */

static gboolean
on_called (gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

static void
test_time (void)
{
  gint64 before = vouch_clock_get_time ();
  gint64 awake = g_get_monotonic_time ();

  fake_clock_sleep (3600);
  g_assert_cmpint (vouch_clock_get_time () - before, >=, 3600 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (g_get_monotonic_time () - awake, <, 600 * G_TIME_SPAN_SECOND);
}

static void
test_timeout (void)
{
  gint64 begun = g_get_monotonic_time ();
  guint calls = 0;
  guint id = vouch_clock_add_timeout (30, on_called, &calls);

  g_assert_true (WAIT_WITHIN (5000, calls >= 1));
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 30 * 1000);
  g_source_remove (id);
}

static void
test_timeout_in_sleep (void)
{
  guint calls = 0;
  guint id = vouch_clock_add_timeout (600 * 1000, on_called, &calls);

  fake_clock_sleep (400);
  g_assert_false (WAIT_WITHIN (A_WHILE, calls >= 1));
  fake_clock_sleep (400);
  g_assert_true (WAIT_WITHIN (5000, calls >= 1));
  g_assert_false (WAIT_WITHIN (A_WHILE, calls >= 2));
  g_source_remove (id);
}

static void
test_jump (void)
{
  guint calls = 0;
  guint id = vouch_clock_add_jump (on_called, &calls);

  g_assert_cmpuint (id, !=, 0);
  g_assert_false (WAIT_WITHIN (A_WHILE, calls >= 1));
  for (guint count = 1; count <= 2; count++)
    {
      fake_clock_sleep (1);
      g_assert_true (WAIT_WITHIN (5000, calls >= count));
    }
  g_assert_false (WAIT_WITHIN (A_WHILE, calls >= 3));
  g_source_remove (id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/computer-slept/time-goes-on", test_time);
  g_test_add_func ("/clock/time-is-over/is-called", test_timeout);
  g_test_add_func ("/clock/time-is-over-in-sleep/is-called-after-it", test_timeout_in_sleep);
  g_test_add_func ("/clock/computer-slept/is-told-once", test_jump);
  return g_test_run ();
}
