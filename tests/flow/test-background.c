/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"
#include "next-turn.h"

/* While the window is hidden, there is a minute between two polls, and the main loop has no other
 * turn. */

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

/* A running verification is polled quickly, also while the window is hidden. */
static void
test_hidden_while_verifying (Flow          *flow,
                             gconstpointer  data)
{
  flow_begin_verification (flow);
  vouch_setup_set_visible (flow->setup, FALSE);
  next_turn_wait (500, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/background/hidden/polls-each-minute", test_hidden);
  FLOW_ADD ("/background/hidden-while-verifying/polls-each-second", test_hidden_while_verifying);
  return g_test_run ();
}
