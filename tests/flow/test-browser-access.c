/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

#include "flow.h"
#include "vouch-browser-access.h"

static const VouchAuthorizerTexts texts = { "en", "Vouch", "Done.", "Refused." };

/* A browser whose person says yes at once: it follows the redirect to the loopback address. */
static void
browse (SoupSession *browser,
        const char  *url)
{
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);

  soup_session_send_and_read_async (browser, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
reach_authorize (Flow *flow)
{
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
}

static void
test_allowed (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);

  reach_authorize (flow);
  g_signal_connect_swapped (access, "visit", G_CALLBACK (browse), browser);
  vouch_browser_access_start (access, &texts);
  g_assert_true (vouch_browser_access_get_running (access));
  g_assert_false (vouch_setup_get_busy (flow->setup));

  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_false (vouch_browser_access_get_running (access));
  g_assert_null (vouch_browser_access_get_problem (access));
  g_assert_finalize_object (g_steal_pointer (&access));
}

/* The server cannot do it: the problem says so, and the step stays for a token to be pasted. */
static void
test_not_offered (Flow          *flow,
                  gconstpointer  data)
{
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);

  reach_authorize (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server,
                                                  "/oauth/*=status:404*ever", NULL));
  vouch_browser_access_start (access, &texts);
  while (vouch_browser_access_get_running (access))
    flow_iterate (flow);
  g_assert_nonnull (vouch_browser_access_get_problem (access));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);

  /* Another try starts without it. */
  vouch_browser_access_start (access, &texts);
  g_assert_null (vouch_browser_access_get_problem (access));
}

static void
keep_url (char       **kept,
          const char  *url)
{
  g_free (*kept);
  *kept = g_strdup (url);
}

/* Stopped, or its owner gone: what the browser brings afterwards changes nothing. */
static void
test_stopped (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  g_autofree char *url = NULL;

  reach_authorize (flow);
  g_signal_connect_swapped (access, "visit", G_CALLBACK (keep_url), &url);
  vouch_browser_access_start (access, &texts);
  while (url == NULL)
    flow_iterate (flow);
  vouch_browser_access_stop (access);
  g_assert_false (vouch_browser_access_get_running (access));

  browse (browser, url);
  for (guint i = 0; i < 20; i++)
    flow_iterate (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);
  g_assert_null (vouch_browser_access_get_problem (access));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/browser-access/allowed", test_allowed);
  FLOW_ADD ("/browser-access/not-offered", test_not_offered);
  FLOW_ADD ("/browser-access/stopped", test_stopped);
  return g_test_run ();
}
