/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

#include "wait.h"

#include <glib/gstdio.h>

static void
on_account_changed (VouchPracticeAccount *account,
                    Flow                 *flow)
{
  if (flow->setup != NULL)
    vouch_setup_poll_now (flow->setup);
}

void
flow_set_up (Flow          *flow,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  flow->account = vouch_practice_account_new (7);
  vouch_practice_account_hurry (flow->account);
  flow->server = vouch_practice_server_new (flow->account);
  /* The server shares the main loop with the setup, and some tests measure how long the loop
   * sleeps. */
  vouch_practice_server_set_ping_interval (flow->server, 0);
  g_assert_true (vouch_practice_server_start (flow->server, 0, &error));
  g_assert_no_error (error);
  flow->state_directory = g_dir_make_tmp ("vouch-flow-XXXXXX", NULL);
  flow->store = vouch_token_store_new_memory ();
  flow->setup = vouch_setup_new (flow->store, flow->state_directory, NULL);
  vouch_setup_set_visible (flow->setup, TRUE);
  g_signal_connect (flow->account, "changed", G_CALLBACK (on_account_changed), flow);
}

void
flow_stop_poking (Flow *flow)
{
  g_signal_handlers_disconnect_by_func (flow->account, on_account_changed, flow);
}

typedef gboolean (*Condition) (Flow *flow,
                               int   value);

static void
wait_for (Flow       *flow,
          Condition   condition,
          int         value,
          const char *what)
{
  gint64 end = wait_get_end ();

  while (!condition (flow, value))
    if (!wait_turn (end))
      g_error ("waited in vain for %s %d at the step %s", what, value,
               flow->setup != NULL ? vouch_step_get_name (vouch_setup_get_step (flow->setup))
                                   : "(none)");
}

static gboolean
has_gone (Flow *flow,
          int   value)
{
  return flow->setup == NULL;
}

void
flow_kill (Flow *flow)
{
  VouchSetup *setup = flow->setup;

  g_object_add_weak_pointer (G_OBJECT (setup), (gpointer *) &flow->setup);
  g_object_run_dispose (G_OBJECT (setup));
  g_object_unref (setup);
  wait_for (flow, has_gone, 0, "the end of the setup");
}

void
flow_restart (Flow *flow)
{
  if (flow->setup != NULL)
    flow_kill (flow);
  flow->setup = vouch_setup_new (flow->store, flow->state_directory, NULL);
  vouch_setup_set_visible (flow->setup, TRUE);
}

void
flow_tear_down (Flow          *flow,
                gconstpointer  data)
{
  g_autofree char *sign_in = g_build_filename (flow->state_directory, "sign-in.json", NULL);
  g_autofree char *accounts = g_build_filename (flow->state_directory, "new-accounts.json", NULL);

  if (flow->setup != NULL)
    flow_kill (flow);
  flow_stop_poking (flow);
  wait_run_pending ();   /* unfinished tasks hold references to the store */
  vouch_practice_server_stop (flow->server);
  g_assert_finalize_object (flow->server);
  g_assert_finalize_object (flow->account);
  g_assert_finalize_object (flow->store);
  g_unlink (sign_in);
  g_unlink (accounts);
  g_assert_cmpint (g_rmdir (flow->state_directory), ==, 0);
  g_free (flow->state_directory);
}

static void
on_step (VouchSetup *setup,
         GParamSpec *pspec,
         GString    *steps)
{
  g_string_append_printf (steps, "%s ", vouch_step_get_name (vouch_setup_get_step (setup)));
}

void
flow_record_steps (Flow    *flow,
                   GString *steps)
{
  g_signal_connect (flow->setup, "notify::step", G_CALLBACK (on_step), steps);
}

static gboolean
is_at_step (Flow *flow,
            int   value)
{
  return vouch_setup_get_step (flow->setup) == (VouchStep) value;
}

void
flow_wait_step (Flow      *flow,
                VouchStep  step)
{
  wait_for (flow, is_at_step, step, vouch_step_get_name (step));
}

static gboolean
has_problem (Flow *flow,
             int   value)
{
  return g_error_matches (vouch_setup_get_problem (flow->setup), VOUCH_ERROR, value);
}

void
flow_wait_problem (Flow       *flow,
                   VouchError  code)
{
  wait_for (flow, has_problem, code, "the problem");
}

static gboolean
has_connection_error (Flow *flow,
                      int   value)
{
  return (vouch_setup_get_connection_error (flow->setup) != NULL) == value;
}

void
flow_wait_connection_error (Flow     *flow,
                            gboolean  wanted)
{
  wait_for (flow, has_connection_error, wanted, "connection error");
}

static gboolean
is_idle (Flow *flow,
         int   value)
{
  return !vouch_setup_get_busy (flow->setup);
}

void
flow_wait_idle (Flow *flow)
{
  wait_for (flow, is_idle, 0, "idleness");
}

static gboolean
is_phone_at (Flow *flow,
             int   value)
{
  return vouch_practice_account_get_phone_state (flow->account) == (VouchPhoneState) value;
}

void
flow_wait_phone (Flow            *flow,
                 VouchPhoneState  state)
{
  wait_for (flow, is_phone_at, state, "the phone");
}

void
flow_connect (Flow *flow)
{
  vouch_setup_connect_address (flow->setup, vouch_practice_server_get_base_url (flow->server),
                               NULL);
}

void
flow_sign_in (Flow *flow)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  vouch_setup_send_code (flow->setup, "me@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "123 456");
  flow_wait_step (flow, VOUCH_STEP_VERIFY);
  flow_wait_idle (flow);
}

void
flow_begin_verification (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_accept (flow->account));
  flow_wait_step (flow, VOUCH_STEP_SHOW_CODE);
}

static gboolean
has_emoji (Flow *flow,
           int   value)
{
  VouchVerification *verification = vouch_setup_get_verification (flow->setup);

  return verification != NULL && vouch_verification_get_emoji (verification) != NULL;
}

void
flow_compare (Flow *flow)
{
  flow_begin_verification (flow);
  vouch_setup_start_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_EMOJI);
  wait_for (flow, has_emoji, 0, "emoji");
  flow_wait_idle (flow);
  flow_wait_phone (flow, VOUCH_PHONE_EMOJI);
}

void
flow_make_key (Flow *flow)
{
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  vouch_setup_create_key (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
}

const char *
flow_get_id (Flow *flow)
{
  VouchVerification *verification = vouch_setup_get_verification (flow->setup);

  return verification != NULL ? vouch_verification_get_id (verification) : NULL;
}

const char *
flow_get_new_key (Flow *flow)
{
  return vouch_key_reset_get_key (vouch_setup_get_key_reset (flow->setup));
}

guint
flow_count_log (Flow       *flow,
                const char *part)
{
  const char * const *log = vouch_practice_server_get_log (flow->server);
  guint count = 0;

  for (guint i = 0; log[i] != NULL; i++)
    if (strstr (log[i], part) != NULL)
      count++;
  return count;
}

VouchClient *
flow_get_client (Flow *flow)
{
  VouchConnection *connection = vouch_setup_get_connection (flow->setup);

  return connection != NULL ? vouch_connection_get_client (connection) : NULL;
}

VouchEvents *
flow_get_events (Flow *flow)
{
  return vouch_connection_get_events (vouch_setup_get_connection (flow->setup));
}
