/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-authorizer.h"
#include "vouch-client.h"
#include "vouch-error.h"
#include "vouch-events.h"
#include "vouch-finder.h"
#include "vouch-server.h"
#include "wait.h"
#include "wire-server.h"

#include <libsoup/soup.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* A Beeper with TLS, and the result of the last call */
typedef struct {
  SoupServer  *server;
  VouchServer *found;
  char        *origin;
  int          port;
  GError      *error;
  guint        requests;
  gboolean     done;
} Fixture;

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  static const char info[] =
    "{\"app\":{\"bundle_id\":\"com.automattic.beeper.server\"},\"state\":\"ready\",\"e2ee\":{},"
    "\"endpoints\":{\"ws_events\":\"wss://elsewhere.example/v1/ws\"}}";
  Fixture *fixture = user_data;

  fixture->requests++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                    info, strlen (info));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
}

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", name, NULL);
  g_autoptr(GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

/* Computes the fingerprint as a browser shows it, and in another way than Vouch. */
static char *
get_fingerprint (const char *name)
{
  g_autoptr(GTlsCertificate) certificate = load_certificate (name);
  g_autoptr(GByteArray) der = NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  g_checksum_update (checksum, der->data, der->len);
  g_checksum_get_digest (checksum, digest, &length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (text, i == 0 ? "%02X" : ":%02X", digest[i]);
  return g_string_free (text, FALSE);
}

static void
serve (Fixture    *fixture,
       const char *name)
{
  g_autoptr(GTlsCertificate) certificate = load_certificate (name);
  g_autoptr(GError) error = NULL;
  GSList *uris;

  fixture->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0,
                            SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  g_free (fixture->origin);
  fixture->port = g_uri_get_port (uris->data);
  fixture->origin = g_strdup_printf ("https://127.0.0.1:%d", fixture->port);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

/* Returns: the number of the server's open sockets: the one that it listens on, and the connections
 * that it has taken */
static guint
count_sockets (Fixture *fixture)
{
  g_autoptr(GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      struct sockaddr_in address = { 0 };
      socklen_t length = sizeof address;

      if (getsockname (atoi (name), (struct sockaddr *) &address, &length) == 0 &&
          address.sin_family == AF_INET && ntohs (address.sin_port) == fixture->port)
        count++;
    }
  return count;
}

/* SoupServer waits without end for a handshake that is not finished, and 3.6 uses it after it is
 * freed. */
static void
stop (Fixture *fixture)
{
  g_clear_object (&fixture->found);
  WAIT_UNTIL (count_sockets (fixture) == 1);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  stop (fixture);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->origin, g_free);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  serve (fixture, "one.pem");
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_clear_object (&fixture->found);
  fixture->found = vouch_server_probe_finish (result, &fixture->error);
  fixture->done = TRUE;
}

static void
wait_until_done (Fixture *fixture)
{
  WAIT_UNTIL (fixture->done);
  fixture->done = FALSE;
}

static void
run_probe (Fixture    *fixture,
           const char *fingerprint)
{
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_NONE, fingerprint, NULL);

  vouch_server_probe_async (fixture->origin, terms, 5000, NULL, on_probe_ready, fixture);
  wait_until_done (fixture);
}

static void
assert_refused (Fixture    *fixture,
                const char *name)
{
  g_autofree char *fingerprint = get_fingerprint (name);

  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_TLS);
  g_assert_cmpstr (vouch_error_get_fingerprint (fixture->error), ==, fingerprint);
  g_assert_cmpuint (fixture->requests, ==, 0);
}

/* The certificate is unknown, accepted, and then another one. */
static void
test_probe (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *one = get_fingerprint ("one.pem");
  g_autofree char *other = get_fingerprint ("other.pem");

  run_probe (fixture, NULL);
  assert_refused (fixture, "one.pem");
  run_probe (fixture, other);
  assert_refused (fixture, "one.pem");
  run_probe (fixture, one);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (vouch_terms_get_fingerprint (vouch_server_get_terms (fixture->found)), ==, one);
  g_assert_cmpuint (fixture->requests, ==, 1);

  fixture->requests = 0;
  stop (fixture);
  serve (fixture, "other.pem");
  run_probe (fixture, one);
  assert_refused (fixture, "other.pem");
}

/* A certificate that the system trusts is refused if the user has accepted another one. Nothing is
 * sent. */
static void
test_trusted (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "trusted.pem", NULL);
  g_autofree char *one = get_fingerprint ("one.pem");
  g_autoptr(GTlsDatabase) database = g_tls_file_database_new (path, NULL);
  GTlsBackend *backend = g_tls_backend_get_default ();

  stop (fixture);
  serve (fixture, "trusted.pem");
  g_tls_backend_set_default_database (backend, database);
  run_probe (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_null (vouch_terms_get_fingerprint (vouch_server_get_terms (fixture->found)));
  fixture->requests = 0;
  run_probe (fixture, one);
  assert_refused (fixture, "trusted.pem");
  g_tls_backend_set_default_database (backend, NULL);
}

static void
on_call_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(VouchReply) reply = NULL;

  g_clear_error (&fixture->error);
  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
test_client (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *one = get_fingerprint ("one.pem");
  g_autofree char *other = get_fingerprint ("other.pem");
  const char * const wanted[] = { NULL, other, one };

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_NONE, wanted[i], NULL);
      g_autoptr(VouchClient) client = vouch_client_new (fixture->origin, terms);

      vouch_client_set_token (client, "token");
      vouch_client_get_session_async (client, NULL, on_call_ready, fixture);
      wait_until_done (fixture);
      if (wanted[i] != one)
        assert_refused (fixture, "one.pem");
      else
        g_assert_no_error (fixture->error);
    }
}

static void
on_run_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *token = NULL;

  g_clear_error (&fixture->error);
  token = vouch_authorizer_run_finish (VOUCH_AUTHORIZER (source), result, &fixture->error);
  g_assert_null (token);
  fixture->done = TRUE;
}

/* Another server takes the place of the one that was found. No request is sent to it. */
static void
test_replaced (Fixture       *fixture,
               gconstpointer  data)
{
  static const VouchAuthorizerTexts texts = { "en", "", "", "" };
  g_autofree char *one = get_fingerprint ("one.pem");
  g_autoptr(GTlsCertificate) certificate = load_certificate ("other.pem");
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  g_autoptr(VouchEvents) events = NULL;

  run_probe (fixture, one);
  g_assert_no_error (fixture->error);
  fixture->requests = 0;
  soup_server_set_tls_certificate (fixture->server, certificate);

  events = vouch_events_new (fixture->found);
  vouch_events_set_token (events, "token");
  authorizer = vouch_authorizer_new (fixture->found);
  vouch_authorizer_run_async (authorizer, &texts, NULL, on_run_ready, fixture);
  wait_until_done (fixture);
  assert_refused (fixture, "other.pem");
  wait_run_pending ();
  g_assert_false (vouch_events_get_connected (events));
  g_assert_cmpuint (fixture->requests, ==, 0);
}

static void
on_searching_changed (VouchFinder *finder,
                      GParamSpec  *pspec,
                      gpointer     user_data)
{
  Fixture *fixture = user_data;

  fixture->done = !vouch_finder_get_searching (finder);
}

static void
test_finder (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *one = get_fingerprint ("one.pem");
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_NONE, one, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);

  vouch_finder_set_ports (finder, 1, 0);
  vouch_finder_remember (finder, fixture->origin, NULL);
  g_signal_connect (finder, "notify::searching", G_CALLBACK (on_searching_changed), fixture);
  vouch_finder_search (finder);
  wait_until_done (fixture);
  g_assert_null (vouch_finder_get_preferred (finder));
  g_assert_cmpstr (vouch_error_get_fingerprint (vouch_finder_get_error (finder)), ==, one);

  vouch_finder_remember (finder, fixture->origin, terms);
  vouch_finder_search (finder);
  wait_until_done (fixture);
  g_assert_no_error (vouch_finder_get_error (finder));
  g_assert_true (vouch_server_get_terms (vouch_finder_get_preferred (finder)) == terms);
}

#define ADD(path, function) \
  g_test_add ("/pin/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("unknown-certificate/counts-when-agreed-to", test_probe);
  ADD ("trusted-but-another/is-refused-before-a-request", test_trusted);
  ADD ("client-with-other-pin/is-refused", test_client);
  ADD ("server-is-replaced/nothing-is-said", test_replaced);
  ADD ("certificate-agreed-to/is-found", test_finder);
  return g_test_run ();
}
