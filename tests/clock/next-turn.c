/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "next-turn.h"

#include "wait.h"

static int
get_sleep (void)
{
  GMainContext *context = g_main_context_default ();
  int priority;
  int sleep = -1;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, G_MAXINT, &sleep, NULL, 0);
  g_main_context_release (context);
  return sleep < 0 ? G_MAXINT : sleep;
}

void
next_turn_wait (int at_least,
                int at_most)
{
  WAIT_UNTIL (get_sleep () >= at_least && get_sleep () <= at_most);
}
