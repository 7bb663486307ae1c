/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-clock.h"
#include "flow.h"
#include "vouch-clock.h"
#include "wait.h"

/* Sleep of the computer, and changes of the network */

#define LOOKS "GET /v1/app/setup "

static void
change_network (gboolean available)
{
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", available);
}

static void
wait_looks (Flow  *flow,
            guint  count)
{
  WAIT_UNTIL (flow_count_log (flow, LOOKS) >= count);
}

static void
wait_events (Flow     *flow,
             gboolean  connected)
{
  WAIT_UNTIL (vouch_events_get_connected (flow_get_events (flow)) == connected);
}

/* Waits until no request was sent for a while. */
static void
wait_quiet (Flow *flow)
{
  guint seen;

  do
    seen = flow_count_log (flow, "");
  while (WAIT_WITHIN (200, flow_count_log (flow, "") != seen));
}

/* Signs in, with events and a hidden window: the next poll is a minute away. */
static void
rest (Flow *flow)
{
  flow_sign_in (flow);
  flow_stop_poking (flow);
  wait_events (flow, TRUE);
  vouch_setup_set_visible (flow->setup, FALSE);
  wait_quiet (flow);
  vouch_practice_server_clear_log (flow->server);
}

static void
test_sleep (Flow          *flow,
            gconstpointer  data)
{
  gint64 woken;

  rest (flow);
  fake_clock_sleep (8 * 3600);
  woken = g_get_monotonic_time ();
  wait_looks (flow, 1);
  g_assert_cmpint (g_get_monotonic_time () - woken, <, 10 * G_TIME_SPAN_SECOND);
}

/* Many signals of the network monitor cause two polls: one at once, and one after the last
 * change. */
static void
test_network_storm (Flow          *flow,
                    gconstpointer  data)
{
  gint64 begun;
  guint seconds;

  rest (flow);
  begun = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    {
      change_network (i % 2);
      wait_run_for (1);
    }
  seconds = (guint) ((g_get_monotonic_time () - begun) / G_TIME_SPAN_SECOND);
  wait_looks (flow, 2);
  wait_quiet (flow);
  /* On a slow machine the signals take longer. */
  g_assert_cmpuint (flow_count_log (flow, LOOKS), <=, 2 + seconds);
}

/* A pause that Beeper asks for is kept, and the page stays. */
static void
test_pause (Flow          *flow,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 asked;

  rest (flow);
  vouch_practice_server_add_fault (flow->server, "GET /v1/app/setup=status:429:2", &error);
  g_assert_no_error (error);
  vouch_setup_poll_now (flow->setup);
  wait_looks (flow, 1);
  asked = g_get_monotonic_time ();
  change_network (TRUE);
  vouch_setup_poll_now (flow->setup);
  wait_looks (flow, 2);
  g_assert_cmpint (g_get_monotonic_time () - asked, >=, 1800 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
}

/* A long pause is shown as a connection error. It also passes during sleep, and ends after a minute
 * at the latest. */
static void
test_long_pause (Flow          *flow,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  rest (flow);
  vouch_practice_server_add_fault (flow->server, "GET /v1/app/setup=status:429:3600", &error);
  g_assert_no_error (error);
  vouch_setup_poll_now (flow->setup);
  flow_wait_connection_error (flow, TRUE);
  g_assert_error (vouch_setup_get_connection_error (flow->setup), VOUCH_ERROR,
                  VOUCH_ERROR_RATE_LIMITED);
  fake_clock_sleep (20);
  wait_quiet (flow);
  g_assert_cmpuint (flow_count_log (flow, LOOKS), ==, 1);
  fake_clock_sleep (41);
  flow_wait_connection_error (flow, FALSE);
}

/* A running verb is neither cancelled nor repeated, and no poll runs beside it. */
static void
test_network_during_verb (Flow          *flow,
                          gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  rest (flow);
  vouch_practice_server_add_fault (flow->server, "POST /v1/app/setup/verifications=late:1500",
                                   &error);
  g_assert_no_error (error);
  vouch_setup_request_verification (flow->setup);
  WAIT_UNTIL (flow_count_log (flow, "POST") > 0);
  change_network (FALSE);
  fake_clock_sleep (120);
  change_network (TRUE);
  g_assert_true (vouch_setup_get_busy (flow->setup));
  WAIT_REPEATING (g_assert_cmpuint (flow_count_log (flow, LOOKS), ==, 0),
                  !vouch_setup_get_busy (flow->setup));
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  g_assert_null (vouch_setup_get_problem (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/verifications "), ==, 1);
}

/* Beeper ends. A change of the network causes a poll at once, and not after a minute. */
static void
test_back_again (Flow          *flow,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  guint16 port;
  gint64 back;

  rest (flow);
  port = vouch_practice_server_get_port (flow->server);
  vouch_practice_server_stop (flow->server);
  wait_events (flow, FALSE);

  g_assert_true (vouch_practice_server_start (flow->server, port, &error));
  g_assert_no_error (error);
  change_network (TRUE);
  back = g_get_monotonic_time ();
  flow_wait_connection_error (flow, FALSE);
  g_assert_cmpint (g_get_monotonic_time () - back, <, 10 * G_TIME_SPAN_SECOND);
  wait_events (flow, TRUE);
}

/* A Beeper that has just started answers requests before it offers events. */
static void
test_events_come_late (Flow          *flow,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  const char *token;

  rest (flow);
  token = vouch_practice_account_issue_token (flow->account);
  vouch_practice_server_add_fault (flow->server, "*/v1/ws=status:404", &error);
  g_assert_no_error (error);
  vouch_practice_server_add_fault (flow->server, "*/v1/app/setup=status:503", &error);
  g_assert_no_error (error);
  vouch_access_set_token (vouch_setup_get_access (flow->setup), NULL, NULL);
  vouch_access_set_token (vouch_setup_get_access (flow->setup), token, NULL);
  vouch_events_set_token (flow_get_events (flow), token);
  WAIT_UNTIL (flow_count_log (flow, "GET /v1/ws 404") > 0);

  vouch_poller_poll (vouch_connection_get_poller (vouch_setup_get_connection (flow->setup)));
  flow_wait_connection_error (flow, TRUE);
  vouch_poller_poll (vouch_connection_get_poller (vouch_setup_get_connection (flow->setup)));
  flow_wait_connection_error (flow, FALSE);
  wait_events (flow, TRUE);
}

/* A countdown uses the clock that goes on during sleep. */
static void
test_countdowns (Flow          *flow,
                 gconstpointer  data)
{
  VouchSignIn *sign_in = vouch_setup_get_sign_in (flow->setup);
  VouchVerification *verification;
  gint64 begun;

  fake_clock_sleep (3600);
  begun = vouch_clock_get_time ();
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  g_assert_cmpint (vouch_sign_in_get_code_sent_at (sign_in), >=, begun);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "123456");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  verification = vouch_setup_get_verification (flow->setup);
  g_assert_cmpint (vouch_verification_get_requested_at (verification), >=, begun);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/resume/computer-slept/polls-at-once", test_sleep);
  FLOW_ADD ("/resume/network-changes-often/polls-are-few", test_network_storm);
  FLOW_ADD ("/resume/beeper-asks-for-a-pause/is-kept", test_pause);
  FLOW_ADD ("/resume/long-pause/is-told-and-ends-after-a-minute", test_long_pause);
  FLOW_ADD ("/resume/network-changes-during-a-verb/verb-is-sent-once", test_network_during_verb);
  FLOW_ADD ("/resume/network-comes-back/beeper-is-tried-at-once", test_back_again);
  FLOW_ADD ("/resume/events-come-late/are-connected", test_events_come_late);
  FLOW_ADD ("/resume/computer-sleeps/countdowns-go-on", test_countdowns);
  return g_test_run ();
}
