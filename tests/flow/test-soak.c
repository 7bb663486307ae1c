/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "wait.h"

#include <malloc.h>
#include <stdlib.h>

/* Actions of the user, the phone, the network and the server in random order. After each round the
 * right step is reached, and memory does not grow. VOUCH_SOAK_ROUNDS sets the number of rounds; by
 * default the test takes a few seconds. The order depends on the seed of GTest. It is fixed in the
 * suites; by hand it is random and printed. */

#define USUAL_ROUNDS 40
#define ACTIONS_A_ROUND 25
/* Bytes that SoupServer of libsoup 3.2 leaks with each connection: a GSocket. The server runs in
 * the process of the test. */
#define SERVER_LEAK 400
/* What is freed but kept by the allocator, and what comes and goes, differs by so much. */
#define NOISE (64 * 1024)
#define TOKEN "one-that-always-counts"
/* A finished verification stays on screen for up to 30 s, if Beeper does not report that this
 * computer is trusted. That is so here, because the account is put back at once. */

typedef enum {
  REQUEST, ACCEPT, CANCEL, START_EMOJI, CONFIRM_EMOJI, REJECT_EMOJI, CONFIRM_SCANNED, SUBMIT_SCAN,
  UNLOCK, UNLOCK_WRONGLY, CHOOSE, GO_BACK, LOOK, SHOW_OR_HIDE,
  PHONE_PRESS, PHONE_SCAN, PHONE_START,
  FAULT, RESTART_SERVER, JUMP, PAUSE,
  N_ACTIONS,
} Action;

static const char * const faults[] = {
  "*=reset", "*=cut", "*=truncated", "*=garbage", "*=html", "*=empty", "*=deep", "*=redirect",
  "*=wrong-types", "*=nulls", "*=huge", "*=late:30", "*=late:80*2", "POST *=after-reset",
  "*=status:400", "*=status:401", "*=status:404", "*=status:409", "*=status:429:1", "*=status:500",
  "*=status:502*3", "*/v1/ws=status:503",
};

static gboolean (* const buttons[]) (VouchPracticeAccount *) = {
  vouch_practice_account_phone_accept,
  vouch_practice_account_phone_decline,
  vouch_practice_account_phone_show_code,
  vouch_practice_account_phone_compare,
  vouch_practice_account_phone_match,
  vouch_practice_account_phone_mismatch,
  vouch_practice_account_phone_confirm,
};

static void
start_server (Flow    *flow,
              guint16  port)
{
  g_autoptr(GError) error = NULL;

  vouch_practice_server_start (flow->server, port, &error);
  g_assert_no_error (error);
}

static void
phone_scan (Flow *flow)
{
  GBytes *code = vouch_practice_account_get_computer_code (flow->account);
  g_autoptr(GBytes) payload = code != NULL ? g_bytes_ref (code) : g_bytes_new_static ("no", 2);

  vouch_practice_account_phone_scan (flow->account, payload, NULL);
}

static void
happen (Flow *flow)
{
  switch (g_test_rand_int_range (PHONE_PRESS, N_ACTIONS))
    {
    case PHONE_PRESS:
      buttons[g_test_rand_int_range (0, G_N_ELEMENTS (buttons))] (flow->account);
      break;
    case PHONE_SCAN:
      phone_scan (flow);
      break;
    case PHONE_START:
      vouch_practice_account_phone_start (flow->account);
      break;
    case FAULT:
      vouch_practice_server_add_fault (flow->server,
                                       faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))],
                                       NULL);
      break;
    case RESTART_SERVER:
      vouch_practice_server_stop (flow->server);
      wait_run_for (5);
      start_server (flow, vouch_practice_server_get_port (flow->server));
      break;
    case JUMP:
      vouch_practice_account_jump (flow->account, g_test_rand_int_range (0, 2)
                                                    ? VOUCH_PRACTICE_READY
                                                    : VOUCH_PRACTICE_NEEDS_VERIFICATION);
      break;
    case PAUSE:
    default:
      wait_run_for (g_test_rand_int_range (1, 60));
    }
}

static void
submit_scan (Flow *flow)
{
  GBytes *code = vouch_practice_account_get_phone_code (flow->account);

  if (code != NULL)
    vouch_setup_submit_scan (flow->setup, flow_get_id (flow), code);
}

/* Making a new key is left out: only confirming the key leaves its step. */
static void
act (Flow *flow)
{
  const char *id = flow_get_id (flow);
  Action action = g_test_rand_int_range (0, PHONE_PRESS);

  if (action == REQUEST)
    vouch_setup_request_verification (flow->setup);
  else if (action == UNLOCK)
    vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_RECOVERY_KEY);
  else if (action == UNLOCK_WRONGLY)
    vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_OLDER_KEY);
  else if (action == CHOOSE)
    vouch_setup_choose (flow->setup, g_test_rand_int_range (0, VOUCH_INTENT_ACCESS + 1));
  else if (action == GO_BACK)
    vouch_setup_go_back (flow->setup);
  else if (action == LOOK)
    vouch_setup_poll_now (flow->setup);
  else if (action == SHOW_OR_HIDE)
    vouch_setup_set_visible (flow->setup, g_test_rand_int_range (0, 2));
  else if (id != NULL && action == ACCEPT)
    vouch_setup_accept (flow->setup, id);
  else if (id != NULL && action == CANCEL)
    vouch_setup_cancel (flow->setup, id);
  else if (id != NULL && action == START_EMOJI)
    vouch_setup_start_emoji (flow->setup, id);
  else if (id != NULL && action == CONFIRM_EMOJI)
    vouch_setup_confirm_emoji (flow->setup, id);
  else if (id != NULL && action == REJECT_EMOJI)
    vouch_setup_reject_emoji (flow->setup, id);
  else if (id != NULL && action == CONFIRM_SCANNED)
    vouch_setup_confirm_scanned (flow->setup, id);
  else if (id != NULL && action == SUBMIT_SCAN)
    submit_scan (flow);
}

/* The setup can be busy until a poll is answered. After many failures the next poll can be 36 s
 * away, or more while the window is hidden. Showing the window polls at once. */
static void
look_until_idle (Flow *flow)
{
  gint64 end = wait_get_end ();

  vouch_setup_set_visible (flow->setup, TRUE);
  while (vouch_setup_get_busy (flow->setup))
    {
      if (g_get_monotonic_time () > end)
        g_error ("waited in vain for idleness at the step %s",
                 vouch_step_get_name (vouch_setup_get_step (flow->setup)));
      vouch_setup_poll_now (flow->setup);
      wait_run_for (10);
    }
}

/* All faults end, and the right step must be reached. A user would go back, and enter the token if
 * access was lost.
 * Returns: the number of requests since the last call */
static guint
calm_down (Flow               *flow,
           VouchPracticeState  state,
           VouchStep           step)
{
  gint64 end;
  guint n_requests;

  vouch_practice_server_clear_faults (flow->server);
  /* The last request may still begin something. */
  look_until_idle (flow);
  end = wait_get_end ();
  vouch_practice_account_phone_decline (flow->account);
  vouch_practice_account_jump (flow->account, state);
  while (vouch_setup_get_step (flow->setup) != step)
    {
      if (g_get_monotonic_time () > end)
        g_error ("waited in vain for %s at the step %s", vouch_step_get_name (step),
                 vouch_step_get_name (vouch_setup_get_step (flow->setup)));
      if (vouch_setup_get_step (flow->setup) == VOUCH_STEP_AUTHORIZE)
        vouch_setup_use_token (flow->setup, TOKEN);
      else if (vouch_setup_get_step (flow->setup) == VOUCH_STEP_CONNECT)
        flow_connect (flow);
      else if (vouch_setup_get_can_go_back (flow->setup))
        vouch_setup_go_back (flow->setup);
      vouch_setup_poll_now (flow->setup);
      wait_run_for (10);
    }
  flow_wait_idle (flow);
  flow_wait_connection_error (flow, FALSE);
  n_requests = flow_count_log (flow, "");
  vouch_practice_server_clear_log (flow->server);
  return n_requests;
}

static guint
play_round (Flow *flow)
{
  for (guint i = 0; i < ACTIONS_A_ROUND; i++)
    {
      if (g_test_rand_int_range (0, 2))
        act (flow);
      else
        happen (flow);
      wait_run_for (1);
    }
  return calm_down (flow, VOUCH_PRACTICE_NEEDS_VERIFICATION, VOUCH_STEP_VERIFY) +
         calm_down (flow, VOUCH_PRACTICE_READY, VOUCH_STEP_READY);
}

static void
test_soak (Flow          *flow,
           gconstpointer  data)
{
  const char *wish = g_getenv ("VOUCH_SOAK_ROUNDS");
  guint rounds = wish != NULL ? atoi (wish) : USUAL_ROUNDS;
  guint n_requests = 0;
  gsize before = 0, after;

  flow_sign_in (flow);
  vouch_practice_account_add_token (flow->account, TOKEN);
  for (guint i = 0; i < rounds; i++)
    {
      /* Each action has run by now. */
      if (i == rounds / 2)
        {
          before = mallinfo2 ().uordblks;
          n_requests = 0;
        }
      n_requests += play_round (flow);
    }
  after = mallinfo2 ().uordblks;
  g_test_message ("%u rounds; memory from %zu to %zu with %u requests", rounds, before, after,
                  n_requests);
  g_assert_cmpuint (after, <=, before + NOISE + n_requests * SERVER_LEAK);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/soak/random-events-and-faults/ends-at-the-right-page", test_soak);
  return g_test_run ();
}
