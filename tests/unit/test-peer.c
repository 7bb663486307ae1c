/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-authorizer.h"
#include "vouch-client.h"
#include "vouch-error.h"
#include "vouch-events.h"
#include "vouch-finder.h"
#include "wait.h"
#include "wire-server.h"

#include <string.h>
#include <unistd.h>

#define TOKEN  "the-token-7"
#define NOBODY 65534
#define INFO \
  "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop\"}," \
  "\"endpoints\":{\"ws_events\":\"ws://127.0.0.1/v1/ws\"}}"

/* A program of another user. It accepts connections, sends nothing, and keeps the received
 * bytes. */
typedef struct {
  GSocketService *service;
  GString        *heard;
  guint16         port;
  guint           ended;   /* connections that the client has closed */
  char            chunk[512];
} Stranger;

static void
on_heard (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Stranger *stranger = user_data;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (count <= 0)
    {
      g_object_set_data (source, "connection", NULL);
      stranger->ended++;
      return;
    }
  g_string_append_len (stranger->heard, stranger->chunk, count);
  g_input_stream_read_async (G_INPUT_STREAM (source), stranger->chunk, sizeof stranger->chunk,
                             G_PRIORITY_DEFAULT, NULL, on_heard, stranger);
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source_object,
             Stranger          *stranger)
{
  GInputStream *stream = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  g_object_set_data_full (G_OBJECT (stream), "connection", g_object_ref (connection),
                          g_object_unref);
  g_input_stream_read_async (stream, stranger->chunk, sizeof stranger->chunk, G_PRIORITY_DEFAULT,
                             NULL, on_heard, stranger);
  return TRUE;
}

/* Listens as another user: the kernel uses the user that makes the socket.
 *
 * @host: "127.0.0.1" or "::1"
 * @port: 0: any */
static void
let_in (Stranger   *stranger,
        const char *host,
        guint16     port)
{
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (host, port);
  g_autoptr(GSocketAddress) taken = NULL;
  g_autoptr(GError) error = NULL;

  stranger->service = g_socket_service_new ();
  stranger->heard = g_string_new (NULL);
  stranger->ended = 0;
  g_assert_cmpint (seteuid (NOBODY), ==, 0);
  g_socket_listener_add_address (G_SOCKET_LISTENER (stranger->service), address,
                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &taken, &error);
  g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_no_error (error);
  stranger->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));
  g_signal_connect (stranger->service, "incoming", G_CALLBACK (on_incoming), stranger);
}

static void
see_off (Stranger *stranger)
{
  g_socket_service_stop (stranger->service);
  g_socket_listener_close (G_SOCKET_LISTENER (stranger->service));
  g_clear_object (&stranger->service);
  g_string_free (stranger->heard, TRUE);
}

/* Asserts that the client connected and closed the connection without sending anything. */
static void
assert_refused (Stranger *stranger,
                guint     times)
{
  WAIT_UNTIL (stranger->ended >= times);
  g_assert_cmpstr (stranger->heard->str, ==, "");
}

/* The result of one call */
typedef struct {
  VouchServer *server;
  GError      *error;
  gboolean     done;
} Outcome;

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->server = vouch_server_probe_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
on_call_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Outcome *outcome = user_data;

  g_assert_null (vouch_client_call_finish (VOUCH_CLIENT (source), result, &outcome->error));
  outcome->done = TRUE;
}

static void
on_revoke_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (vouch_authorizer_revoke_finish (VOUCH_AUTHORIZER (source), result,
                                                  &outcome->error));
  outcome->done = TRUE;
}

static void
assert_other_user (Outcome *outcome)
{
  WAIT_UNTIL (outcome->done);
  g_assert_error (outcome->error, VOUCH_ERROR, VOUCH_ERROR_OTHER_USER);
  g_clear_error (&outcome->error);
  outcome->done = FALSE;
}

static void
start_probe (const char    *origin,
             VouchConsents  consents,
             const char    *fingerprint,
             Outcome       *outcome)
{
  g_autoptr(VouchTerms) terms = vouch_terms_new (consents, fingerprint, NULL);

  vouch_server_probe_async (origin, terms, 500, NULL, on_probe_ready, outcome);
}

static VouchServer *
probe (const char *origin)
{
  Outcome outcome = { NULL };

  vouch_server_probe_async (origin, NULL, 5000, NULL, on_probe_ready, &outcome);
  WAIT_UNTIL (outcome.done);
  g_assert_no_error (outcome.error);
  return outcome.server;
}

static void
test_probe (void)
{
  static const char * const hosts[] = { "127.0.0.1", "::1" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      Stranger stranger;
      Outcome outcome = { NULL };
      g_autofree char *origin = NULL;

      let_in (&stranger, hosts[i], 0);
      origin = g_strdup_printf (i == 0 ? "http://%s:%u" : "http://[%s]:%u", hosts[i],
                                stranger.port);
      start_probe (origin, VOUCH_CONSENT_PLAIN_HTTP, NULL, &outcome);
      assert_other_user (&outcome);
      start_probe (origin, VOUCH_CONSENT_NONE, "AB:CD", &outcome);
      assert_other_user (&outcome);
      assert_refused (&stranger, 2);
      see_off (&stranger);
    }
}

/* A host name of this computer that Vouch does not know as one */
static void
test_other_name (void)
{
  Stranger stranger;
  Outcome outcome = { NULL };
  g_autofree char *origin = NULL;

  let_in (&stranger, "127.0.0.1", 0);
  origin = g_strdup_printf ("http://0.0.0.0:%u", stranger.port);
  start_probe (origin, VOUCH_CONSENT_PLAIN_HTTP, NULL, &outcome);
  assert_other_user (&outcome);
  assert_refused (&stranger, 1);
  see_off (&stranger);
}

/* After consent the request is sent. */
static void
test_consent (void)
{
  Stranger stranger;
  Outcome outcome = { NULL };
  g_autofree char *origin = NULL;

  let_in (&stranger, "127.0.0.1", 0);
  origin = g_strdup_printf ("http://127.0.0.1:%u", stranger.port);
  start_probe (origin, VOUCH_CONSENT_OTHER_USER, NULL, &outcome);
  WAIT_UNTIL (outcome.done);
  g_assert_error (outcome.error, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT);
  g_clear_error (&outcome.error);
  g_assert_true (g_str_has_prefix (stranger.heard->str, "GET /v1/info HTTP/1.1\r\n"));
  see_off (&stranger);
}

/* Beeper has ended, and another user listens on its port. No request with a secret is sent. */
static void
test_taken (void)
{
  Stranger stranger;
  Outcome outcome = { NULL };
  g_autoptr(WireServer) beeper = wire_server_new ();
  g_autofree char *origin = g_strdup (wire_server_get_origin (beeper));
  guint16 port = wire_server_get_port (beeper);
  g_autoptr(VouchServer) found = NULL;
  g_autoptr(VouchClient) client = NULL;
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  g_autoptr(VouchEvents) events = NULL;

  wire_server_play_json (beeper, 200, NULL, INFO);
  found = probe (origin);
  g_clear_pointer (&beeper, wire_server_free);
  let_in (&stranger, "127.0.0.1", port);

  client = vouch_client_new (origin, vouch_server_get_terms (found));
  vouch_client_set_token (client, TOKEN);
  vouch_client_get_session_async (client, NULL, on_call_ready, &outcome);
  assert_other_user (&outcome);
  vouch_client_send_email_async (client, "request", "me@example.org", NULL, on_call_ready,
                                 &outcome);
  assert_other_user (&outcome);
  vouch_client_send_recovery_key_async (client, "EsTc LW2K", NULL, on_call_ready, &outcome);
  assert_other_user (&outcome);
  assert_refused (&stranger, 3);

  authorizer = vouch_authorizer_new (found);
  vouch_authorizer_revoke_async (authorizer, TOKEN, NULL, on_revoke_ready, &outcome);
  assert_other_user (&outcome);
  assert_refused (&stranger, 4);

  events = vouch_events_new (found);
  vouch_events_set_token (events, TOKEN);
  assert_refused (&stranger, 5);
  see_off (&stranger);
}

/* A search ignores the other program. For a forced address the error says so. */
static void
test_search (void)
{
  Stranger stranger;
  g_autoptr(VouchFinder) finder = NULL;
  g_autofree char *origin = NULL;

  let_in (&stranger, "127.0.0.1", 0);
  finder = vouch_finder_new (NULL);
  vouch_finder_set_ports (finder, stranger.port, stranger.port);
  vouch_finder_search (finder);
  WAIT_UNTIL (!vouch_finder_get_searching (finder));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 0);
  g_assert_no_error (vouch_finder_get_error (finder));
  g_assert_finalize_object (g_steal_pointer (&finder));

  origin = g_strdup_printf ("http://127.0.0.1:%u", stranger.port);
  finder = vouch_finder_new (origin);
  vouch_finder_search (finder);
  WAIT_UNTIL (!vouch_finder_get_searching (finder));
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_OTHER_USER);
  assert_refused (&stranger, 2);
  see_off (&stranger);
}

int
main (int   argc,
      char *argv[])
{
  static const struct {
    const char *path;
    void (*function) (void);
  } tests[] = {
    { "/peer/another-user-listens/nothing-is-said", test_probe },
    { "/peer/another-user-behind-a-name/nothing-is-said", test_other_name },
    { "/peer/another-user-agreed-to/is-spoken-to", test_consent },
    { "/peer/port-is-taken-by-another/no-secret-is-sent", test_taken },
    { "/peer/another-user-in-the-search/is-not-found", test_search },
  };

  g_test_init (&argc, &argv, NULL);
  if (geteuid () != 0)
    {
      g_print ("1..0 # SKIP a second user is needed, and only root can be one\n");
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_func (tests[i].path, tests[i].function);
  return g_test_run ();
}
