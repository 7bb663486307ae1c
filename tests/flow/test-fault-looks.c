/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-list.h"

#include <malloc.h>

#include "vouch-client-private.h"
#include "wait.h"

/* Each request that changes nothing, with each fault of a reply */

static void
check_problem (Flow        *flow,
               const char  *request,
               const Fault *fault,
               VouchError   code)
{
  const GError *problem = vouch_setup_get_problem (flow->setup);

  fault_print (request, fault, problem != NULL ? problem->code : FAULT_UNTOLD,
               vouch_setup_get_step (flow->setup));
  g_assert_error (problem, VOUCH_ERROR, (int) code);
}

/* Returns: whether the poll that connects is repeated without the user, because Beeper asked for a
 * pause */
static gboolean
is_pause (const Fault *fault)
{
  return fault->code == VOUCH_ERROR_RATE_LIMITED || g_str_equal (fault->kind, "status:503:1");
}

/* The poll that connects fails: the step is still connect, and the problem is set. */
static void
test_first_look (Flow          *flow,
                 gconstpointer  data)
{
  for (gsize i = 0; i < fault_list_length; i++)
    {
      const Fault *fault = &fault_list[i];

      fault_strike (flow, "GET /v1/app/setup", fault, FALSE);
      flow_connect (flow);
      if (fault_is_silent (fault))
        {
          WAIT_UNTIL (flow_get_client (flow) != NULL);
          fault_choose_timeouts (flow, fault);
        }
      flow_wait_idle (flow);
      if (fault->code == VOUCH_ERROR_UNAUTHORIZED)
        flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
      else if (is_pause (fault))
        {
          g_assert_error (vouch_setup_get_connection_error (flow->setup), VOUCH_ERROR,
                          (int) fault->code);
          g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_CONNECT);
          flow_wait_step (flow, VOUCH_STEP_EMAIL);
          g_assert_null (vouch_setup_get_connection_error (flow->setup));
        }
      else
        {
          check_problem (flow, "GET /v1/app/setup", fault,
                         g_str_equal (fault->kind, "status:404") ? VOUCH_ERROR_TOO_OLD
                                                                 : fault->code);
          g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_CONNECT);
        }
      vouch_setup_disconnect (flow->setup);
      fault_clear (flow, fault);
    }
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
}

/* Polls fail for a while, then succeed: the page stays as it is, and the connection error ends
 * without the user. (libsoup repeats a request when a kept connection breaks.) */
static void
test_looks (Flow          *flow,
            gconstpointer  data)
{
  flow_begin_verification (flow);
  for (gsize i = 0; i < fault_list_length; i++)
    {
      const Fault *fault = &fault_list[i];

      if (fault->code == VOUCH_ERROR_UNAUTHORIZED)
        continue;
      vouch_practice_server_clear_log (flow->server);
      fault_strike (flow, "GET /v1/app/setup", fault, TRUE);
      vouch_setup_poll_now (flow->setup);
      if (fault->code != VOUCH_ERROR_RATE_LIMITED)
        flow_wait_connection_error (flow, TRUE);
      g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SHOW_CODE);
      fault_clear (flow, fault);
      if (i > 0 && fault->code == fault_list[i - 1].code)   /* once is enough to wait for */
        vouch_setup_poll_now (flow->setup);
      WAIT_UNTIL (flow_count_log (flow, "GET /v1/app/setup 200") > 0);
      flow_wait_connection_error (flow, FALSE);
      g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SHOW_CODE);
      g_assert_null (vouch_setup_get_problem (flow->setup));
    }
}

/* Beeper asks the poll that connects for a pause of a day. When the user connects again, to the
 * same or another server, the request is sent at once. */
static void
test_first_look_insists (Flow          *flow,
                         gconstpointer  data)
{
  g_autoptr(VouchServer) server = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (vouch_practice_server_add_fault (
        flow->server, "GET /v1/app/setup=status:429:9999999999", NULL));
      flow_connect (flow);
      flow_wait_idle (flow);
      g_assert_error (vouch_setup_get_connection_error (flow->setup), VOUCH_ERROR,
                      VOUCH_ERROR_RATE_LIMITED);
      g_set_object (&server, vouch_setup_get_server (flow->setup));
      if (i == 0)
        vouch_setup_connect (flow->setup, server, NULL);
      else if (i == 1)
        flow_connect (flow);
      else
        vouch_setup_connect_address (flow->setup, "nonsense://", NULL);
      if (i < 2)
        flow_wait_step (flow, VOUCH_STEP_EMAIL);
      else
        g_assert_error (vouch_setup_get_problem (flow->setup), VOUCH_ERROR,
                        VOUCH_ERROR_BAD_ADDRESS);
      g_assert_null (vouch_setup_get_connection_error (flow->setup));
      vouch_setup_disconnect (flow->setup);
    }
}

/* A reply asks for an absurd pause, and then the user runs a verb. Its result is shown at once,
 * without an event. */
static void
test_absurd_pause (Flow          *flow,
                   gconstpointer  data)
{
  flow_sign_in (flow);
  flow_stop_poking (flow);
  g_assert_true (vouch_practice_server_add_fault (
    flow->server, "GET /v1/app/setup=status:429:9999999999", NULL));
  vouch_setup_poll_now (flow->setup);
  flow_wait_connection_error (flow, TRUE);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  flow_wait_connection_error (flow, FALSE);
  g_assert_true (vouch_practice_account_phone_accept (flow->account));
  flow_wait_step (flow, VOUCH_STEP_SHOW_CODE);
}

/* Beeper asks for short pauses without end. The connection error counts from the first pause. */
static void
test_pauses_without_end (Flow          *flow,
                         gconstpointer  data)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server,
                                                  "GET /v1/app/setup=status:429:1*ever", NULL));
  vouch_setup_poll_now (flow->setup);
  flow_wait_connection_error (flow, TRUE);
  vouch_practice_server_clear_faults (flow->server);
  flow_wait_connection_error (flow, FALSE);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
}

static void
test_access_withdrawn (Flow          *flow,
                       gconstpointer  data)
{
  flow_begin_verification (flow);
  g_assert_true (vouch_practice_server_add_fault (flow->server, "GET /v1/app/setup=status:401",
                                                  NULL));
  vouch_setup_poll_now (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
  g_assert_null (vouch_setup_get_verification (flow->setup));
}


/* A server whose info does not look like Beeper's is not accepted. */
static void
test_info (Flow          *flow,
           gconstpointer  data)
{
  for (gsize i = 0; i < fault_list_length; i++)
    {
      const Fault *fault = &fault_list[i];

      fault_strike (flow, "GET /v1/info", fault, TRUE);
      flow_connect (flow);
      if (fault_is_silent (fault))
        {
          vouch_setup_disconnect (flow->setup);
          g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_CONNECT);
        }
      else
        {
          flow_wait_idle (flow);
          g_assert_nonnull (vouch_setup_get_problem (flow->setup));
          fault_print ("GET /v1/info", fault, vouch_setup_get_problem (flow->setup)->code,
                       vouch_setup_get_step (flow->setup));
        }
      fault_clear (flow, fault);
    }
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GError **error = user_data;
  g_autoptr(VouchReply) reply = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, error);
  if (reply != NULL)
    *error = g_error_new_literal (VOUCH_ERROR, FAULT_UNTOLD, "none");
}

static GError *
list_verifications (Flow *flow)
{
  GError *error = NULL;

  vouch_client_list_verifications_async (flow_get_client (flow), NULL, on_list_ready, &error);
  WAIT_UNTIL (error != NULL);
  return error;
}

/* The list of verifications is not shown: the window uses the session's verification. */
static void
test_list (Flow          *flow,
           gconstpointer  data)
{
  g_autoptr(GError) none = NULL;

  flow_begin_verification (flow);
  for (gsize i = 0; i < fault_list_length; i++)
    {
      const Fault *fault = &fault_list[i];
      g_autoptr(GError) error = NULL;

      fault_strike (flow, "GET /v1/app/setup/verifications", fault, TRUE);
      error = list_verifications (flow);
      fault_print ("GET /v1/app/setup/verifications", fault, error->code, VOUCH_STEP_SHOW_CODE);
      g_assert_error (error, VOUCH_ERROR, (int) fault->code);
      fault_clear (flow, fault);
    }
  none = list_verifications (flow);
  g_assert_cmpint (none->code, ==, FAULT_UNTOLD);
}

#define BY_ID "GET /v1/app/setup/verifications/"

/* The verification has vanished from the session. Vouch asks for its outcome until it gets an
 * answer. A malformed reply is an answer, too, because the page would stay for ever otherwise. */
static void
test_by_id_cell (Flow          *flow,
                 const Fault   *fault,
                 gconstpointer  data)
{
  gboolean answers = fault->code == VOUCH_ERROR_REJECTED || fault->code == VOUCH_ERROR_MALFORMED;

  flow_begin_verification (flow);
  flow_stop_poking (flow);
  vouch_practice_server_clear_log (flow->server);
  fault_strike (flow, BY_ID "*", fault, answers);
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_NEEDS_VERIFICATION);
  vouch_setup_poll_now (flow->setup);
  if (g_str_equal (fault->kind, "refused"))
    flow_wait_connection_error (flow, TRUE);
  else
    WAIT_UNTIL (flow_count_log (flow, BY_ID) > 0);
  if (!answers)
    fault_clear (flow, fault);
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  fault_print (BY_ID "{id}", fault, FAULT_UNTOLD, vouch_setup_get_step (flow->setup));
  g_assert_null (vouch_setup_get_problem (flow->setup));
}

static void
test_by_id (Flow          *flow,
            gconstpointer  data)
{
  fault_for_each (flow, test_by_id_cell, NULL);
}

/* A token that was refused for events is not used for events again. */
static void
check_no_more_events (Flow *flow)
{
  for (guint i = 0; i < 3; i++)
    {
      vouch_practice_server_clear_log (flow->server);
      vouch_setup_poll_now (flow->setup);
      WAIT_UNTIL (flow_count_log (flow, "GET /v1/app/setup 200") > 0);
      g_assert_cmpuint (flow_count_log (flow, "GET /v1/ws"), ==, 0);
    }
  g_assert_false (vouch_events_get_connected (flow_get_events (flow)));
}

/* Faults of events are no connection error, and events begin as soon as they can. */
static void
test_events_cell (Flow          *flow,
                  const Fault   *fault,
                  gconstpointer  data)
{
  if (fault_is_silent (fault) || g_str_equal (fault->kind, "refused"))
    return;
  fault_strike (flow, "GET /v1/ws", fault, TRUE);
  flow_sign_in (flow);
  WAIT_UNTIL (flow_count_log (flow, "GET /v1/ws") > 0);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_VERIFY);
  g_assert_null (vouch_setup_get_connection_error (flow->setup));
  fault_print ("GET /v1/ws", fault, FAULT_UNTOLD, vouch_setup_get_step (flow->setup));
  fault_clear (flow, fault);
  if (g_str_equal (fault->kind, "status:401") || g_str_equal (fault->kind, "status:403"))
    {
      check_no_more_events (flow);
      return;
    }
  WAIT_REPEATING (vouch_setup_poll_now (flow->setup),
                  vouch_events_get_connected (flow_get_events (flow)));
}

static void
test_events (Flow          *flow,
             gconstpointer  data)
{
  fault_for_each (flow, test_events_cell, NULL);
}

/* Bytes that SoupServer of libsoup 3.2 leaks with each connection: a GSocket. The server runs in
 * the process of the test. */
#define SERVER_LEAK 400
#ifdef __SANITIZE_ADDRESS__
#define REPEATS 10    /* memory is counted in another way, and all is slow */
#else
#define REPEATS 200
#endif

static gint64
measure_memory (Flow *flow)
{
  vouch_practice_server_clear_log (flow->server);
  wait_run_pending ();
  return (gint64) mallinfo2 ().uordblks;
}

/* Runs a verb with each fault that ends at once.
 * Returns: the number of requests */
static guint
play_row (Flow *flow)
{
  guint count = 0;

  for (gsize i = 0; i < fault_list_length; i++)
    {
      const Fault *fault = &fault_list[i];

      if (fault_is_silent (fault) || g_str_equal (fault->kind, "refused"))
        continue;
      fault_strike (flow, "POST /v1/app/setup/start", fault, FALSE);
      vouch_setup_send_code (flow->setup, "me@example.org");
      flow_wait_idle (flow);
      g_assert_nonnull (vouch_setup_get_problem (flow->setup));
      fault_clear (flow, fault);
      count++;
    }
  return count;
}

static void
test_memory (Flow          *flow,
             gconstpointer  data)
{
  guint connections = 0;
  gint64 before;

  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  for (guint i = 0; i < REPEATS / 10; i++)
    play_row (flow);
  before = measure_memory (flow);
  for (guint i = 0; i < REPEATS; i++)
    {
      connections += play_row (flow);
      vouch_practice_server_clear_log (flow->server);
    }
  g_test_message ("%u connections, %" G_GINT64_FORMAT " bytes", connections,
                  measure_memory (flow) - before);
  g_assert_cmpint (measure_memory (flow) - before, <, SERVER_LEAK * connections + 65536);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/fault-looks/first-poll/each-fault-is-told-on-connect", test_first_look);
  FLOW_ADD ("/fault-looks/first-poll-is-to-wait-a-day/user-asks-and-is-served",
            test_first_look_insists);
  FLOW_ADD ("/fault-looks/absurd-pause/verb-is-seen-at-once", test_absurd_pause);
  FLOW_ADD ("/fault-looks/pauses-without-end/age-of-the-page-is-told", test_pauses_without_end);
  FLOW_ADD ("/fault-looks/polling-fails-for-a-while/page-stays-and-recovers", test_looks);
  FLOW_ADD ("/fault-looks/access-is-withdrawn/token-is-asked-for", test_access_withdrawn);
  FLOW_ADD ("/fault-looks/info/each-fault-is-no-beeper", test_info);
  FLOW_ADD ("/fault-looks/list/each-fault-is-its-error", test_list);
  FLOW_ADD ("/fault-looks/verification-vanished/each-fault-ends-at-stopped", test_by_id);
  FLOW_ADD ("/fault-looks/events/each-fault-leaves-polling", test_events);
  FLOW_ADD ("/fault-looks/many-faults/no-memory-is-lost", test_memory);
  return g_test_run ();
}
