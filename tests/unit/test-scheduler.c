/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-clock.h"
#include "vouch-scheduler.h"
#include "wait.h"

/* The tests check the order of times, with wide margins: the machine may be slow, but never
 * early. */

typedef struct {
  VouchScheduler *scheduler;
  guint       due;
  guint       disrupted;
  gint64      at;
} Fixture;

static void
on_due (VouchScheduler *scheduler,
        Fixture        *fixture)
{
  fixture->due++;
  fixture->at = g_get_monotonic_time ();
}

static void
on_disrupted (VouchScheduler *scheduler,
              Fixture        *fixture)
{
  fixture->disrupted++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->scheduler = vouch_scheduler_new ();
  g_signal_connect (fixture->scheduler, "due", G_CALLBACK (on_due), fixture);
  g_signal_connect (fixture->scheduler, "disrupted", G_CALLBACK (on_disrupted), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->scheduler);
}

/* Runs the main loop until "due" is emitted, or for @milliseconds. */
static gboolean
wait_due (Fixture *fixture,
          guint    milliseconds)
{
  guint before = fixture->due;

  return WAIT_WITHIN (milliseconds, fixture->due > before);
}

static void
test_first_look_is_at_once (Fixture       *fixture,
                            gconstpointer  data)
{
  g_assert_false (wait_due (fixture, 30));
  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_IDLE);
  g_assert_true (wait_due (fixture, 2000));
}

static void
test_pace (Fixture       *fixture,
           gconstpointer  data)
{
  gint64 reported;

  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_VERIFYING);
  g_assert_true (wait_due (fixture, 2000));
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  reported = g_get_monotonic_time ();
  g_assert_true (wait_due (fixture, 5000));
  g_assert_cmpint (fixture->at - reported, >=, 990 * 1000);
}

static void
test_pause_and_trigger (Fixture       *fixture,
                        gconstpointer  data)
{
  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_HIDDEN);
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  vouch_scheduler_pause (fixture->scheduler);
  vouch_scheduler_pause (fixture->scheduler);
  vouch_scheduler_trigger (fixture->scheduler);
  g_assert_false (wait_due (fixture, 30));
  vouch_scheduler_resume (fixture->scheduler);
  g_assert_false (wait_due (fixture, 30));
  vouch_scheduler_resume (fixture->scheduler);
  g_assert_true (wait_due (fixture, 2000));
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  g_assert_false (wait_due (fixture, 50));
}

static void
test_backs_off (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 reported;

  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_VERIFYING);
  vouch_scheduler_report (fixture->scheduler, FALSE, 0);
  vouch_scheduler_report (fixture->scheduler, FALSE, 0);
  reported = g_get_monotonic_time ();
  g_assert_true (wait_due (fixture, 8000));
  g_assert_cmpint (fixture->at - reported, >=, 1500 * 1000);

  vouch_scheduler_report (fixture->scheduler, TRUE, 2);
  reported = g_get_monotonic_time ();
  g_assert_true (wait_due (fixture, 8000));
  g_assert_cmpint (fixture->at - reported, >=, 1900 * 1000);
}

static void
change_network (void)
{
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", TRUE);
}

/* A pause that a server asks for is kept, whatever happens without the user. */
static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  data)
{
  gint64 reported;

  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_VERIFYING);
  vouch_scheduler_report (fixture->scheduler, FALSE, 2);
  reported = g_get_monotonic_time ();
  vouch_scheduler_trigger (fixture->scheduler);
  change_network ();
  vouch_scheduler_pause (fixture->scheduler);
  vouch_scheduler_resume (fixture->scheduler);
  g_assert_true (wait_due (fixture, 8000));
  g_assert_cmpint (fixture->at - reported, >=, 1900 * 1000);
}

/* No timer runs during a sleep. The poll is due after the sleep, however long it was. */
static void
test_sleep (Fixture       *fixture,
            gconstpointer  data)
{
  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_HIDDEN);
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  g_assert_false (wait_due (fixture, 30));
  fake_clock_sleep (5);
  g_assert_true (wait_due (fixture, 10000));
  g_assert_cmpuint (fixture->disrupted, ==, 1);
}

/* The pause that a server asks for also passes during a sleep. */
static void
test_sleep_and_retry_after (Fixture       *fixture,
                            gconstpointer  data)
{
  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_HIDDEN);
  vouch_scheduler_report (fixture->scheduler, FALSE, 50);
  fake_clock_sleep (25);
  g_assert_false (wait_due (fixture, 50));
  fake_clock_sleep (26);
  g_assert_true (wait_due (fixture, 3000));
}

/* An absurd pause is limited to a minute. */
static void
test_absurd_pause (Fixture       *fixture,
                   gconstpointer  data)
{
  static const guint numbers[] = { 61, 3600, 86400, G_MAXINT, G_MAXUINT };

  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_VERIFYING);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      vouch_scheduler_report (fixture->scheduler, TRUE, numbers[i]);
      fake_clock_sleep (30);
      g_assert_false (wait_due (fixture, 50));
      fake_clock_sleep (31);
      g_assert_true (wait_due (fixture, 3000));
    }
}

/* An action of the user ends the pause, also for later polls. */
static void
test_insist (Fixture       *fixture,
             gconstpointer  data)
{
  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_HIDDEN);
  vouch_scheduler_report (fixture->scheduler, FALSE, 60);
  vouch_scheduler_trigger (fixture->scheduler);
  g_assert_false (wait_due (fixture, 50));
  vouch_scheduler_pause (fixture->scheduler);
  vouch_scheduler_trigger_now (fixture->scheduler);
  g_assert_false (wait_due (fixture, 50));
  vouch_scheduler_resume (fixture->scheduler);
  g_assert_true (wait_due (fixture, 3000));
  vouch_scheduler_trigger (fixture->scheduler);
  g_assert_true (wait_due (fixture, 3000));
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  vouch_scheduler_report (fixture->scheduler, FALSE, 0);
  vouch_scheduler_report (fixture->scheduler, FALSE, 5);
  g_assert_cmpuint (vouch_scheduler_get_failures (fixture->scheduler), ==, 2);
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  g_assert_cmpuint (vouch_scheduler_get_failures (fixture->scheduler), ==, 0);
}

/* Many changes in a row cause one poll at once, and one after the last change. */
static void
test_network_storm (Fixture       *fixture,
                    gconstpointer  data)
{
  gint64 begun = g_get_monotonic_time ();
  guint seconds;

  vouch_scheduler_set_pace (fixture->scheduler, VOUCH_PACE_HIDDEN);
  vouch_scheduler_report (fixture->scheduler, TRUE, 0);
  for (guint i = 0; i < 100; i++)
    {
      change_network ();
      wait_due (fixture, 1);
      vouch_scheduler_report (fixture->scheduler, TRUE, 0);
    }
  seconds = (guint) ((g_get_monotonic_time () - begun) / G_TIME_SPAN_SECOND);
  g_assert_true (wait_due (fixture, 5000));
  /* On a slow machine the changes take longer. */
  g_assert_cmpuint (fixture->due, <=, 2 + seconds);
  g_assert_false (wait_due (fixture, 50));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/scheduler/pace-is-set/first-poll-is-at-once",
              Fixture, NULL, set_up, test_first_look_is_at_once, tear_down);
  g_test_add ("/scheduler/reported/next-poll-keeps-the-pace",
              Fixture, NULL, set_up, test_pace, tear_down);
  g_test_add ("/scheduler/paused/trigger-waits-for-resume",
              Fixture, NULL, set_up, test_pause_and_trigger, tear_down);
  g_test_add ("/scheduler/failures/back-off", Fixture, NULL, set_up, test_backs_off, tear_down);
  g_test_add ("/scheduler/server-asks-for-a-pause/is-kept",
              Fixture, NULL, set_up, test_retry_after, tear_down);
  g_test_add ("/scheduler/computer-slept/poll-is-due",
              Fixture, NULL, set_up, test_sleep, tear_down);
  g_test_add ("/scheduler/computer-slept/asked-pause-went-by",
              Fixture, NULL, set_up, test_sleep_and_retry_after, tear_down);
  g_test_add ("/scheduler/absurd-pause/ends-after-a-minute",
              Fixture, NULL, set_up, test_absurd_pause, tear_down);
  g_test_add ("/scheduler/triggered-now/asked-pause-is-over",
              Fixture, NULL, set_up, test_insist, tear_down);
  g_test_add ("/scheduler/failures/are-counted-until-success",
              Fixture, NULL, set_up, test_failures, tear_down);
  g_test_add ("/scheduler/network-changes-often/polls-are-few",
              Fixture, NULL, set_up, test_network_storm, tear_down);
  return g_test_run ();
}
