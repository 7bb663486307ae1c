/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "wait.h"

static VouchVerification *
get_verification (Flow *flow)
{
  return vouch_setup_get_verification (flow->setup);
}

static void
test_emoji_match (Flow          *flow,
                  gconstpointer  data)
{
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "sas/confirm"), ==, 1);
  g_assert_true (vouch_session_get_verified (vouch_setup_get_session (flow->setup)));
}

/* The phone confirms first, and there are no events. */
static void
test_polling_only (Flow          *flow,
                   gconstpointer  data)
{
  flow_stop_poking (flow);
  vouch_practice_server_set_old_events (flow->server, TRUE);
  flow_compare (flow);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* In the step ready Vouch polls every 10 s. A change that is seen sooner came by an event. */
static void
test_events (Flow          *flow,
             gconstpointer  data)
{
  gint64 start;

  flow_stop_poking (flow);
  flow_compare (flow);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);

  start = g_get_monotonic_time ();
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_phone_starts_emoji (Flow          *flow,
                         gconstpointer  data)
{
  flow_begin_verification (flow);
  g_assert_true (vouch_practice_account_phone_compare (flow->account));
  flow_wait_step (flow, VOUCH_STEP_EMOJI);
}

static void
test_no_match_here (Flow          *flow,
                    gconstpointer  data)
{
  flow_compare (flow);
  vouch_setup_reject_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_verification_get_error_code (get_verification (flow)), ==,
                   "m.mismatched_sas");
  g_assert_cmpuint (flow_count_log (flow, "m.mismatched_sas"), ==, 1);

  flow_wait_idle (flow);
  vouch_setup_go_back (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
}

static void
test_no_match_there (Flow          *flow,
                     gconstpointer  data)
{
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  g_assert_true (vouch_practice_account_phone_mismatch (flow->account));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_verification_get_error_code (get_verification (flow)), ==,
                   "m.mismatched_sas");
}

static void
test_phone_declines (Flow          *flow,
                     gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_decline (flow->account));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_verification_get_error_code (get_verification (flow)), ==, "m.user");

  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
}

static void
test_time_runs_out (Flow          *flow,
                    gconstpointer  data)
{
  g_object_set (flow->account, "request-lifetime", 300, NULL);
  flow_sign_in (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_verification_get_error_code (get_verification (flow)), ==, "m.timeout");
}

static void
test_incoming (Flow          *flow,
               gconstpointer  data)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  flow_wait_idle (flow);
  vouch_setup_go_back (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);

  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
  vouch_setup_accept (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_SHOW_CODE);
}

/* A decision is only valid for the verification that was on screen. */
static void
test_other_id (Flow          *flow,
               gconstpointer  data)
{
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, "another");
  g_assert_false (vouch_setup_get_busy (flow->setup));
  vouch_setup_cancel (flow->setup, NULL);
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "sas/confirm"), ==, 0);
}

static void
test_killed_anywhere (Flow          *flow,
                      gconstpointer  data)
{
  flow_compare (flow);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMOJI);
  flow_wait_idle (flow);

  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  flow_wait_idle (flow);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_READY);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

static void
test_approve_another (Flow          *flow,
                      gconstpointer  data)
{
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);

  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  flow_wait_idle (flow);
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  flow_wait_idle (flow);
  vouch_setup_go_back (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

static void
test_server_goes_and_comes (Flow          *flow,
                            gconstpointer  data)
{
  guint16 port = vouch_practice_server_get_port (flow->server);
  g_autoptr(GError) error = NULL;

  flow_compare (flow);
  vouch_practice_server_stop (flow->server);
  vouch_setup_poll_now (flow->setup);
  flow_wait_connection_error (flow, TRUE);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_EMOJI);

  g_assert_true (vouch_practice_server_start (flow->server, port, &error));
  g_assert_no_error (error);
  flow_wait_connection_error (flow, FALSE);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_EMOJI);
}

static void
test_intents (Flow          *flow,
              gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RECOVERY);
  g_assert_true (vouch_setup_get_can_go_back (flow->setup));
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);

  /* An intent ends when the state changes. */
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpint (vouch_setup_get_intent (flow->setup), ==, VOUCH_INTENT_NONE);
}

/* The request of another person can be declined, and nothing else. */
static void
test_foreign (Flow          *flow,
              gconstpointer  data)
{
  flow_sign_in (flow);
  g_object_set (flow->account, "other-user", "@somebody:beeper.com", NULL);
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
  g_assert_true (vouch_setup_get_foreign (flow->setup));
  vouch_setup_accept (flow->setup, flow_get_id (flow));
  g_assert_false (vouch_setup_get_busy (flow->setup));
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpuint (flow_count_log (flow, "/accept"), ==, 0);
}

/* A verification with another person shows no emoji in any state, and can be dismissed. */
static void
test_foreign_emoji (Flow          *flow,
                    gconstpointer  data)
{
  flow_compare (flow);
  g_object_set (flow->account, "other-user", "@me\u202e:beeper.com", "without-cancel", TRUE, NULL);
  vouch_setup_poll_now (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_true (vouch_setup_get_can_go_back (flow->setup));
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
}

static void
assert_cannot_confirm (Flow *flow)
{
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "sas/confirm"), ==, 0);
}

/* Both texts are valid. The change itself is a mismatch, even if the first emoji come back. */
static void
test_emoji_change (Flow          *flow,
                   gconstpointer  data)
{
  static const char * const texts[] = { "🐶🐱🦁🐎🦄🐷🐘", NULL };

  flow_compare (flow);
  g_assert_true (vouch_verification_get_sas (get_verification (flow))->certain);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint looks = flow_count_log (flow, "GET /v1/app/setup 200");

      g_object_set (flow->account, "emoji-text", texts[i],
                    "numbers-text", texts[i] != NULL ? "1001 2065 2553" : NULL, NULL);
      vouch_setup_poll_now (flow->setup);
      WAIT_UNTIL (flow_count_log (flow, "GET /v1/app/setup 200") != looks &&
                  vouch_verification_get_sas_changed (get_verification (flow)));
      assert_cannot_confirm (flow);
    }
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_EMOJI);
}

/* If Beeper does not offer cancel, "no match" is not sent, but stays in effect. */
static void
test_no_match_without_cancel (Flow          *flow,
                              gconstpointer  data)
{
  g_object_set (flow->account, "without-cancel", TRUE, NULL);
  flow_compare (flow);
  vouch_setup_reject_emoji (flow->setup, flow_get_id (flow));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_setup_get_stop_code (flow->setup), ==, "m.mismatched_sas");
  assert_cannot_confirm (flow);
  g_assert_cmpuint (flow_count_log (flow, "/cancel"), ==, 0);
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
  assert_cannot_confirm (flow);
}

/* "No match" stays in effect, even if the request fails. */
static void
test_no_match_unheard (Flow          *flow,
                       gconstpointer  data)
{
  flow_compare (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "POST */cancel=status:500", NULL));
  vouch_setup_reject_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpstr (vouch_setup_get_stop_code (flow->setup), ==, "m.mismatched_sas");
  assert_cannot_confirm (flow);
}

/* A request does not replace the recovery page. It is shown when the user clicks. */
static void
test_request_while_typing (Flow          *flow,
                           gconstpointer  data)
{
  g_autoptr(GString) steps = g_string_new (NULL);

  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  flow_record_steps (flow, steps);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_true (vouch_practice_account_phone_start (flow->account));
      WAIT_UNTIL (vouch_setup_get_request_waiting (flow->setup));
      if (i == 99)
        break;
      g_assert_true (vouch_practice_account_phone_decline (flow->account));
      WAIT_UNTIL (!vouch_setup_get_request_waiting (flow->setup));
    }
  g_assert_cmpstr (steps->str, ==, "");
  flow_wait_idle (flow);
  vouch_setup_show_request (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_INCOMING);
  g_assert_false (vouch_setup_get_request_waiting (flow->setup));
  g_signal_handlers_disconnect_by_data (flow->setup, steps);
}

/* The first requests replace the page. After the user has declined three, they do not any more. */
static void
test_many_requests (Flow          *flow,
                    gconstpointer  data)
{
  flow_sign_in (flow);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (vouch_practice_account_phone_start (flow->account));
      flow_wait_step (flow, VOUCH_STEP_INCOMING);
      flow_wait_idle (flow);
      vouch_setup_cancel (flow->setup, flow_get_id (flow));
      flow_wait_step (flow, VOUCH_STEP_STOPPED);
      flow_wait_idle (flow);
      vouch_setup_go_back (flow->setup);
      flow_wait_step (flow, VOUCH_STEP_VERIFY);
    }
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  WAIT_UNTIL (vouch_setup_get_request_waiting (flow->setup));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
  vouch_setup_show_request (flow->setup);
  vouch_setup_accept (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_SHOW_CODE);
}

/* The reply of a verb and the intent of the verb cause one change of the step, not two. */
static void
test_steps_of_verbs (Flow          *flow,
                     gconstpointer  data)
{
  g_autoptr(GString) steps = g_string_new (NULL);

  flow_begin_verification (flow);
  flow_wait_idle (flow);
  flow_record_steps (flow, steps);
  vouch_setup_start_emoji (flow->setup, flow_get_id (flow));
  flow_wait_phone (flow, VOUCH_PHONE_EMOJI);
  flow_wait_idle (flow);
  g_assert_cmpstr (steps->str, ==, "emoji ");
  g_signal_handlers_disconnect_by_data (flow->setup, steps);
}

static void
on_notify (VouchSetup *setup,
           GParamSpec *pspec,
           guint      *times)
{
  (*times)++;
}

/* Polls without a change cause no signal. */
static void
test_nothing_new (Flow          *flow,
                  gconstpointer  data)
{
  guint times = 0;

  flow_sign_in (flow);
  g_signal_connect (flow->setup, "notify", G_CALLBACK (on_notify), &times);
  vouch_practice_server_clear_log (flow->server);
  for (guint looks = 1; looks <= 3; looks++)
    {
      vouch_setup_poll_now (flow->setup);
      WAIT_UNTIL (flow_count_log (flow, "GET /v1/app/setup 200") >= looks);
    }
  g_assert_cmpuint (times, ==, 0);
  g_signal_handlers_disconnect_by_data (flow->setup, &times);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/verification/emoji-match/is-ready", test_emoji_match);
  FLOW_ADD ("/verification/no-events/polling-suffices", test_polling_only);
  FLOW_ADD ("/verification/event/is-seen-before-the-next-poll", test_events);
  FLOW_ADD ("/verification/phone-starts-emoji/emoji-are-shown", test_phone_starts_emoji);
  FLOW_ADD ("/verification/no-match-here/is-stopped", test_no_match_here);
  FLOW_ADD ("/verification/no-match-on-the-phone/is-stopped", test_no_match_there);
  FLOW_ADD ("/verification/phone-declines/can-be-asked-again", test_phone_declines);
  FLOW_ADD ("/verification/time-runs-out/is-stopped", test_time_runs_out);
  FLOW_ADD ("/verification/phone-asks/can-be-declined-or-accepted", test_incoming);
  FLOW_ADD ("/verification/decision-about-another-verification/is-not-sent", test_other_id);
  FLOW_ADD ("/verification/killed-anywhere/goes-on-there", test_killed_anywhere);
  FLOW_ADD ("/verification/ready/another-device-can-be-approved", test_approve_another);
  FLOW_ADD ("/verification/server-goes-and-comes/page-stays", test_server_goes_and_comes);
  FLOW_ADD ("/verification/chosen-intent/ends-with-the-state", test_intents);
  FLOW_ADD ("/verification/reply-of-a-verb/makes-one-step", test_steps_of_verbs);
  FLOW_ADD ("/verification/nothing-new/is-not-notified", test_nothing_new);
  FLOW_ADD ("/verification/phone-asks-while-typing/page-stays", test_request_while_typing);
  FLOW_ADD ("/verification/many-requests/no-longer-take-the-page", test_many_requests);
  FLOW_ADD ("/verification/another-person-asks/can-only-be-declined", test_foreign);
  FLOW_ADD ("/verification/emoji-of-another-person/are-not-shown", test_foreign_emoji);
  FLOW_ADD ("/verification/emoji-change/cannot-be-confirmed", test_emoji_change);
  FLOW_ADD ("/verification/no-match-and-no-cancel/is-stopped", test_no_match_without_cancel);
  FLOW_ADD ("/verification/no-match-is-not-heard/is-stopped", test_no_match_unheard);
  return g_test_run ();
}
