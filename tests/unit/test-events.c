/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-events.h"
#include "vouch-json.h"
#include "wait.h"
#include "wire-server.h"

#include <libsoup/soup.h>
#include <string.h>

#define TOKEN "the-token-7"
#define READY "{\"type\":\"ready\",\"version\":1}"
#define UPDATED "{\"type\":\"app.state.updated\"}"

/* VouchEvents takes the second one for another computer, where a connection can die unnoticed. */
#define HERE  "127.0.0.1"
#define THERE "0.0.0.0"

/* A server with events, and a client */
typedef struct {
  SoupServer              *server;
  VouchServer             *found;
  VouchEvents             *events;
  SoupWebsocketConnection *connection;   /* of the newest client */
  char                    *said;         /* sent by the client */
  char                    *authorization;
  char                    *url;
  guint                    attempts;
  guint                    refuse;       /* the status that refuses the upgrade; 0: none */
  guint                    pongs;        /* of the client */
  gboolean                 mute;         /* accepts the upgrade, and is silent after that */
  GPtrArray               *mutes;        /* of GIOStream */
  guint                    changes;
  gboolean                 done;
} Fixture;

static void
on_info (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  static const char info[] =
    "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop\"},"
    "\"endpoints\":{\"ws_events\":\"ws://elsewhere.example/v1/ws\"}}";

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                    info, strlen (info));
}

/* The accept key of RFC 6455, 4.2.2 */
static void
fall_silent (Fixture           *fixture,
             SoupServerMessage *message,
             const char        *key)
{
  g_autofree char *both = g_strconcat (key, "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", NULL);
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  g_autofree char *accept = NULL;
  g_autofree char *reply = NULL;
  GIOStream *stream;

  g_checksum_update (checksum, (const guchar *) both, -1);
  g_checksum_get_digest (checksum, digest, &length);
  accept = g_base64_encode (digest, length);
  reply = g_strdup_printf ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
  stream = soup_server_message_steal_connection (message);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream), reply,
                                            strlen (reply), NULL, NULL, NULL));
  g_ptr_array_add (fixture->mutes, stream);
}

static void
on_upgrade (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  fixture->attempts++;
  g_free (fixture->authorization);
  g_free (fixture->url);
  fixture->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  fixture->url = g_uri_to_string (soup_server_message_get_uri (message));
  if (fixture->refuse != 0)
    {
      soup_server_message_set_status (message, fixture->refuse, NULL);
      fixture->done = TRUE;
    }
  else if (fixture->mute)
    fall_silent (fixture, message, soup_message_headers_get_one (headers, "Sec-WebSocket-Key"));
}

static void
on_pong (SoupWebsocketConnection *connection,
         GBytes                  *message,
         gpointer                 user_data)
{
  ((Fixture *) user_data)->pongs++;
}

static void
on_said (SoupWebsocketConnection *connection,
         int                      data_type,
         GBytes                  *message,
         gpointer                 user_data)
{
  Fixture *fixture = user_data;

  g_free (fixture->said);
  fixture->said = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  fixture->done = TRUE;
}

static void
on_websocket (SoupServer              *server,
              SoupServerMessage       *message,
              const char              *path,
              SoupWebsocketConnection *connection,
              gpointer                 user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->connection, connection);
  g_signal_connect (connection, "message", G_CALLBACK (on_said), fixture);
  g_signal_connect (connection, "pong", G_CALLBACK (on_pong), fixture);
  soup_websocket_connection_set_keepalive_interval (connection, 1);
  soup_websocket_connection_send_text (connection, READY);
}

static void
on_changed (VouchEvents *events,
            gpointer     user_data)
{
  Fixture *fixture = user_data;

  fixture->changes++;
  fixture->done = TRUE;
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->found = vouch_server_probe_finish (result, NULL);
  fixture->done = TRUE;
}

static void
wait_once (Fixture *fixture)
{
  fixture->done = FALSE;
  WAIT_UNTIL (fixture->done);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *origin = NULL;
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, "/v1/info", on_info, fixture, NULL);
  soup_server_add_early_handler (fixture->server, "/v1/ws", on_upgrade, fixture, NULL);
  soup_server_add_websocket_handler (fixture->server, "/v1/ws", NULL, NULL, on_websocket,
                                     fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  origin = g_strdup_printf ("http://%s:%d", (const char *) data, g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  vouch_server_probe_async (origin, terms, 5000, NULL, on_probe_ready, fixture);
  wait_once (fixture);
  g_assert_nonnull (fixture->found);

  fixture->mutes = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->events = vouch_events_new (fixture->found);
  g_signal_connect (fixture->events, "changed", G_CALLBACK (on_changed), fixture);
}

/* Sets a patience of 2 s. */
static void
be_impatient (Fixture *fixture)
{
  g_object_unref (fixture->events);
  fixture->events = g_object_new (VOUCH_TYPE_EVENTS, "server", fixture->found, "patience", 2,
                                  NULL);
  g_signal_connect (fixture->events, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->events != NULL)
    g_assert_finalize_object (fixture->events);
  g_clear_object (&fixture->connection);
  g_clear_pointer (&fixture->mutes, g_ptr_array_unref);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  wait_run_pending ();
  g_clear_object (&fixture->found);
  g_clear_pointer (&fixture->said, g_free);
  g_clear_pointer (&fixture->authorization, g_free);
  g_clear_pointer (&fixture->url, g_free);
}

static void
connect_and_subscribe (Fixture *fixture)
{
  vouch_events_set_token (fixture->events, TOKEN);
  WAIT_UNTIL (fixture->said != NULL);
}

static void
test_subscribe (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonObject) said = NULL;
  gint64 start;

  g_assert_false (vouch_events_get_connected (fixture->events));
  connect_and_subscribe (fixture);
  g_assert_true (vouch_events_get_connected (fixture->events));
  g_assert_cmpstr (fixture->authorization, ==, "Bearer " TOKEN);
  g_assert_null (strstr (fixture->url, TOKEN));
  bytes = g_bytes_new (fixture->said, strlen (fixture->said));
  said = vouch_json_parse (bytes, NULL);
  g_assert_cmpstr (vouch_json_get_string (said, "type"), ==, "subscriptions.set");
  g_assert_cmpstr (vouch_json_get_string (said, "requestID"), ==, "1");
  g_assert_true (vouch_json_get_boolean (vouch_json_get_object (said, "app"), "state"));
  g_assert_cmpuint (json_array_get_length (vouch_json_get_array (said, "chatIDs")), ==, 0);
  g_assert_cmpuint (fixture->changes, ==, 1);

  start = g_get_monotonic_time ();
  soup_websocket_connection_send_text (fixture->connection, UPDATED);
  wait_once (fixture);
  g_assert_cmpuint (fixture->changes, ==, 2);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 500 * G_TIME_SPAN_MILLISECOND);
}

/* Malformed frames count as events, and many frames are one change. On a slow machine there are a
 * few more changes, because it reads the frames more slowly. */
static void
test_flood (Fixture       *fixture,
            gconstpointer  data)
{
  connect_and_subscribe (fixture);
  for (guint i = 0; i < 500; i++)
    soup_websocket_connection_send_text (fixture->connection, i % 2 != 0 ? UPDATED : "[[[");
  WAIT_UNTIL (fixture->changes >= 2);
  wait_run_for (300);
  g_assert_cmpuint (fixture->changes, <=, 10);
}

static void
test_old_server (Fixture       *fixture,
                 gconstpointer  data)
{
  connect_and_subscribe (fixture);
  soup_websocket_connection_send_text (fixture->connection,
                                       "{\"type\":\"error\",\"code\":\"INVALID_PAYLOAD\"}");
  WAIT_UNTIL (!vouch_events_get_connected (fixture->events));
  g_assert_cmpuint (fixture->attempts, ==, 1);
}

/* The end of a connection is a change. Vouch connects again after a while, or at once when
 * asked. */
static void
test_reconnect (Fixture       *fixture,
                gconstpointer  data)
{
  connect_and_subscribe (fixture);
  soup_websocket_connection_close (fixture->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  WAIT_UNTIL (!vouch_events_get_connected (fixture->events));
  g_clear_pointer (&fixture->said, g_free);
  WAIT_UNTIL (fixture->said != NULL);
  g_assert_cmpuint (fixture->attempts, ==, 2);

  soup_websocket_connection_close (fixture->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  WAIT_UNTIL (!vouch_events_get_connected (fixture->events));
  g_clear_pointer (&fixture->said, g_free);
  vouch_events_retry (fixture->events);
  WAIT_UNTIL (fixture->said != NULL);
  g_assert_cmpuint (fixture->attempts, ==, 3);
}

/* After a change of the network a connection to another computer may be dead. A connection to this
 * computer is not. */
static void
test_renew_there (Fixture       *fixture,
                  gconstpointer  data)
{
  connect_and_subscribe (fixture);
  g_clear_pointer (&fixture->said, g_free);
  vouch_events_renew (fixture->events);
  g_assert_false (vouch_events_get_connected (fixture->events));
  WAIT_UNTIL (fixture->said != NULL);
  g_assert_cmpuint (fixture->attempts, ==, 2);
}

static void
test_renew_here (Fixture       *fixture,
                 gconstpointer  data)
{
  connect_and_subscribe (fixture);
  vouch_events_renew (fixture->events);
  g_assert_true (vouch_events_get_connected (fixture->events));
  soup_websocket_connection_send_text (fixture->connection, UPDATED);
  wait_once (fixture);
  g_assert_cmpuint (fixture->attempts, ==, 1);
}

/* After a refusal Vouch does not connect again until something has changed. After a 503 it does. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const guint statuses[] = { 401, 403, 404, 302 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      fixture->refuse = statuses[i];
      vouch_events_set_token (fixture->events, NULL);
      vouch_events_set_token (fixture->events, TOKEN);
      wait_once (fixture);
      wait_run_for (50);
      g_assert_cmpuint (fixture->attempts, ==, i + 1);
    }

  fixture->refuse = 503;
  vouch_events_retry (fixture->events);
  wait_once (fixture);
  fixture->refuse = 0;
  WAIT_UNTIL (vouch_events_get_connected (fixture->events));
  g_assert_cmpuint (fixture->attempts, ==, G_N_ELEMENTS (statuses) + 2);
}

/* 401 and 403 are about the token. Vouch connects again only with another token. */
static void
test_refused_token (Fixture       *fixture,
                    gconstpointer  data)
{
  static const guint statuses[] = { 401, 403 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      fixture->attempts = 0;
      fixture->refuse = statuses[i];
      vouch_events_set_token (fixture->events, "one");
      wait_once (fixture);
      /* The client reads the status a few turns of the main loop later. */
      for (guint k = 0; k < 50; k++)
        {
          vouch_events_set_token (fixture->events, "one");
          vouch_events_retry (fixture->events);
          vouch_events_renew (fixture->events);
          wait_run_for (1);
        }
      g_assert_cmpuint (fixture->attempts, ==, 1);
      fixture->refuse = 0;
      g_clear_pointer (&fixture->said, g_free);
      connect_and_subscribe (fixture);
      g_assert_cmpuint (fixture->attempts, ==, 2);
    }
}

/* A silent connection is replaced, and is a change, so that polling goes on. */
static void
test_silence (Fixture       *fixture,
              gconstpointer  data)
{
  be_impatient (fixture);
  fixture->mute = TRUE;
  vouch_events_set_token (fixture->events, TOKEN);
  wait_once (fixture);
  g_assert_cmpuint (fixture->changes, ==, 1);
  fixture->mute = FALSE;
  connect_and_subscribe (fixture);
  g_assert_cmpuint (fixture->attempts, ==, 2);
}

/* No event comes for longer than the patience, but each ping is answered. */
static void
test_pings (Fixture       *fixture,
            gconstpointer  data)
{
  be_impatient (fixture);
  connect_and_subscribe (fixture);
  WAIT_UNTIL (fixture->pongs >= 4);
  g_assert_cmpuint (fixture->attempts, ==, 1);
  g_assert_true (vouch_events_get_connected (fixture->events));
}

/* Without a token there is no connection. The object can be freed at any time. */
static void
test_let_go (Fixture       *fixture,
             gconstpointer  data)
{
  vouch_events_set_token (fixture->events, NULL);
  vouch_events_set_token (fixture->events, " \n");
  vouch_events_retry (fixture->events);
  g_assert_cmpuint (fixture->attempts, ==, 0);

  vouch_events_set_token (fixture->events, TOKEN);
  vouch_events_set_token (fixture->events, NULL);
  wait_run_for (50);
  g_assert_false (vouch_events_get_connected (fixture->events));

  connect_and_subscribe (fixture);
  g_assert_finalize_object (g_steal_pointer (&fixture->events));
}

#define ADD_AT(host, path, function) \
  g_test_add ("/events/" path, Fixture, host, set_up, function, tear_down)
#define ADD(path, function) ADD_AT (HERE, path, function)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("connected/subscribes-and-tells-of-changes", test_subscribe);
  ADD ("many-frames/are-few-changes", test_flood);
  ADD ("subscription-is-refused/ends-without-retry", test_old_server);
  ADD ("connection-ends/comes-back", test_reconnect);
  ADD_AT (THERE, "network-changes-to-other-computer/reconnects", test_renew_there);
  ADD ("network-changes-on-this-computer/stays-connected", test_renew_here);
  ADD ("upgrade-is-refused/waits-for-a-change", test_refused);
  ADD ("token-is-refused/only-another-is-tried", test_refused_token);
  ADD ("server-is-silent/is-asked-anew", test_silence);
  ADD ("pings-are-answered/stays-connected", test_pings);
  ADD ("no-token/does-not-connect", test_let_go);
  return g_test_run ();
}
