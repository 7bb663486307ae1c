/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-notifier.h"

static void
test_what_is_news (void)
{
  static const struct {
    VouchStep  before;
    VouchStep  after;
    gboolean   news;
  } cases[] = {
    { VOUCH_STEP_READY, VOUCH_STEP_INCOMING, TRUE },
    { VOUCH_STEP_WAITING, VOUCH_STEP_SHOW_CODE, TRUE },
    { VOUCH_STEP_SHOW_CODE, VOUCH_STEP_EMOJI, TRUE },
    { VOUCH_STEP_SHOW_CODE, VOUCH_STEP_CONFIRM_SCAN, TRUE },
    { VOUCH_STEP_FINISHING, VOUCH_STEP_STOPPED, TRUE },
    { VOUCH_STEP_SYNC, VOUCH_STEP_READY, TRUE },
    { VOUCH_STEP_FINISHING, VOUCH_STEP_READY, TRUE },
    { VOUCH_STEP_READY, VOUCH_STEP_AUTHORIZE, TRUE },
    /* Ready is not notified if it was so at the start, or if the user only came back to it. */
    { VOUCH_STEP_CONNECT, VOUCH_STEP_READY, FALSE },
    { VOUCH_STEP_CONNECT, VOUCH_STEP_AUTHORIZE, FALSE },
    { VOUCH_STEP_RESET, VOUCH_STEP_READY, FALSE },
    { VOUCH_STEP_STOPPED, VOUCH_STEP_READY, FALSE },
    { VOUCH_STEP_EMAIL, VOUCH_STEP_CODE, FALSE },
    { VOUCH_STEP_EMOJI, VOUCH_STEP_FINISHING, FALSE },
    { VOUCH_STEP_EMOJI, VOUCH_STEP_EMOJI, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *title = NULL;
      const char *body = NULL;
      gboolean news =
        vouch_notifier_describe (cases[i].before, cases[i].after, &title, &body);

      g_assert_cmpint (news, ==, cases[i].news);
      g_assert_cmpint (news, ==, title != NULL && body != NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/notifier/steps/only-news-is-told", test_what_is_news);
  return g_test_run ();
}
