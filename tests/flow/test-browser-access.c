/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>

#include "fake-clock.h"
#include "flow.h"
#include "vouch-browser-access.h"
#include "wait.h"

static const VouchAuthorizerTexts texts = { "en", "Vouch", "Done.", "Refused." };

/* Stands for a browser whose user allows access at once: it follows the redirect to the loopback
 * address. */
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

/* The server does not offer access by browser. The problem says so, and the step stays, so that a
 * token can be pasted. */
static void
test_not_offered (Flow          *flow,
                  gconstpointer  data)
{
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);

  reach_authorize (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server,
                                                  "/oauth/*=status:404*ever", NULL));
  vouch_browser_access_start (access, &texts);
  WAIT_UNTIL (!vouch_browser_access_get_running (access));
  g_assert_nonnull (vouch_browser_access_get_problem (access));
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);

  /* Another run starts without the problem. */
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

/* Starts a run without an answer. The test can answer at the @url that the browser would have
 * opened. */
static void
ask_nobody (Flow               *flow,
            VouchBrowserAccess *access,
            char              **url)
{
  g_signal_connect_swapped (access, "visit", G_CALLBACK (keep_url), url);
  vouch_browser_access_start (access, &texts);
  WAIT_UNTIL (*url != NULL);
}

/* A run that was stopped, or whose owner is gone, ignores a late answer of the browser. */
static void
test_stopped (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  g_autofree char *url = NULL;

  reach_authorize (flow);
  ask_nobody (flow, access, &url);
  vouch_browser_access_stop (access);
  g_assert_false (vouch_browser_access_get_running (access));

  browse (browser, url);
  wait_run_for (500);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);
  g_assert_null (vouch_browser_access_get_problem (access));
}

static void
test_refused (Flow          *flow,
              gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);

  reach_authorize (flow);
  vouch_practice_server_set_consent (flow->server, "refused");
  g_signal_connect_swapped (access, "visit", G_CALLBACK (browse), browser);
  vouch_browser_access_start (access, &texts);
  WAIT_UNTIL (!vouch_browser_access_get_running (access));
  g_assert_error (vouch_browser_access_get_problem (access), VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_null (vouch_setup_get_problem (flow->setup));

  /* The next run succeeds. */
  vouch_practice_server_set_consent (flow->server, "given");
  vouch_browser_access_start (access, &texts);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* The browser does not answer within ten minutes, in which the computer may sleep. A later answer
 * is ignored, and another run can succeed. */
static void
test_timed_out (Flow          *flow,
                gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  g_autofree char *url = NULL;

  reach_authorize (flow);
  ask_nobody (flow, access, &url);
  fake_clock_sleep (580);
  wait_run_for (100);
  g_assert_true (vouch_browser_access_get_running (access));
  fake_clock_sleep (20);
  WAIT_UNTIL (!vouch_browser_access_get_running (access));
  g_assert_error (vouch_browser_access_get_problem (access), VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT);

  browse (browser, url);
  wait_run_for (300);
  g_assert_cmpuint (flow_count_log (flow, "POST /oauth/token"), ==, 0);
  g_signal_handlers_disconnect_by_data (access, &url);
  g_signal_connect_swapped (access, "visit", G_CALLBACK (browse), browser);
  vouch_browser_access_start (access, &texts);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* An answer with a wrong state gets an error page, and the right answer is still accepted, but only
 * once. */
static void
test_wrong_state (Flow          *flow,
                  gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  g_autofree char *url = NULL;

  reach_authorize (flow);
  vouch_practice_server_set_consent (flow->server, "forged");
  ask_nobody (flow, access, &url);
  browse (browser, url);
  WAIT_UNTIL (flow_count_log (flow, "GET /oauth/authorize") > 0);
  wait_run_for (300);
  g_assert_true (vouch_browser_access_get_running (access));
  g_assert_cmpuint (flow_count_log (flow, "POST /oauth/token"), ==, 0);

  vouch_practice_server_set_consent (flow->server, "given");
  browse (browser, url);
  browse (browser, url);
  flow_wait_step (flow, VOUCH_STEP_READY);
  browse (browser, url);
  WAIT_UNTIL (flow_count_log (flow, "GET /oauth/authorize") >= 4);
  wait_run_for (300);
  g_assert_cmpuint (flow_count_log (flow, "POST /oauth/token"), ==, 1);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_READY);
}

/* Another server is chosen before the answer comes. It never gets the token of the first server. */
static void
test_left (Flow          *flow,
           gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  g_autofree char *url = NULL;
  g_autofree char *elsewhere =
    g_strdup_printf ("http://elsewhere.localhost:%u",
                     vouch_practice_server_get_port (flow->server));
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);

  reach_authorize (flow);
  ask_nobody (flow, access, &url);
  vouch_setup_disconnect (flow->setup);
  vouch_setup_connect_address (flow->setup, elsewhere, terms);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);

  browse (browser, url);
  wait_run_for (500);
  g_assert_false (vouch_browser_access_get_running (access));
  g_assert_cmpuint (flow_count_log (flow, "GET /v1/app/setup 200 bearer"), ==, 0);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_AUTHORIZE);
}

/* A token that was revoked is no longer valid. */
static void
test_forgotten (Flow          *flow,
                gconstpointer  data)
{
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);

  reach_authorize (flow);
  g_signal_connect_swapped (access, "visit", G_CALLBACK (browse), browser);
  vouch_browser_access_start (access, &texts);
  flow_wait_step (flow, VOUCH_STEP_READY);
  flow_wait_idle (flow);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_READY);

  vouch_setup_forget_access (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  WAIT_UNTIL (flow_count_log (flow, "POST /oauth/revoke 200") > 0);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
}

/* Beeper does not revoke the token. It is removed from the store nevertheless. */
static void
test_forgotten_here_only (Flow          *flow,
                          gconstpointer  data)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "/.well-known/*=status:404*ever",
                                                  NULL));
  vouch_setup_forget_access (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  WAIT_UNTIL (flow_count_log (flow, "GET /.well-known/") > 0);
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "POST /oauth/revoke"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/browser-access/user-allows/is-ready", test_allowed);
  FLOW_ADD ("/browser-access/server-cannot-do-it/problem-is-told", test_not_offered);
  FLOW_ADD ("/browser-access/stopped/late-answer-changes-nothing", test_stopped);
  FLOW_ADD ("/browser-access/user-refuses/is-rejected", test_refused);
  FLOW_ADD ("/browser-access/nobody-answers/ends-after-ten-minutes", test_timed_out);
  FLOW_ADD ("/browser-access/without-the-state/is-sent-away", test_wrong_state);
  FLOW_ADD ("/browser-access/another-server-is-used/late-token-is-not-sent", test_left);
  FLOW_ADD ("/browser-access/forgotten/token-counts-no-more", test_forgotten);
  FLOW_ADD ("/browser-access/server-cannot-revoke/is-forgotten-here", test_forgotten_here_only);
  return g_test_run ();
}
