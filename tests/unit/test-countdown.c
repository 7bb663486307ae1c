/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-clock.h"
#include "vouch-clock.h"
#include "vouch-countdown.h"

static void
test_say (void)
{
  static const struct {
    gint64      left;   /* milliseconds */
    const char *time;
  } cases[] = {
    { 545000, "9:05" }, { 600000, "10:00" }, { 59001, "1:00" }, { 1, "0:01" }, { 0, "0:00" },
    { -5, "0:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = vouch_countdown_say ("Left: {time}", cases[i].left * 1000);
      g_autofree char *expected = g_strdup_printf ("Left: \u2066%s\u2069", cases[i].time);

      g_assert_cmpstr (line, ==, expected);
    }
}

/* A countdown of the other device goes on while this computer sleeps. */
static void
test_sleep (void)
{
  gint64 start = vouch_clock_get_time ();

  g_assert_cmpint (vouch_countdown_get_left (0, 600), ==, 0);
  g_assert_cmpint (vouch_countdown_get_left (start, 600), >, 590 * G_TIME_SPAN_SECOND);
  fake_clock_sleep (400);
  g_assert_cmpint (vouch_countdown_get_left (start, 600), >, 190 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (vouch_countdown_get_left (start, 600), <=, 200 * G_TIME_SPAN_SECOND);
  fake_clock_sleep (200);
  g_assert_cmpint (vouch_countdown_get_left (start, 600), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/countdown/time-left/is-said-in-minutes", test_say);
  g_test_add_func ("/countdown/computer-slept/countdown-went-on", test_sleep);
  return g_test_run ();
}
