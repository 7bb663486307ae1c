/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-list.h"

#include <libsoup/soup.h>

#include "vouch-browser-access.h"
#include "wait.h"

/* Getting access by the browser, and forgetting it, with each fault of a reply */

static void
browse (SoupSession *browser,
        const char  *url)
{
  g_autoptr(SoupMessage) message = soup_message_new ("GET", url);

  soup_session_send_and_read_async (browser, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

#define METADATA "GET /.well-known/oauth-authorization-server"

/* The usual paths are used if the metadata are missing or malformed. */
static gboolean
can_do_without (const char  *request,
                const Fault *fault)
{
  return g_str_equal (request, METADATA) && (fault->code == VOUCH_ERROR_REJECTED ||
                                             fault->code == VOUCH_ERROR_MALFORMED);
}

/* A code that is refused may come from another program. The right code may still come. */
static gboolean
goes_on (const char  *request,
         const Fault *fault)
{
  return g_str_equal (request, "POST /oauth/token") &&
         (g_str_equal (fault->kind, "status:400") || g_str_equal (fault->kind, "status:401"));
}

static void
test_access_cell (Flow          *flow,
                  const Fault   *fault,
                  gconstpointer  data)
{
  static const VouchAuthorizerTexts texts = { "en", "Vouch", "Done.", "Refused." };
  g_autoptr(SoupSession) browser = soup_session_new ();
  g_autoptr(VouchBrowserAccess) access = vouch_browser_access_new (flow->setup);
  const char *request = data;
  const GError *problem;

  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  flow_wait_idle (flow);
  g_signal_connect_swapped (access, "visit", G_CALLBACK (browse), browser);
  fault_strike (flow, request, fault, TRUE);
  vouch_browser_access_start (access, &texts);
  if (fault_is_silent (fault) || goes_on (request, fault))
    {
      WAIT_UNTIL (flow_count_log (flow, request) > 0);
      vouch_browser_access_stop (access);
    }
  WAIT_UNTIL (!vouch_browser_access_get_running (access));

  problem = vouch_browser_access_get_problem (access);
  fault_print (request, fault, problem != NULL ? problem->code : FAULT_UNTOLD,
               vouch_setup_get_step (flow->setup));
  if (can_do_without (request, fault) || fault_is_silent (fault) || goes_on (request, fault))
    g_assert_no_error (problem);
  else
    g_assert_error (problem, VOUCH_ERROR, (int) fault->code);
  g_assert_cmpuint (flow_count_log (flow, request), <=, 1);
  fault_clear (flow, fault);
  if (!can_do_without (request, fault))
    vouch_browser_access_start (access, &texts);
  flow_wait_step (flow, VOUCH_STEP_READY);
}

/* The page shows the problem of each fault, and the next run succeeds. */
static void
test_access (Flow          *flow,
             gconstpointer  data)
{
  fault_for_each (flow, test_access_cell, data);
}

/* Access is forgotten even if the revocation fails. The revocation is tried once. */
static void
test_revoke_cell (Flow          *flow,
                  const Fault   *fault,
                  gconstpointer  data)
{
  gboolean refused = g_str_equal (fault->kind, "refused");

  flow_sign_in (flow);
  fault_strike (flow, "POST /oauth/revoke", fault, TRUE);
  vouch_setup_forget_access (flow->setup);
  if (refused)
    flow_wait_connection_error (flow, TRUE);
  else
    {
      flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
      WAIT_UNTIL (flow_count_log (flow, "POST /oauth/revoke") > 0);
    }
  fault_clear (flow, fault);
  vouch_setup_poll_now (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  fault_print ("POST /oauth/revoke", fault, FAULT_UNTOLD, vouch_setup_get_step (flow->setup));
  g_assert_null (vouch_setup_get_problem (flow->setup));
  flow_restart (flow);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_cmpuint (flow_count_log (flow, "POST /oauth/revoke"), ==, refused ? 0 : 1);
}

static void
test_revoke (Flow          *flow,
             gconstpointer  data)
{
  fault_for_each (flow, test_revoke_cell, NULL);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const requests[] = {
    METADATA, "POST /oauth/register", "POST /oauth/token",
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autofree char *path = g_strconcat ("/fault-access", strchr (requests[i], '/'),
                                             "/each-fault-is-told", NULL);

      g_test_add (path, Flow, requests[i], flow_set_up, test_access, flow_tear_down);
    }
  FLOW_ADD ("/fault-access/revoking/each-fault-is-forgotten-here", test_revoke);
  return g_test_run ();
}
