/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "next-turn.h"

/* Nobody looks: a minute between two turns, and nothing of ours in between. */

#define MINUTE 60000

static void
test_hidden (Flow          *flow,
             gconstpointer  data)
{
  flow_sign_in (flow);
  next_turn_wait (2000, 11000);
  vouch_setup_set_visible (flow->setup, FALSE);
  next_turn_wait (MINUTE / 2, 2 * MINUTE);
}

/* Who is in the middle of something is served all the same. */
static void
test_hidden_while_verifying (Flow          *flow,
                             gconstpointer  data)
{
  flow_begin_verification (flow);
  vouch_setup_set_visible (flow->setup, FALSE);
  next_turn_wait (500, 1000);
}

static void
show_window (Flow *flow)
{
  vouch_setup_set_visible (flow->setup, TRUE);
  vouch_setup_look_again (flow->setup);
}

/* Access was lost, and nothing has answered since: nothing can be done before the next look, which
 * is a minute away, or comes when the window is shown. */
static void
test_hidden_without_an_answer (Flow          *flow,
                               gconstpointer  data)
{
  flow_sign_in (flow);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_stop_poking (flow);
  vouch_setup_set_visible (flow->setup, FALSE);
  vouch_practice_server_add_fault (flow->server, "*=status:401", NULL);
  vouch_practice_server_add_fault (flow->server, "*=status:502*ever", NULL);
  vouch_setup_look_again (flow->setup);
  flow_wait_trouble (flow, TRUE);
  next_turn_wait (MINUTE / 2, 2 * MINUTE);
  g_assert_true (vouch_setup_get_busy (flow->setup));

  vouch_practice_server_clear_faults (flow->server);
  show_window (flow);
  flow_wait_idle (flow);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/background/hidden", test_hidden);
  FLOW_ADD ("/background/hidden-while-verifying", test_hidden_while_verifying);
  FLOW_ADD ("/background/hidden-without-an-answer", test_hidden_without_an_answer);
  return g_test_run ();
}
