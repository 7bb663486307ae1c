/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

static void
test_existing_account (Flow          *flow,
                       gconstpointer  data)
{
  flow_sign_in (flow);
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/email"), ==, 1);
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/response"), ==, 1);
  g_assert_cmpint (vouch_sign_in_get_phase (vouch_setup_get_sign_in (flow->setup)), ==,
                   VOUCH_SIGN_IN_EMAIL);
}

static void
test_wrong_code (Flow          *flow,
                 gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, " me@example.org ");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);

  vouch_setup_submit_code (flow->setup, "000000");
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
  g_assert_cmpint (vouch_setup_get_problem_step (flow->setup), ==, VOUCH_STEP_CODE);
  flow_wait_idle (flow);

  vouch_setup_submit_code (flow->setup, "123456");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  g_assert_null (vouch_setup_get_problem (flow->setup));
}

static void
register_new_account (Flow *flow)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "new@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);
}

static void
test_new_account (Flow          *flow,
                  gconstpointer  data)
{
  VouchSignIn *sign_in = vouch_setup_get_sign_in (flow->setup);

  register_new_account (flow);
  g_assert_nonnull (vouch_sign_in_get_title (sign_in));
  g_assert_nonnull (vouch_sign_in_get_suggestions (sign_in)[0]);

  vouch_setup_register (flow->setup, "Taken");
  flow_wait_problem (flow, VOUCH_ERROR_CONFLICT);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);

  vouch_setup_register (flow->setup, "somebody");
  flow_wait_step (flow, VOUCH_STEP_RESET);
  g_assert_null (vouch_sign_in_get_lead_token (sign_in));
}

static void
test_new_code (Flow          *flow,
               gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  vouch_setup_send_new_code (flow->setup);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/start"), ==, 2);
  vouch_setup_submit_code (flow->setup, "123456");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
}

/* While a verb runs, other verbs are ignored: a double click sends one mail. */
static void
test_busy (Flow          *flow,
           gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "me@example.org");
  vouch_setup_send_code (flow->setup, "me@example.org");
  g_assert_true (vouch_setup_get_busy (flow->setup));
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  g_assert_cmpuint (flow_count_log (flow, "POST /v1/app/setup/email"), ==, 1);
}

static void
test_back_to_address (Flow          *flow,
                      gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  g_assert_false (vouch_setup_get_can_go_back (flow->setup));
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  g_assert_true (vouch_setup_get_can_go_back (flow->setup));
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_EMAIL);
  g_assert_cmpstr (vouch_sign_in_get_email (vouch_setup_get_sign_in (flow->setup)), ==,
                   "me@example.org");
}

static void
test_killed_in_the_middle (Flow          *flow,
                           gconstpointer  data)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "new@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);
  vouch_setup_register (flow->setup, "somebody");
  flow_wait_step (flow, VOUCH_STEP_RESET);

  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_RESET);
}

/* Changes the file as if the clock had been changed by @seconds since it was written. */
static void
shift_file (Flow   *flow,
            gint64  seconds)
{
  g_autofree char *path = g_build_filename (flow->state_directory, "sign-in.json", NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *object;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  object = json_node_get_object (json_parser_get_root (parser));
  json_object_set_int_member (object, "time",
                              json_object_get_int_member (object, "time") - seconds);
  text = json_to_string (json_parser_get_root (parser), FALSE);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* If the clock was set back, the sign-in continues, and its age counts from then on. If it was set
 * forward, the sign-in is too old: the address is kept, and "expired" is TRUE until another code is
 * sent. */
static void
test_clock_set (Flow          *flow,
                gconstpointer  data)
{
  VouchSignIn *sign_in;

  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  shift_file (flow, -7200);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);

  shift_file (flow, 1000);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  flow_wait_idle (flow);
  sign_in = vouch_setup_get_sign_in (flow->setup);
  g_assert_true (vouch_sign_in_get_expired (sign_in));
  g_assert_cmpstr (vouch_sign_in_get_email (sign_in), ==, "me@example.org");
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  g_assert_false (vouch_sign_in_get_expired (sign_in));
}

static void
test_token (Flow          *flow,
            gconstpointer  data)
{
  g_autoptr(VouchTokenStore) empty = vouch_token_store_new_memory ();

  flow_sign_in (flow);

  /* The next start finds no token. Beeper is signed in and asks for access. */
  g_set_object (&flow->store, empty);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
  vouch_setup_use_token (flow->setup, "not the token");
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);
  vouch_setup_go_back (flow->setup);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_CONNECT);
}

static void
test_forget_access (Flow          *flow,
                    gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_setup_forget_access (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
}

static void
test_bad_addresses (Flow          *flow,
                    gconstpointer  data)
{
  vouch_setup_connect_address (flow->setup, "http://", NULL);
  flow_wait_problem (flow, VOUCH_ERROR_BAD_ADDRESS);
  vouch_setup_connect_address (flow->setup, "http://192.0.2.1", NULL);
  flow_wait_problem (flow, VOUCH_ERROR_INSECURE);
  flow_wait_idle (flow);
  vouch_setup_connect_address (flow->setup, "127.0.0.1:1", NULL);
  flow_wait_problem (flow, VOUCH_ERROR_UNREACHABLE);
  flow_wait_idle (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_CONNECT);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/sign-in/existing-account/signs-in", test_existing_account);
  FLOW_ADD ("/sign-in/wrong-code/can-be-tried-again", test_wrong_code);
  FLOW_ADD ("/sign-in/new-address/account-is-made", test_new_account);
  FLOW_ADD ("/sign-in/new-code-asked-for/is-sent", test_new_code);
  FLOW_ADD ("/sign-in/double-click/sends-one-mail", test_busy);
  FLOW_ADD ("/sign-in/goes-back/address-is-kept", test_back_to_address);
  FLOW_ADD ("/sign-in/killed-in-the-middle/goes-on-there", test_killed_in_the_middle);
  FLOW_ADD ("/sign-in/clock-was-set/age-of-the-code-is-told", test_clock_set);
  FLOW_ADD ("/sign-in/no-token-here/is-asked-for", test_token);
  FLOW_ADD ("/sign-in/access-is-forgotten/is-asked-for-again", test_forget_access);
  FLOW_ADD ("/sign-in/bad-addresses/are-refused", test_bad_addresses);
  return g_test_run ();
}
