/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-key-reset.h"

#include "vouch-error.h"
#include "vouch-secret.h"

#include <libsoup/soup.h>
#include <string.h>

#define KEY     "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
#define SESSION "{\"state\":\"ready\",\"e2ee\":{}}"

/* A server that makes and confirms keys, and what it was asked. */
typedef struct {
  SoupServer      *server;
  char            *origin;
  VouchTokenStore *store;
  VouchClient     *client;
  VouchKeyReset   *reset;
  const char      *key;         /* what it makes */
  guint            status;      /* what it answers, 0: as it should */
  guint            created;
  guint            confirmed;
  char            *confirmation;
} Fixture;

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *reply = NULL;

  if (g_str_has_suffix (path, "/reset/confirm"))
    {
      fixture->confirmed++;
      g_free (fixture->confirmation);
      fixture->confirmation = g_strdup (soup_server_message_get_request_body (message)->data);
      reply = g_strdup ("{\"session\":" SESSION "}");
    }
  else
    {
      g_assert_cmpstr (path, ==, "/v1/app/setup/verification/recovery-key/reset");
      fixture->created++;
      reply = g_strdup_printf ("{\"recoveryKey\":\"%s\",\"session\":" SESSION "}", fixture->key);
    }

  soup_server_message_set_status (message, fixture->status != 0 ? fixture->status : 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, reply,
                                    strlen (reply));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris = NULL;

  fixture->key = KEY;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  fixture->store = vouch_token_store_new_memory ();
  fixture->client = vouch_client_new (fixture->origin, FALSE);
  vouch_client_set_token (fixture->client, "token");
  fixture->reset = vouch_key_reset_new (fixture->store);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->reset);
  g_assert_finalize_object (fixture->client);
  g_assert_finalize_object (fixture->store);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_free (fixture->origin);
  g_free (fixture->confirmation);
}

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static void
finish (VouchKeyReset  *reset,
        GAsyncResult  **result,
        GError        **error)
{
  g_autoptr(JsonObject) reply = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  reply = vouch_key_reset_finish (reset, *result, error);
  g_clear_object (result);
  if (reply != NULL)
    g_assert_false (json_object_has_member (reply, "recoveryKey") &&
                    *json_object_get_string_member (reply, "recoveryKey") != '\0');
}

static void
create (Fixture  *fixture,
        GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_key_reset_create (fixture->reset, fixture->client, NULL, on_ready, &result);
  finish (fixture->reset, &result, error);
}

static void
confirm (Fixture  *fixture,
         GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_key_reset_confirm (fixture->reset, fixture->client, NULL, on_ready, &result);
  finish (fixture->reset, &result, error);
}

static void
resume (VouchKeyReset *reset,
        const char    *origin)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_resume (reset, origin, NULL, on_ready, &result);
  finish (reset, &result, &error);
  g_assert_no_error (error);
}

static void
assert_stored (Fixture    *fixture,
               const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  vouch_autosecret char *key = NULL;

  vouch_token_store_load (fixture->store, fixture->origin, VOUCH_SECRET_RECOVERY_KEY, NULL,
                          on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  key = vouch_token_store_load_finish (fixture->store, result, NULL);
  g_assert_cmpstr (key, ==, expected);
}

/* Whoever is told of the key may rely on its being stored: with the memory store that is so at
 * once, so the test looks from inside the notification. */
static void
on_notify_key (VouchKeyReset *reset,
               GParamSpec    *pspec,
               Fixture       *fixture)
{
  if (vouch_key_reset_get_key (reset) != NULL)
    assert_stored (fixture, vouch_key_reset_get_key (reset));
}

static void
test_create_and_confirm (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  gint64 made_at = 0;

  g_signal_connect (fixture->reset, "notify::key", G_CALLBACK (on_notify_key), fixture);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  create (fixture, &error);
  g_assert_no_error (error);
  g_object_get (fixture->reset, "key", &key, "made-at", &made_at, NULL);
  g_assert_cmpstr (key, ==, KEY);
  g_assert_cmpint (ABS (made_at - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  assert_stored (fixture, KEY);

  confirm (fixture, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (fixture->confirmation, "\"" KEY "\""));
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);
  g_assert_cmpuint (fixture->created, ==, 1);
  g_assert_cmpuint (fixture->confirmed, ==, 1);
}

/* Beeper refuses, is too busy, or goes away: the key stays until it is confirmed. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->status = 403;
  create (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);
  g_clear_error (&error);

  fixture->status = 0;
  create (fixture, &error);
  g_assert_no_error (error);

  fixture->status = 502;
  confirm (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_SERVER);
  g_assert_cmpstr (vouch_key_reset_get_key (fixture->reset), ==, KEY);
  assert_stored (fixture, KEY);
}

static void
test_no_key_in_reply (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->key = "";
  create (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);
}

/* As after a crash: another object, the same store. */
static void
test_resume (Fixture       *fixture,
             gconstpointer  data)
{
  VouchKeyReset *next = vouch_key_reset_new (fixture->store);
  g_autoptr(GError) error = NULL;
  gint64 made_at = -1;

  resume (next, fixture->origin);
  g_assert_null (vouch_key_reset_get_key (next));

  create (fixture, &error);
  g_assert_no_error (error);
  resume (next, "http://127.0.0.1:9");
  g_assert_null (vouch_key_reset_get_key (next));
  resume (next, fixture->origin);
  g_assert_cmpstr (vouch_key_reset_get_key (next), ==, KEY);
  g_object_get (next, "made-at", &made_at, NULL);
  g_assert_cmpint (made_at, ==, 0);

  g_object_unref (fixture->reset);
  fixture->reset = next;
  confirm (fixture, &error);
  g_assert_no_error (error);
  assert_stored (fixture, NULL);
}

/* Another server was chosen before the key came: it is kept for its own, and shown to nobody. */
static void
test_moved_on (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_create (fixture->reset, fixture->client, cancellable, on_ready, &result);
  g_cancellable_cancel (cancellable);
  vouch_key_reset_clear (fixture->reset);
  finish (fixture->reset, &result, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, KEY);
}

static void
test_other_server (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  confirm (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_clear_error (&error);

  create (fixture, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->client);
  fixture->client = vouch_client_new ("http://127.0.0.1:9", FALSE);
  confirm (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_cmpuint (fixture->confirmed, ==, 0);
  g_assert_cmpstr (vouch_key_reset_get_key (fixture->reset), ==, KEY);
}

static void
test_matches (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct {
    const char *characters;
    gboolean    matches;
  } cases[] = {
    { "UE4d", TRUE },    { " UE4d ", TRUE }, { "ue4D", TRUE }, { "U E 4 d", TRUE },
    { "", FALSE },       { "E4d", FALSE },   { "EsTc", FALSE }, { "NUE4d", FALSE },
    { "UE4d1", FALSE },  { "\xff", FALSE },  { KEY, FALSE },
  };
  g_autoptr(GError) error = NULL;

  g_assert_false (vouch_key_reset_matches (fixture->reset, ""));
  create (fixture, &error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_key_reset_matches (fixture->reset, cases[i].characters), ==,
                     cases[i].matches);
}

#define ADD(name, function) \
  g_test_add ("/key-reset/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create-and-confirm", test_create_and_confirm);
  ADD ("refused", test_refused);
  ADD ("no-key-in-reply", test_no_key_in_reply);
  ADD ("resume", test_resume);
  ADD ("moved-on", test_moved_on);
  ADD ("other-server", test_other_server);
  ADD ("matches", test_matches);
  return g_test_run ();
}
