/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

#include "vouch-qr-payload.h"
#include "wait.h"

/* A reply is handled before "busy" becomes FALSE, so a handler of "notify::busy" reads the new
 * state and can begin the next verb. */

static void
on_idle_note (VouchSetup *setup,
              GParamSpec *pspec,
              GString    *notes)
{
  if (vouch_setup_get_busy (setup))
    return;
  g_string_append_printf (notes, "%s%s ", vouch_step_get_name (vouch_setup_get_step (setup)),
                          vouch_setup_get_problem (setup) != NULL ? "!" : "");
}

/* Returns: the steps at the end of each verb; "!" if the verb failed */
static GString *
note_ends (Flow *flow)
{
  GString *notes = g_string_new (NULL);

  g_signal_connect (flow->setup, "notify::busy", G_CALLBACK (on_idle_note), notes);
  return notes;
}

static void
expect (Flow       *flow,
        GString    *notes,
        const char *ends)
{
  flow_wait_idle (flow);
  g_assert_cmpstr (notes->str, ==, ends);
  g_string_truncate (notes, 0);
}

static void
wait_any_problem (Flow *flow)
{
  WAIT_UNTIL (vouch_setup_get_problem (flow->setup) != NULL);
}

static void
test_sign_in (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(GString) notes = note_ends (flow);

  flow_stop_poking (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  expect (flow, notes, "email ");
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  expect (flow, notes, "code ");
  vouch_setup_submit_code (flow->setup, "000000");
  wait_any_problem (flow);
  expect (flow, notes, "code! ");
  vouch_setup_submit_code (flow->setup, "123456");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  g_assert_true (g_str_has_prefix (notes->str, "preparing "));
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

static void
test_register (Flow          *flow,
               gconstpointer  data)
{
  g_autoptr(GString) notes = NULL;

  flow_stop_poking (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "new@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  notes = note_ends (flow);
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  expect (flow, notes, "register ");
  vouch_setup_register (flow->setup, "taken");
  wait_any_problem (flow);
  expect (flow, notes, "register! ");
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

static void
test_connect (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(GString) notes = note_ends (flow);

  vouch_practice_server_add_fault (flow->server, "/v1/info=status:500", NULL);
  flow_connect (flow);
  wait_any_problem (flow);
  expect (flow, notes, "connect! ");
  vouch_practice_server_add_fault (flow->server, "/v1/app/setup=status:404", NULL);
  flow_connect (flow);
  wait_any_problem (flow);
  expect (flow, notes, "connect! ");
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

static void
test_verify (Flow          *flow,
             gconstpointer  data)
{
  g_autoptr(GString) notes = NULL;

  flow_sign_in (flow);
  notes = note_ends (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  expect (flow, notes, "waiting ");
  g_assert_true (vouch_practice_account_phone_accept (flow->account));
  flow_wait_step (flow, VOUCH_STEP_SHOW_CODE);
  vouch_setup_start_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_EMOJI);
  expect (flow, notes, "emoji ");
  flow_wait_phone (flow, VOUCH_PHONE_EMOJI);
  vouch_setup_poll_now (flow->setup);
  WAIT_UNTIL (vouch_verification_get_emoji (vouch_setup_get_verification (flow->setup)) != NULL);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  expect (flow, notes, "finishing ");
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  expect (flow, notes, "stopped ");
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

static void
test_keys (Flow          *flow,
           gconstpointer  data)
{
  g_autoptr(GString) notes = NULL;

  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  notes = note_ends (flow);
  vouch_setup_unlock (flow->setup, "EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn");
  wait_any_problem (flow);
  expect (flow, notes, "recovery! ");
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  expect (flow, notes, "save-key ");
  vouch_practice_server_add_fault (flow->server, "POST */reset/confirm=status:409", NULL);
  vouch_setup_confirm_key (flow->setup);
  wait_any_problem (flow);
  expect (flow, notes, "save-key! ");
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

/* While a token of another account is searched for, no verb can begin. */
static void
test_lost_access (Flow          *flow,
                  gconstpointer  data)
{
  g_autoptr(GString) notes = NULL;

  flow_sign_in (flow);
  notes = note_ends (flow);
  vouch_practice_account_withdraw_token (flow->account, NULL);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  expect (flow, notes, "authorize ");
  g_signal_handlers_disconnect_by_data (flow->setup, notes);
}

/* The id and the code that a scan page has */
typedef struct {
  char   *id;
  GBytes *code;
  guint   calls;
} Eager;

static void
on_idle_act (VouchSetup *setup,
             GParamSpec *pspec,
             Eager      *eager)
{
  if (vouch_setup_get_busy (setup))
    return;
  eager->calls++;
  vouch_setup_submit_scan (setup, eager->id, eager->code);
  vouch_setup_start_emoji (setup, eager->id);
  vouch_setup_confirm_emoji (setup, eager->id);
  vouch_setup_confirm_scanned (setup, eager->id);
  vouch_setup_accept (setup, eager->id);
}

/* Like a scan page that has read a code during another request. If the reply of that request says
 * that the verification is cancelled, nothing more is sent for it. */
static void
test_verb_at_end (Flow          *flow,
                  gconstpointer  data)
{
  Eager eager = { 0 };

  flow_begin_verification (flow);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_show_code (flow->account));
  eager.code = g_bytes_ref (vouch_practice_account_get_phone_code (flow->account));
  eager.id = g_strdup (flow_get_id (flow));
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
  vouch_practice_server_clear_log (flow->server);
  g_signal_connect (flow->setup, "notify::busy", G_CALLBACK (on_idle_act), &eager);
  vouch_setup_cancel (flow->setup, eager.id);
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  flow_wait_idle (flow);
  WAIT_UNTIL (flow_count_log (flow, "GET /v1/app/setup 200") > 0);
  g_assert_cmpuint (eager.calls, ==, 1);
  g_assert_cmpuint (flow_count_log (flow, "POST"), ==, 1);
  g_assert_cmpuint (flow_count_log (flow, "/cancel 200"), ==, 1);
  g_signal_handlers_disconnect_by_data (flow->setup, &eager);
  g_bytes_unref (eager.code);
  g_free (eager.id);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/busy/connecting-fails/problem-is-set-when-busy-ends", test_connect);
  FLOW_ADD ("/busy/signing-in/step-is-set-when-busy-ends", test_sign_in);
  FLOW_ADD ("/busy/registering/step-is-set-when-busy-ends", test_register);
  FLOW_ADD ("/busy/verifying/step-is-set-when-busy-ends", test_verify);
  FLOW_ADD ("/busy/unlocking-and-resetting/step-is-set-when-busy-ends", test_keys);
  FLOW_ADD ("/busy/access-is-searched/no-verb-begins", test_lost_access);
  FLOW_ADD ("/busy/verb-begins-as-busy-ends/is-about-the-new-state", test_verb_at_end);
  return g_test_run ();
}
