/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-connection.h"

#include "vouch-error.h"
#include "vouch-model-testing.h"
#include "wait.h"
#include "wire-server.h"

#define INFO    "{\"app\":{\"name\":\"Beeper\",\"bundle_id\":\"com.automattic.beeper.desktop\"}}"
#define SESSION "{\"state\":\"needs-verification\",\"e2ee\":{},\"matrix\":{\"userID\":\"@me:x\"}}"

typedef struct {
  WireServer      *wire;
  VouchTokenStore *store;
  VouchAccess     *access;
  VouchConnection *connection;

  guint            sessions;
  GError          *error;      /* of the last "failed" signal */
} Fixture;

static void
on_session (VouchConnection *connection,
            VouchReply      *reply,
            Fixture         *fixture)
{
  fixture->sessions++;
}

static void
on_failed (VouchConnection *connection,
           const GError    *error,
           Fixture         *fixture)
{
  fixture->error = g_error_copy (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  token)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VouchServer) server = NULL;

  fixture->wire = wire_server_new ();
  wire_server_play_json (fixture->wire, 200, NULL, INFO);
  vouch_server_probe_async (wire_server_get_origin (fixture->wire), NULL, 20000, NULL,
                            wait_on_ready, &result);
  wait_for_result (&result);
  server = vouch_server_probe_finish (result, NULL);
  g_assert_nonnull (server);
  wire_server_play_json (fixture->wire, 200, NULL, SESSION);
  wire_server_forget (fixture->wire);

  fixture->store = vouch_token_store_new_memory ();
  fixture->access = vouch_access_new (fixture->store, token);
  vouch_access_trust_origin (fixture->access, wire_server_get_origin (fixture->wire));
  fixture->connection = vouch_connection_new (server, fixture->access, NULL);
  g_signal_connect (fixture->connection, "session", G_CALLBACK (on_session), fixture);
  g_signal_connect (fixture->connection, "failed", G_CALLBACK (on_failed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->connection != NULL)
    g_assert_finalize_object (fixture->connection);
  wait_run_pending ();   /* the store may still be in use */
  g_assert_finalize_object (fixture->access);
  g_assert_finalize_object (fixture->store);
  g_clear_error (&fixture->error);
  wire_server_free (fixture->wire);
}

static void
wait_state (Fixture              *fixture,
            VouchConnectionState  state)
{
  WAIT_UNTIL (vouch_connection_get_state (fixture->connection) == state);
}

/* Opens the connection as VouchSetup does. */
static void
open_it (Fixture *fixture)
{
  vouch_connection_open (fixture->connection);
  WAIT_UNTIL (fixture->sessions == 1);
  vouch_connection_confirm (fixture->connection, "@me:x");
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==, VOUCH_CONNECTION_OPEN);
}

static void
test_open (Fixture       *fixture,
           gconstpointer  token)
{
  g_assert_true (vouch_connection_get_busy (fixture->connection));
  vouch_connection_open (fixture->connection);
  WAIT_UNTIL (fixture->sessions == 1);
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==, VOUCH_CONNECTION_OPENING);
  vouch_connection_confirm (fixture->connection, "@me:x");
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==, VOUCH_CONNECTION_OPEN);
  g_assert_false (vouch_connection_get_busy (fixture->connection));
  g_assert_nonnull (strstr (wire_server_get_request (fixture->wire, 0), token));
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  token)
{
  wire_server_play_json (fixture->wire, 500, NULL, "{}");
  vouch_connection_open (fixture->connection);
  WAIT_UNTIL (fixture->error != NULL);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_SERVER);
}

/* The connection polls again after the pause. It is not busy meanwhile. */
static void
test_pause (Fixture       *fixture,
            gconstpointer  token)
{
  wire_server_play_json (fixture->wire, 429, "Retry-After: 1\r\n", "{}");
  vouch_connection_set_pace (fixture->connection, VOUCH_PACE_VERIFYING);
  vouch_connection_open (fixture->connection);
  WAIT_UNTIL (vouch_connection_get_error (fixture->connection) != NULL);
  g_assert_no_error (fixture->error);
  g_assert_false (vouch_connection_get_busy (fixture->connection));
  wire_server_play_json (fixture->wire, 200, NULL, SESSION);
  WAIT_UNTIL (fixture->sessions > 0);
  vouch_connection_confirm (fixture->connection, NULL);
  g_assert_no_error (vouch_connection_get_error (fixture->connection));
}

static void
test_poll_refused (Fixture       *fixture,
                   gconstpointer  token)
{
  open_it (fixture);
  wire_server_play_json (fixture->wire, 401, NULL, "{}");
  vouch_connection_set_pace (fixture->connection, VOUCH_PACE_HIDDEN);
  vouch_connection_poll_now (fixture->connection);
  wait_state (fixture, VOUCH_CONNECTION_LOCKED_OUT);
  g_assert_null (vouch_access_get_token (fixture->access));
  g_assert_false (vouch_connection_get_busy (fixture->connection));
}

static void
doubt (Fixture *fixture,
       GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_connection_doubt_async (fixture->connection, wait_on_ready, &result);
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==,
                   VOUCH_CONNECTION_SEARCHING);
  wait_for_result (&result);
  vouch_connection_doubt_finish (result, error);
}

/* The server does not offer introspection. The session was read with the token, so the token is
 * valid. */
static void
test_doubt_counts (Fixture       *fixture,
                   gconstpointer  token)
{
  g_autoptr(GError) error = NULL;

  open_it (fixture);
  doubt (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==, VOUCH_CONNECTION_OPEN);
}

static void
test_doubt_lost (Fixture       *fixture,
                 gconstpointer  token)
{
  g_autoptr(GError) error = NULL;

  open_it (fixture);
  wire_server_play_json (fixture->wire, 401, NULL, "{}");
  doubt (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED);
  wait_state (fixture, VOUCH_CONNECTION_LOCKED_OUT);
}

static void
test_doubt_unheard (Fixture       *fixture,
                    gconstpointer  token)
{
  g_autoptr(GError) error = NULL;

  open_it (fixture);
  wire_server_play_json (fixture->wire, 500, NULL, "{}");
  doubt (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_SERVER);
  g_assert_cmpint (vouch_connection_get_state (fixture->connection), ==, VOUCH_CONNECTION_OPEN);
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, token);
}

static void
test_trial_refused (Fixture       *fixture,
                    gconstpointer  token)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  open_it (fixture);
  wire_server_play_json (fixture->wire, 401, NULL, "{}");
  vouch_connection_try_token_async (fixture->connection, "another", wait_on_ready, &result);
  wait_for_result (&result);
  reply = vouch_connection_try_token_finish (result, &error);
  g_assert_null (reply);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED);
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, token);
}

static void
test_trial_taken (Fixture       *fixture,
                  gconstpointer  token)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(VouchReply) reply = NULL;

  open_it (fixture);
  vouch_connection_try_token_async (fixture->connection, " another\n", wait_on_ready, &result);
  wait_for_result (&result);
  reply = vouch_connection_try_token_finish (result, NULL);
  g_assert_nonnull (vouch_reply_get_session (reply));
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, "another");
}

/* All requests are cancelled, and their callbacks do not use the connection. */
static void
test_left (Fixture       *fixture,
           gconstpointer  token)
{
  g_autoptr(GAsyncResult) doubted = NULL;
  g_autoptr(GAsyncResult) tried = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) other = NULL;

  open_it (fixture);
  wire_server_play (fixture->wire, WIRE_HANG, "", 0);
  vouch_connection_doubt_async (fixture->connection, wait_on_ready, &doubted);
  vouch_connection_try_token_async (fixture->connection, "another", wait_on_ready, &tried);
  WAIT_UNTIL (wire_server_count (fixture->wire) >= 3);
  g_assert_finalize_object (g_steal_pointer (&fixture->connection));
  wait_for_result (&doubted);
  wait_for_result (&tried);
  g_assert_false (vouch_connection_doubt_finish (doubted, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (vouch_connection_try_token_finish (tried, &other));
  g_assert_error (other, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (vouch_access_get_token (fixture->access));
}

#define ADD(path, test) \
  g_test_add ("/connection/" path, Fixture, "the-token", set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-session/opens-when-confirmed", test_open);
  ADD ("first-session-unreadable/fails", test_unreadable);
  ADD ("first-session-must-wait/is-an-error-and-not-busy", test_pause);
  ADD ("poll-gets-401/is-locked-out", test_poll_refused);
  ADD ("doubt-session-is-read/token-counts", test_doubt_counts);
  ADD ("doubt-session-gets-401/is-locked-out", test_doubt_lost);
  ADD ("doubt-session-fails/stays-open", test_doubt_unheard);
  ADD ("trial-gets-401/previous-token-counts-again", test_trial_refused);
  ADD ("trial-session-is-read/token-counts", test_trial_taken);
  ADD ("left/everything-is-cancelled", test_left);
  return g_test_run ();
}
