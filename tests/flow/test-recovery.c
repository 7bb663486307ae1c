/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "next-turn.h"
#include "wait.h"

static void
unlock (Flow       *flow,
        const char *key)
{
  vouch_setup_unlock (flow->setup, key);
  g_assert_true (vouch_setup_get_busy (flow->setup));
  flow_wait_idle (flow);
}

static void
test_unlock (Flow          *flow,
             gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RECOVERY);

  unlock (flow, "not a key at all");
  g_assert_nonnull (vouch_setup_get_problem (flow->setup));
  g_assert_cmpint (vouch_setup_get_problem_step (flow->setup), ==, VOUCH_STEP_RECOVERY);

  unlock (flow, VOUCH_PRACTICE_OLDER_KEY);
  g_assert_nonnull (vouch_setup_get_problem (flow->setup));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RECOVERY);

  unlock (flow, " " VOUCH_PRACTICE_RECOVERY_KEY "\n");
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_null (vouch_setup_get_problem (flow->setup));
}

/* There is no second device and no key. A new key is made, and found again after a crash. */
static void
test_reset (Flow          *flow,
            gconstpointer  data)
{
  g_autofree char *key = NULL;

  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);
  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
  key = g_strdup (flow_get_new_key (flow));
  g_assert_nonnull (key);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
  g_assert_cmpstr (flow_get_new_key (flow), ==, key);
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_null (flow_get_new_key (flow));
  g_assert_cmpuint (flow_count_log (flow, "recovery-key/reset 200"), ==, 1);
  g_assert_cmpint (vouch_session_get_recovery_key_made (vouch_setup_get_session (flow->setup)),
                   >, 0);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* If Beeper was ready before, it is ready again after a new key was saved. */
static void
test_reset_when_ready (Flow          *flow,
                       gconstpointer  data)
{
  flow_sign_in (flow);
  unlock (flow, VOUCH_PRACTICE_RECOVERY_KEY);
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);
  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
  vouch_setup_confirm_key (flow->setup);
  flow_wait_idle (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpint (vouch_setup_get_intent (flow->setup), ==, VOUCH_INTENT_NONE);
}

static void
test_first_key (Flow          *flow,
                gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "new@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);
  vouch_setup_register (flow->setup, "somebody");
  flow_wait_step (flow, VOUCH_STEP_RESET);
  flow_wait_idle (flow);
  g_assert_true (vouch_setup_get_first_key (flow->setup));

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_RESET);
  flow_wait_idle (flow);
  g_assert_true (vouch_setup_get_first_key (flow->setup));
  vouch_setup_create_key (flow->setup, FALSE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* An account that was not registered here can lose every chat network by a new key, whatever state
 * Beeper reports. */
static void
test_no_first_key (Flow          *flow,
                   gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP);
  flow_wait_step (flow, VOUCH_STEP_RESET);
  flow_wait_idle (flow);
  g_assert_false (vouch_setup_get_first_key (flow->setup));
  vouch_setup_create_key (flow->setup, FALSE);
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "recovery-key/reset"), ==, 0);

  /* The step recovery can be chosen before a new key is made. */
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RECOVERY);
  g_assert_true (vouch_setup_get_can_go_back (flow->setup));
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);

  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
}

/* After the first key was confirmed, the account is not new any more, even if the state returns. */
static void
test_first_key_once (Flow          *flow,
                     gconstpointer  data)
{
  test_first_key (flow, data);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP);
  flow_wait_step (flow, VOUCH_STEP_RESET);
  g_assert_false (vouch_setup_get_first_key (flow->setup));
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_RESET);
  g_assert_false (vouch_setup_get_first_key (flow->setup));
}

/* The other device does not send its secrets. After some time Vouch asks for the recovery key. */
static void
test_secrets_withheld (Flow          *flow,
                       gconstpointer  data)
{
  g_object_set (flow->account, "withhold-secrets", TRUE, NULL);
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_RECOVERY);
  flow_wait_idle (flow);

  /* Beeper waits for the user. While the window is hidden, the pace is slow. */
  vouch_setup_set_visible (flow->setup, FALSE);
  next_turn_wait (30000, 120000);
  vouch_setup_set_visible (flow->setup, TRUE);
  next_turn_wait (500, 2000);

  unlock (flow, VOUCH_PRACTICE_RECOVERY_KEY);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* Without consent, or on another step, no request that loses data is sent. */
static void
test_only_on_its_page (Flow          *flow,
                       gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_setup_create_key (flow->setup, TRUE);
  vouch_setup_confirm_key (flow->setup);
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "recovery-key"), ==, 0);
}

static void
test_reset_fails (Flow          *flow,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "POST */reset=status:500",
                                                  &error));
  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_problem (flow, VOUCH_ERROR_SERVER);
  flow_wait_idle (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);
  g_assert_null (flow_get_new_key (flow));

  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "POST */confirm=reset", &error));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_problem (flow, VOUCH_ERROR_UNREACHABLE);
  flow_wait_idle (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SAVE_KEY);
  g_assert_nonnull (flow_get_new_key (flow));
  g_assert_false (vouch_setup_get_key_refused (flow->setup));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* The user can leave a key that Beeper does not confirm, but only after the refusal. */
static void
test_key_refused (Flow          *flow,
                  gconstpointer  data)
{
  const char *kind = data;
  g_autofree char *fault = g_strconcat ("POST */confirm=", kind, "*ever", NULL);

  flow_sign_in (flow);
  flow_make_key (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, fault, NULL));
  vouch_setup_leave_key (flow->setup);
  g_assert_nonnull (flow_get_new_key (flow));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_idle (flow);
  g_assert_true (vouch_setup_get_key_refused (flow->setup));

  vouch_setup_leave_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  g_assert_null (flow_get_new_key (flow));
  g_assert_null (vouch_setup_get_problem (flow->setup));
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
}

/* Waits for a poll that began after this call. Only one poll runs at a time, so it is the second
 * one to end. */
static void
look_once_more (Flow *flow)
{
  guint looks = flow_count_log (flow, "GET /v1/app/setup 200");

  WAIT_REPEATING (vouch_setup_poll_now (flow->setup),
                  flow_count_log (flow, "GET /v1/app/setup 200") >= looks + 2);
  flow_wait_idle (flow);
}

/* Beeper had a saved key before, so "saved" is no proof that it accepted the new key. A result for
 * one key is not used for the next key. */
static void
test_key_refused_when_ready (Flow          *flow,
                             gconstpointer  data)
{
  const char *kind = data;
  g_autofree char *fault = g_strconcat ("POST */confirm=", kind, NULL);

  flow_sign_in (flow);
  unlock (flow, VOUCH_PRACTICE_RECOVERY_KEY);
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);
  flow_make_key (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, fault, NULL));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_idle (flow);
  look_once_more (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SAVE_KEY);
  g_assert_true (vouch_setup_get_key_refused (flow->setup));
  vouch_setup_leave_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);

  flow_make_key (flow);
  look_once_more (flow);
  g_assert_false (vouch_setup_get_key_refused (flow->setup));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* Beeper accepted the key, but the reply was lost. The next confirmation has nothing to confirm. */
static void
test_confirmation_lost (Flow          *flow,
                        gconstpointer  data)
{
  flow_sign_in (flow);
  flow_make_key (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "POST */confirm=after-reset",
                                                  NULL));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_problem (flow, VOUCH_ERROR_UNREACHABLE);
  flow_wait_idle (flow);
  look_once_more (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SAVE_KEY);
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "/reset/confirm 409"), ==, 1);
}

/* Another program has made a newer key meanwhile, so the key of Vouch is not valid any more. */
static void
test_superseded (Flow          *flow,
                 gconstpointer  data)
{
  g_autofree char *newer = NULL;

  flow_sign_in (flow);
  flow_make_key (flow);
  look_once_more (flow);
  newer = g_strdup (vouch_practice_account_reset_key (flow->account, NULL, NULL));
  g_assert_true (vouch_practice_account_confirm_key (flow->account, newer, NULL));
  vouch_setup_confirm_key (flow->setup);
  flow_wait_idle (flow);
  look_once_more (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SAVE_KEY);
  g_assert_true (vouch_setup_get_key_refused (flow->setup));
}

static void
add_verdict (const char  *expectation,
             const char  *kind,
             void       (*function) (Flow *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/recovery/confirm-answers-", kind, "/", expectation, NULL);

  g_test_add (path, Flow, kind, flow_set_up, function, flow_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const verdicts[] = {
    "status:401", "status:404", "status:409", "status:422", "status:500", "garbage", "redirect",
  };

  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/recovery/wrong-then-right-key/unlocks", test_unlock);
  FLOW_ADD ("/recovery/crashed-with-a-new-key/key-is-found-again", test_reset);
  FLOW_ADD ("/recovery/reset-when-ready/is-ready-again", test_reset_when_ready);
  FLOW_ADD ("/recovery/new-account/first-key-is-made", test_first_key);
  FLOW_ADD ("/recovery/first-key-was-confirmed/is-not-first-again", test_first_key_once);
  FLOW_ADD ("/recovery/account-not-made-here/key-is-not-first", test_no_first_key);
  FLOW_ADD ("/recovery/secrets-withheld/key-is-asked-for", test_secrets_withheld);
  FLOW_ADD ("/recovery/without-consent-or-elsewhere/nothing-is-reset", test_only_on_its_page);
  FLOW_ADD ("/recovery/reset-fails/can-be-tried-again", test_reset_fails);
  FLOW_ADD ("/recovery/confirmation-is-lost/next-try-finds-it-done", test_confirmation_lost);
  FLOW_ADD ("/recovery/newer-key-exists/ours-is-given-up", test_superseded);
  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      add_verdict ("key-can-be-left", verdicts[i], test_key_refused);
      add_verdict ("key-can-be-left-when-ready", verdicts[i], test_key_refused_when_ready);
    }
  return g_test_run ();
}
