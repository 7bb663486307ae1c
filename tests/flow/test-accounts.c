/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "store-fixture.h"
#include "wait.h"

/* One Beeper, and tokens of several accounts in the store. Beeper has the account
 * "@practice:beeper.com", whose token is "own". */
#define OWN   "@practice:beeper.com"
#define MINE  "@me:beeper.com"   /* signs in with me@example.org */
#define OTHER "@other:beeper.com"
#define THIRD "@third:beeper.com"

static const char *
get_origin (Flow *flow)
{
  return vouch_practice_server_get_base_url (flow->server);
}

static void
save (Flow       *flow,
      const char *account,
      const char *token)
{
  store_save (flow->store, get_origin (flow), account, VOUCH_SECRET_ACCESS_TOKEN, token);
}

static gboolean
has_accounts (Flow       *flow,
              const char *expected)
{
  g_autofree char *accounts = store_list (flow->store, get_origin (flow));

  return g_str_equal (accounts, expected);
}

/* The token is stored a moment after the page has appeared. */
static void
wait_accounts (Flow       *flow,
               const char *expected)
{
  WAIT_UNTIL (has_accounts (flow, expected));
}

static void
wait_log_count (Flow       *flow,
                const char *part,
                guint       count)
{
  WAIT_UNTIL (flow_count_log (flow, part) >= count);
  g_assert_cmpuint (flow_count_log (flow, part), ==, count);
}

static void
wait_log (Flow       *flow,
          const char *part)
{
  wait_log_count (flow, part, 1);
}

static void
make_ready (Flow *flow)
{
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  vouch_practice_account_add_token (flow->account, "own");
}

static void
reach (Flow      *flow,
       VouchStep  step)
{
  flow_connect (flow);
  flow_wait_step (flow, step);
  flow_wait_idle (flow);
}

/* Stores the tokens of two accounts. */
static void
reach_ready (Flow *flow)
{
  make_ready (flow);
  save (flow, OTHER, "other");
  save (flow, OWN, "own");
  reach (flow, VOUCH_STEP_READY);
}

/* The account of a token is known from the sign-in, or from the session if the token was pasted. */
static void
test_filed (Flow          *flow,
            gconstpointer  data)
{
  flow_sign_in (flow);
  wait_accounts (flow, MINE " ");
  g_assert_true (store_remove (flow->store, get_origin (flow), MINE, VOUCH_SECRET_ACCESS_TOKEN));
  vouch_practice_account_add_token (flow->account, "own");
  flow_restart (flow);
  reach (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_use_token (flow->setup, " own\n");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
  wait_accounts (flow, MINE " ");
  store_assert_kept (flow->store, get_origin (flow), MINE, VOUCH_SECRET_ACCESS_TOKEN, "own");
}

/* A keyring that refuses may still have older tokens. They stay until access is forgotten. (There
 * is no bus, so there is no keyring: see main().) */
static void
test_filed_in_vain (Flow          *flow,
                    gconstpointer  data)
{
  flow_kill (flow);
  g_clear_object (&flow->store);
  flow->store = vouch_token_store_new_keyring ();
  flow_restart (flow);
  make_ready (flow);
  reach (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_use_token (flow->setup, "own");
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);
  wait_accounts (flow, OWN "  ");

  vouch_setup_forget_access (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  wait_accounts (flow, "");
}

/* A token that Beeper refuses is not stored. The tokens that were stored before stay. */
static void
test_wrong (Flow          *flow,
            gconstpointer  data)
{
  make_ready (flow);
  save (flow, OTHER, "other");
  reach (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_use_token (flow->setup, "wrong");
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
  flow_wait_idle (flow);
  wait_accounts (flow, OTHER " ");
  vouch_practice_server_set_without_introspection (flow->server, TRUE);
  vouch_setup_use_token (flow->setup, "wrong");
  flow_wait_problem (flow, VOUCH_ERROR_UNAUTHORIZED);
  wait_accounts (flow, OTHER " ");
}

/* The program is killed before Beeper has answered with the token. */
static void
test_killed (Flow          *flow,
             gconstpointer  data)
{
  make_ready (flow);
  reach (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "/v1/app/setup=hang", NULL));
  vouch_setup_use_token (flow->setup, "own");
  wait_log (flow, "fault=hang");
  flow_restart (flow);
  reach (flow, VOUCH_STEP_READY);
  wait_accounts (flow, OWN " ");
}

/* The user tries the token of another account, when Beeper refused that of the last account. */
static void
try_other (Flow *flow)
{
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
  g_assert_true (vouch_setup_get_other_access (flow->setup));
  vouch_setup_try_other_access (flow->setup);
  g_assert_true (vouch_setup_get_busy (flow->setup));
}

static void
restart_as (Flow       *flow,
            const char *account)
{
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_NONE, NULL, account);

  flow_restart (flow);
  vouch_setup_connect_address (flow->setup, get_origin (flow), terms);
}

/* Beeper has another account than the last time. One token is sent. Each other one is sent only
 * when the user asks, because a server that answers 401 may not be Beeper. */
static void
test_other_account (Flow          *flow,
                    gconstpointer  data)
{
  make_ready (flow);
  save (flow, OWN, "own");
  save (flow, OTHER, "other");
  save (flow, THIRD, "third");
  for (guint i = 0; i < 2; i++)
    {
      reach (flow, VOUCH_STEP_AUTHORIZE);
      g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 1);
      vouch_setup_disconnect (flow->setup);
    }

  restart_as (flow, OTHER);
  reach (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 2);
  try_other (flow);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 3);
  try_other (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 3);
  g_assert_cmpuint (flow_count_log (flow, "POST"), ==, 0);

  restart_as (flow, OWN);
  reach (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 3);
  wait_accounts (flow, THIRD " " OTHER " " OWN " ");
}

/* Each token is sent once in a run. A new token of the same account is valid again. */
static void
test_refused (Flow          *flow,
              gconstpointer  data)
{
  make_ready (flow);
  save (flow, OWN, "old");
  save (flow, OTHER, "other");
  reach (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 1);
  try_other (flow);
  flow_wait_idle (flow);
  g_assert_false (vouch_setup_get_other_access (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 2);
  vouch_setup_disconnect (flow->setup);
  reach (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 2);

  vouch_setup_use_token (flow->setup, "own");
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);
  vouch_setup_disconnect (flow->setup);
  reach (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 2);
}

static void
wait_user (Flow       *flow,
           const char *account)
{
  VouchSession *session = vouch_setup_get_session (flow->setup);

  WAIT_UNTIL (g_strcmp0 (vouch_session_get_user_id (session), account) == 0);
}

static void
change_account (Flow       *flow,
                const char *username,
                const char *token)
{
  g_object_set (flow->account, "username", username, NULL);
  vouch_practice_account_clear (flow->account);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_NEEDS_VERIFICATION);
  vouch_practice_account_add_token (flow->account, token);
}

/* Beeper changes to another account while it is polled. */
static void
test_changed (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(GString) steps = g_string_new (NULL);

  reach_ready (flow);

  flow_record_steps (flow, steps);
  change_account (flow, "other", "other");
  vouch_setup_poll_now (flow->setup);
  try_other (flow);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
  g_assert_cmpstr (steps->str, ==, "authorize verify ");
  g_assert_cmpstr (vouch_session_get_user_id (vouch_setup_get_session (flow->setup)), ==, OTHER);
  g_signal_handlers_disconnect_by_data (flow->setup, steps);
}

/* The account changes back and forth. A token that Beeper refused under one account may be valid
 * under the next one. */
static void
test_changed_back (Flow          *flow,
                   gconstpointer  data)
{
  reach_ready (flow);

  for (guint i = 0; i < 2; i++)
    {
      change_account (flow, "other", "other");
      vouch_setup_poll_now (flow->setup);
      try_other (flow);
      wait_user (flow, OTHER);
      change_account (flow, "practice", "own");
      vouch_setup_poll_now (flow->setup);
      try_other (flow);
      wait_user (flow, OWN);
    }
}

/* An intent of the user for one account is dropped for the next account, even in the same state. */
static void
test_changed_intent (Flow          *flow,
                     gconstpointer  data)
{
  reach_ready (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);

  change_account (flow, "other", "other");
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  vouch_setup_create_key (flow->setup, TRUE);
  try_other (flow);
  wait_user (flow, OTHER);
  flow_wait_idle (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "POST"), ==, 1);
}

/* The token counts for the next account, too, so nothing is seen between the two. */
static void
test_changed_at_once (Flow          *flow,
                      gconstpointer  data)
{
  reach_ready (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_RESET);

  change_account (flow, "other", "own");
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  vouch_setup_poll_now (flow->setup);
  wait_user (flow, OTHER);
  g_assert_cmpint (vouch_setup_get_intent (flow->setup), ==, VOUCH_INTENT_NONE);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_READY);
}

/* Until the account of the next token is known, no verb runs with it. The user can do something
 * else meanwhile. */
static void
test_changed_unheard (Flow          *flow,
                      gconstpointer  data)
{
  reach_ready (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);

  change_account (flow, "other", "other");
  vouch_setup_poll_now (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "/v1/app/setup=reset*ever",
                                                  NULL));
  try_other (flow);
  WAIT_UNTIL (vouch_setup_get_connection_error (flow->setup) != NULL);
  vouch_setup_create_key (flow->setup, TRUE);
  vouch_setup_request_verification (flow->setup);
  g_assert_false (vouch_setup_get_busy (flow->setup));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);

  vouch_practice_server_clear_faults (flow->server);
  wait_user (flow, OTHER);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "POST"), ==, 0);
}

/* A key that is not saved yet is not shown to another account. It is shown again when its account
 * is back. */
static void
test_key (Flow          *flow,
          gconstpointer  data)
{
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autofree char *key = NULL;

  reach_ready (flow);
  flow_make_key (flow);
  key = g_strdup (flow_get_new_key (flow));

  change_account (flow, "other", "other");
  vouch_setup_poll_now (flow->setup);
  try_other (flow);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
  vouch_setup_confirm_key (flow->setup);
  g_assert_false (vouch_setup_get_busy (flow->setup));
  flow_make_key (flow);
  g_assert_cmpstr (flow_get_new_key (flow), !=, key);
  restart_as (flow, OTHER);
  reach (flow, VOUCH_STEP_SAVE_KEY);
  vouch_setup_confirm_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);

  change_account (flow, "practice", "own");
  vouch_setup_poll_now (flow->setup);
  try_other (flow);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  g_assert_cmpstr (flow_get_new_key (flow), ==, key);
  flow_restart (flow);
  reach (flow, VOUCH_STEP_SAVE_KEY);
  g_assert_cmpstr (flow_get_new_key (flow), ==, key);

  flow_record_steps (flow, steps);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_NEEDS_LOGIN);
  vouch_setup_poll_now (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  g_assert_cmpstr (steps->str, ==, "email ");
  g_signal_handlers_disconnect_by_data (flow->setup, steps);
}

/* A verb that the user began with one account is not repeated with another one. */
static void
test_verb (Flow          *flow,
           gconstpointer  data)
{
  reach_ready (flow);
  flow_stop_poking (flow);
  vouch_practice_account_withdraw_token (flow->account, "own");
  vouch_practice_account_add_token (flow->account, "other");
  vouch_setup_request_verification (flow->setup);
  wait_log (flow, "POST /v1/app/setup/verifications 401");
  try_other (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_null (vouch_setup_get_problem (flow->setup));
  g_assert_cmpuint (flow_count_log (flow, "POST"), ==, 1);
}

/* The token of the current account is revoked and removed. Those of other accounts stay. */
static void
test_forgotten (Flow          *flow,
                gconstpointer  data)
{
  reach_ready (flow);
  vouch_setup_forget_access (flow->setup);
  g_assert_true (vouch_setup_get_busy (flow->setup));
  flow_wait_idle (flow);
  store_assert_accounts (flow->store, get_origin (flow), OTHER " ");
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  wait_log (flow, "POST /oauth/revoke 200");
  g_assert_false (vouch_practice_account_takes_token (flow->account, "own"));
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 0);
}

/* If Beeper refuses all tokens, the current account is not known, so the access of all accounts is
 * forgotten. */
static void
test_all_forgotten (Flow          *flow,
                    gconstpointer  data)
{
  make_ready (flow);
  save (flow, OTHER, "other");
  save (flow, OWN, "old");
  store_save (flow->store, "http://127.0.0.1:1", OWN, VOUCH_SECRET_ACCESS_TOKEN, "elsewhere");
  reach (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_forget_access (flow->setup);
  flow_wait_idle (flow);
  store_assert_accounts (flow->store, get_origin (flow), "");
  store_assert_accounts (flow->store, "http://127.0.0.1:1", OWN " ");
  wait_log_count (flow, "POST /oauth/revoke 200", 2);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_null (vouch_setup_get_problem (flow->setup));
}

/* A token of the environment is for one server. Another name of the same computer is another
 * server. */
static void
test_override (Flow          *flow,
               gconstpointer  data)
{
  g_autofree char *elsewhere =
    g_strdup_printf ("http://elsewhere.localhost:%u",
                     vouch_practice_server_get_port (flow->server));
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);

  make_ready (flow);
  flow_kill (flow);
  flow->setup = vouch_setup_new (flow->store, NULL, "own");
  reach (flow, VOUCH_STEP_READY);
  vouch_setup_disconnect (flow->setup);
  vouch_setup_connect_address (flow->setup, elsewhere, terms);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "GET /v1/app/setup 401"), ==, 1);
  g_assert_cmpuint (flow_count_log (flow, "GET /v1/app/setup 401 bearer"), ==, 0);

  vouch_setup_disconnect (flow->setup);
  reach (flow, VOUCH_STEP_READY);
}

/* A token of the environment that was refused is not sent again. It replaced the tokens of the
 * store, so the user decides how to continue. */
static void
test_override_refused (Flow          *flow,
                       gconstpointer  data)
{
  make_ready (flow);
  save (flow, OWN, "own");
  flow_kill (flow);
  flow->setup = vouch_setup_new (flow->store, NULL, "wrong");
  reach (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_disconnect (flow->setup);
  reach (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "bearer=bad"), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/accounts/signed-in/token-is-filed-under-its-account", test_filed);
  FLOW_ADD ("/accounts/keyring-refuses/older-token-stays", test_filed_in_vain);
  FLOW_ADD ("/accounts/refused-token/is-not-kept", test_wrong);
  FLOW_ADD ("/accounts/killed-before-a-reply/token-is-kept", test_killed);
  FLOW_ADD ("/accounts/beeper-has-another-account/one-token-is-tried", test_other_account);
  FLOW_ADD ("/accounts/refused-token/is-tried-once-in-a-run", test_refused);
  FLOW_ADD ("/accounts/account-changes/its-token-is-used", test_changed);
  FLOW_ADD ("/accounts/account-changes-back/token-counts-again", test_changed_back);
  FLOW_ADD ("/accounts/account-changes/intent-is-dropped", test_changed_intent);
  FLOW_ADD ("/accounts/account-changes-under-one-token/intent-is-dropped", test_changed_at_once);
  FLOW_ADD ("/accounts/account-is-not-known/nothing-is-done", test_changed_unheard);
  FLOW_ADD ("/accounts/account-changes/unsaved-key-is-not-shown", test_key);
  FLOW_ADD ("/accounts/account-changes/verb-is-not-done", test_verb);
  FLOW_ADD ("/accounts/access-is-forgotten/others-stay", test_forgotten);
  FLOW_ADD ("/accounts/account-is-not-known/all-are-forgotten", test_all_forgotten);
  FLOW_ADD ("/accounts/token-of-environment/goes-to-its-server-only", test_override);
  FLOW_ADD ("/accounts/token-of-environment-refused/is-not-tried-again", test_override_refused);
  return g_test_run ();
}
