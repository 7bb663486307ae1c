/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "store-fixture.h"
#include "wait.h"

/* A read-only token gets 401 for each POST. That is not lost access: the token stays, the page
 * shows the problem, and no requests are repeated in a loop. */

#define OWN "@practice:beeper.com"

/* Beeper has the tokens "reads" and "writes". Vouch knows neither. */
static void
reach_authorize (Flow               *flow,
                 VouchPracticeState  state,
                 gboolean            introspects)
{
  vouch_practice_server_set_without_introspection (flow->server, !introspects);
  vouch_practice_account_jump (flow->account, state);
  vouch_practice_account_add_read_only_token (flow->account, "reads");
  vouch_practice_account_add_token (flow->account, "writes");
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
}

static void
use_token (Flow       *flow,
           const char *token,
           VouchStep   step)
{
  vouch_setup_use_token (flow->setup, token);
  flow_wait_step (flow, step);
  flow_wait_idle (flow);
}

static void
reach_verify (Flow *flow)
{
  reach_authorize (flow, VOUCH_PRACTICE_NEEDS_VERIFICATION, FALSE);
  use_token (flow, "reads", VOUCH_STEP_VERIFY);
}

/* Waits for @count successful polls. */
static void
wait_looks (Flow  *flow,
            guint  count)
{
  guint looks = flow_count_log (flow, "GET /v1/app/setup 200") + count;

  WAIT_REPEATING (vouch_setup_poll_now (flow->setup),
                  flow_count_log (flow, "GET /v1/app/setup 200") >= looks);
}

static void
assert_step (Flow      *flow,
             VouchStep  step)
{
  g_assert_cmpstr (vouch_step_get_name (vouch_setup_get_step (flow->setup)), ==,
                   vouch_step_get_name (step));
}

static void
assert_kept (Flow       *flow,
             const char *token)
{
  store_assert_kept (flow->store, vouch_practice_server_get_base_url (flow->server), OWN,
                     VOUCH_SECRET_ACCESS_TOKEN, token);
}

/* Each verb fails on the same page, and the user can enter another token or go back. */
static void
test_verb (Flow          *flow,
           gconstpointer  data)
{
  g_autoptr(GString) steps = g_string_new (NULL);

  reach_verify (flow);
  flow_record_steps (flow, steps);
  for (guint i = 1; i <= 2; i++)
    {
      vouch_setup_request_verification (flow->setup);
      flow_wait_problem (flow, VOUCH_ERROR_READ_ONLY);
      flow_wait_idle (flow);
      wait_looks (flow, 2);
      g_assert_error (vouch_setup_get_problem (flow->setup), VOUCH_ERROR, VOUCH_ERROR_READ_ONLY);
      g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/verifications 401"), ==, i);
    }
  g_assert_cmpstr (steps->str, ==, "");
  assert_kept (flow, "reads");

  vouch_setup_choose (flow->setup, VOUCH_INTENT_ACCESS);
  assert_step (flow, VOUCH_STEP_AUTHORIZE);
  wait_looks (flow, 2);
  assert_step (flow, VOUCH_STEP_AUTHORIZE);
  vouch_setup_go_back (flow->setup);
  assert_step (flow, VOUCH_STEP_VERIFY);

  /* A wrong token does not replace the one in use. */
  vouch_setup_choose (flow->setup, VOUCH_INTENT_ACCESS);
  vouch_setup_use_token (flow->setup, "wrong");
  flow_wait_problem (flow, VOUCH_ERROR_UNAUTHORIZED);
  flow_wait_idle (flow);
  wait_looks (flow, 2);
  assert_step (flow, VOUCH_STEP_AUTHORIZE);
  assert_kept (flow, "reads");

  use_token (flow, "writes", VOUCH_STEP_VERIFY);
  assert_kept (flow, "writes");
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  g_assert_cmpstr (steps->str, ==, "authorize verify authorize verify waiting ");
  g_signal_handlers_disconnect_by_data (flow->setup, steps);
}

/* If Beeper offers introspection, a read-only token is never used. */
static void
test_asked_first (Flow          *flow,
                  gconstpointer  data)
{
  reach_authorize (flow, VOUCH_PRACTICE_READY, TRUE);
  vouch_setup_use_token (flow->setup, " reads\n");
  flow_wait_problem (flow, VOUCH_ERROR_READ_ONLY);
  flow_wait_idle (flow);
  assert_step (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "bearer=read-only"), ==, 0);
  vouch_setup_use_token (flow->setup, "wrong");
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "bearer"), ==, 0);
  use_token (flow, "writes", VOUCH_STEP_READY);
  assert_kept (flow, "writes");
}

/* A token is used if introspection is not offered or its reply is malformed. */
static void
test_asked_in_vain (Flow          *flow,
                    gconstpointer  data)
{
  static const char * const faults[] = {
    "/oauth/introspect=status:404", "/oauth/introspect=garbage", "/oauth/introspect=nulls",
    "/oauth/introspect=reset", "/oauth/introspect=status:500", "/.well-known/*=garbage",
    "/.well-known/*=reset",
  };

  reach_authorize (flow, VOUCH_PRACTICE_READY, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_assert_true (vouch_practice_server_add_fault (flow->server, faults[i], NULL));
      use_token (flow, "writes", VOUCH_STEP_READY);
      vouch_setup_choose (flow->setup, VOUCH_INTENT_ACCESS);
      assert_step (flow, VOUCH_STEP_AUTHORIZE);
    }
}

/* A 401 is about the recovery key, unless the token is known to be read-only. */
static void
test_recovery (Flow          *flow,
               gconstpointer  data)
{
  reach_verify (flow);
  vouch_practice_server_set_without_introspection (flow->server, FALSE);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_RECOVERY_KEY);
  flow_wait_problem (flow, VOUCH_ERROR_READ_ONLY);
  flow_wait_idle (flow);
  assert_step (flow, VOUCH_STEP_RECOVERY);

  vouch_practice_server_set_without_introspection (flow->server, TRUE);
  vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_RECOVERY_KEY);
  flow_wait_problem (flow, VOUCH_ERROR_UNAUTHORIZED);
  flow_wait_idle (flow);
  assert_step (flow, VOUCH_STEP_RECOVERY);
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/verification/recovery-key 401"), ==,
                    2);
}

/* While Beeper does not answer, the reason of the 401 is unknown. The problem is the connection,
 * and not lost access. */
static void
test_no_answer (Flow          *flow,
                gconstpointer  data)
{
  reach_verify (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "GET /v1/app/setup=reset*ever",
                                                  NULL));
  vouch_setup_request_verification (flow->setup);
  flow_wait_problem (flow, VOUCH_ERROR_UNREACHABLE);
  flow_wait_idle (flow);
  assert_step (flow, VOUCH_STEP_VERIFY);
  vouch_practice_server_clear_faults (flow->server);
  vouch_setup_request_verification (flow->setup);
  flow_wait_problem (flow, VOUCH_ERROR_READ_ONLY);
  flow_wait_idle (flow);
}

/* The server is left while the token is checked. The result is not used for the next server. */
static void
test_left (Flow          *flow,
           gconstpointer  data)
{
  reach_verify (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "GET /v1/app/setup=hang", NULL));
  vouch_setup_request_verification (flow->setup);
  WAIT_UNTIL (flow_count_log (flow, "fault=hang") > 0);
  g_assert_true (vouch_setup_get_busy (flow->setup));
  g_assert_false (vouch_setup_get_acting (flow->setup));
  vouch_setup_disconnect (flow->setup);
  assert_step (flow, VOUCH_STEP_CONNECT);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/read-only/read-only-token/verb-says-so", test_verb);
  FLOW_ADD ("/read-only/read-only-token-is-inspected/is-never-used", test_asked_first);
  FLOW_ADD ("/read-only/inspecting-fails/token-is-used", test_asked_in_vain);
  FLOW_ADD ("/read-only/wrong-recovery-key/token-is-not-blamed", test_recovery);
  FLOW_ADD ("/read-only/nothing-answers-after-401/page-says-so", test_no_answer);
  FLOW_ADD ("/read-only/left-in-the-middle/next-server-is-not-blamed", test_left);
  return g_test_run ();
}
