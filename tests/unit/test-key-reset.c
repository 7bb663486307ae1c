/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-key-reset.h"

#include "vouch-error.h"
#include "vouch-secret.h"
#include "wait.h"
#include "wire-server.h"

#include <string.h>

#define ACCOUNT "@a:x"
#define KEY     "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
#define SESSION "{\"state\":\"ready\",\"e2ee\":{}}"

#define NEW_KEY   "{\"recoveryKey\":\"" KEY "\",\"session\":" SESSION "}"
#define CONFIRMED "{\"session\":" SESSION "}"
#define REFUSED   "{\"message\":\"No\",\"code\":\"no\"}"

typedef struct {
  WireServer      *server;
  VouchTokenStore *store;
  VouchClient     *client;
  VouchKeyReset   *reset;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = wire_server_new ();
  wire_server_play_json (fixture->server, 200, NULL, NEW_KEY);
  fixture->store = vouch_token_store_new_memory ();
  fixture->client = vouch_client_new (wire_server_get_origin (fixture->server), NULL);
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
  wire_server_free (fixture->server);
}

static void
finish (VouchKeyReset  *reset,
        GAsyncResult  **result,
        GError        **error)
{
  g_autoptr(VouchReply) reply = NULL;

  wait_for_result (result);
  reply = vouch_key_reset_finish (reset, *result, error);
  g_clear_object (result);
  if (reply != NULL)
    g_assert_null (vouch_reply_steal_recovery_key (reply));
}

static void
create (Fixture  *fixture,
        GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_key_reset_create_async (fixture->reset, fixture->client, ACCOUNT, NULL, wait_on_ready,
                                &result);
  finish (fixture->reset, &result, error);
}

static void
confirm (Fixture  *fixture,
         GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_key_reset_confirm_async (fixture->reset, fixture->client, NULL, wait_on_ready, &result);
  finish (fixture->reset, &result, error);
}

static void
resume (VouchKeyReset *reset,
        const char    *origin,
        const char    *account)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_resume_async (reset, origin, account, NULL, wait_on_ready, &result);
  wait_for_result (&result);
  g_assert_true (vouch_key_reset_resume_finish (reset, result, &error));
  g_assert_no_error (error);
}

static void
assert_stored (Fixture    *fixture,
               const char *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  vouch_autosecret char *key = NULL;

  vouch_token_store_load_async (fixture->store, wire_server_get_origin (fixture->server),
                                ACCOUNT, VOUCH_SECRET_RECOVERY_KEY, NULL, wait_on_ready, &result);
  wait_for_result (&result);
  key = vouch_token_store_load_finish (fixture->store, result, NULL);
  g_assert_cmpstr (key, ==, expected);
}

/* When "has-key" is notified, the key must be stored already. The memory store stores at once, so
 * this handler can check it. */
static void
on_notify_key (VouchKeyReset *reset,
               GParamSpec    *pspec,
               Fixture       *fixture)
{
  if (vouch_key_reset_get_key (reset) != NULL)
    assert_stored (fixture, vouch_key_reset_get_key (reset));
}

static void
assert_request (Fixture    *fixture,
                guint       index,
                const char *start,
                const char *body)
{
  const char *request = wire_server_get_request (fixture->server, index);

  g_assert_true (g_str_has_prefix (request, start));
  g_assert_true (g_str_has_suffix (request, body));
}

static void
test_create_and_confirm (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gboolean has_key = FALSE;
  gint64 made_at = 0;

  g_signal_connect (fixture->reset, "notify::has-key", G_CALLBACK (on_notify_key), fixture);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  create (fixture, &error);
  g_assert_no_error (error);
  g_object_get (fixture->reset, "has-key", &has_key, "made-at", &made_at, NULL);
  g_assert_true (has_key);
  g_assert_cmpstr (vouch_key_reset_get_key (fixture->reset), ==, KEY);
  g_assert_cmpint (ABS (made_at - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  assert_stored (fixture, KEY);

  wire_server_play_json (fixture->server, 200, NULL, CONFIRMED);
  confirm (fixture, &error);
  g_assert_no_error (error);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);

  g_assert_cmpuint (wire_server_count (fixture->server), ==, 2);
  assert_request (fixture, 0, "POST /v1/app/setup/verification/recovery-key/reset HTTP", "{}");
  assert_request (fixture, 1, "POST /v1/app/setup/verification/recovery-key/reset/confirm HTTP",
                  "{\"recoveryKey\":\"" KEY "\"}");
}

/* Beeper refuses, is too busy, or stops. The key stays until it is confirmed. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  wire_server_play_json (fixture->server, 403, NULL, REFUSED);
  create (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);
  g_clear_error (&error);

  wire_server_play_json (fixture->server, 200, NULL, NEW_KEY);
  create (fixture, &error);
  g_assert_no_error (error);

  wire_server_play_json (fixture->server, 502, NULL, REFUSED);
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

  wire_server_play_json (fixture->server, 200, NULL,
                         "{\"recoveryKey\":\"\",\"session\":" SESSION "}");
  create (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
  g_assert_null (vouch_key_reset_get_key (fixture->reset));
  assert_stored (fixture, NULL);
}

/* After a crash, another object uses the same store. */
static void
test_resume (Fixture       *fixture,
             gconstpointer  data)
{
  VouchKeyReset *next = vouch_key_reset_new (fixture->store);
  g_autoptr(GError) error = NULL;
  gint64 made_at = -1;

  resume (next, wire_server_get_origin (fixture->server), ACCOUNT);
  g_assert_null (vouch_key_reset_get_key (next));

  create (fixture, &error);
  g_assert_no_error (error);
  resume (next, "http://127.0.0.1:9", ACCOUNT);
  g_assert_null (vouch_key_reset_get_key (next));
  resume (next, wire_server_get_origin (fixture->server), "@b:x");
  g_assert_null (vouch_key_reset_get_key (next));
  g_assert_true (vouch_key_reset_is_for (next, wire_server_get_origin (fixture->server), "@b:x"));
  resume (next, wire_server_get_origin (fixture->server), ACCOUNT);
  g_assert_cmpstr (vouch_key_reset_get_key (next), ==, KEY);
  g_assert_true (vouch_key_reset_has_key (next, ACCOUNT));
  g_assert_false (vouch_key_reset_has_key (next, "@b:x"));
  g_assert_false (vouch_key_reset_has_key (next, NULL));
  g_object_get (next, "made-at", &made_at, NULL);
  g_assert_cmpint (made_at, ==, 0);

  g_object_unref (fixture->reset);
  fixture->reset = next;
  wire_server_play_json (fixture->server, 200, NULL, CONFIRMED);
  confirm (fixture, &error);
  g_assert_no_error (error);
  assert_stored (fixture, NULL);
}

/* The account was not known when the key was made. */
static void
test_nobodys (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VouchKeyReset) next = vouch_key_reset_new (fixture->store);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (vouch_key_reset_has_key (next, NULL));
  vouch_key_reset_create_async (fixture->reset, fixture->client, NULL, NULL, wait_on_ready,
                                &result);
  finish (fixture->reset, &result, &error);
  g_assert_no_error (error);
  resume (next, wire_server_get_origin (fixture->server), NULL);
  g_assert_true (vouch_key_reset_has_key (next, NULL));
  resume (next, wire_server_get_origin (fixture->server), ACCOUNT);
  g_assert_true (vouch_key_reset_has_key (next, ACCOUNT));

  wire_server_play_json (fixture->server, 200, NULL, CONFIRMED);
  vouch_key_reset_confirm_async (next, fixture->client, NULL, wait_on_ready, &result);
  finish (next, &result, &error);
  g_assert_no_error (error);
  resume (next, wire_server_get_origin (fixture->server), ACCOUNT);
  g_assert_false (vouch_key_reset_has_key (next, ACCOUNT));
}

/* Another server was chosen before the key came. The key is stored for its own server and not
 * shown. */
static void
test_moved_on (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_create_async (fixture->reset, fixture->client, ACCOUNT, cancellable,
                                wait_on_ready, &result);
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
  fixture->client = vouch_client_new ("http://127.0.0.1:9", NULL);
  confirm (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT);
  g_assert_cmpuint (wire_server_count (fixture->server), ==, 1);
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

static void
test_verdict (void)
{
  static const struct {
    VouchKeyVerdict before;
    VouchError      error;
    VouchKeyVerdict after;
  } cases[] = {
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_REJECTED, VOUCH_KEY_VERDICT_HEARD },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_UNAUTHORIZED, VOUCH_KEY_VERDICT_HEARD },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_CONFLICT, VOUCH_KEY_VERDICT_HEARD },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_TIMED_OUT, VOUCH_KEY_VERDICT_LOST },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_UNREACHABLE, VOUCH_KEY_VERDICT_LOST },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_SERVER, VOUCH_KEY_VERDICT_LOST },
    { VOUCH_KEY_VERDICT_HEARD, VOUCH_ERROR_MALFORMED, VOUCH_KEY_VERDICT_DOUBTFUL },
    { VOUCH_KEY_VERDICT_LOST, VOUCH_ERROR_CONFLICT, VOUCH_KEY_VERDICT_DOUBTFUL },
    { VOUCH_KEY_VERDICT_LOST, VOUCH_ERROR_REJECTED, VOUCH_KEY_VERDICT_LOST },
    { VOUCH_KEY_VERDICT_DOUBTFUL, VOUCH_ERROR_CONFLICT, VOUCH_KEY_VERDICT_DOUBTFUL },
    { VOUCH_KEY_VERDICT_DOUBTFUL, VOUCH_ERROR_REJECTED, VOUCH_KEY_VERDICT_LOST },
    { VOUCH_KEY_VERDICT_DOUBTFUL, VOUCH_ERROR_SERVER, VOUCH_KEY_VERDICT_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (VOUCH_ERROR, cases[i].error, "failed");

      g_assert_cmpint (vouch_key_verdict_weigh (cases[i].before, error), ==, cases[i].after);
    }
}

/* The times that Beeper reports for the saved key. The key is removed at the last one. */
static void
test_settle (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct {
    gint64   saved_at;
    gboolean goes_on;
    gboolean there;
  } cases[] = {
    { 100, TRUE, TRUE },    /* the same as when the key was made */
    { 100, TRUE, TRUE },
    { -1, TRUE, TRUE },
    { 200, FALSE, TRUE },
    { 200, TRUE, FALSE },
  };
  g_autoptr(GError) error = NULL;

  create (fixture, &error);
  g_assert_no_error (error);
  vouch_key_reset_settle (fixture->reset, 100, TRUE);
  vouch_key_reset_settle (fixture->reset, 200, TRUE);   /* no confirmation is in doubt */
  g_assert_nonnull (vouch_key_reset_get_key (fixture->reset));
  wire_server_play_json (fixture->server, 200, NULL, "[]");
  confirm (fixture, &error);
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      vouch_key_reset_settle (fixture->reset, cases[i].saved_at, cases[i].goes_on);
      g_assert_cmpint (vouch_key_reset_get_key (fixture->reset) != NULL, ==, cases[i].there);
    }
  assert_stored (fixture, NULL);
}

#define ADD(name, function) \
  g_test_add ("/key-reset/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("created-and-confirmed/is-stored-until-then", test_create_and_confirm);
  ADD ("beeper-refuses/key-stays-until-confirmed", test_refused);
  ADD ("no-key-in-reply/is-malformed", test_no_key_in_reply);
  ADD ("crashed/key-is-found-again", test_resume);
  ADD ("account-unknown/key-counts-for-any", test_nobodys);
  ADD ("another-server-chosen/key-is-kept-unseen", test_moved_on);
  ADD ("confirmed-elsewhere/is-a-conflict", test_other_server);
  ADD ("last-characters-typed/match-in-any-case", test_matches);
  g_test_add_func ("/key-reset/verdict-and-error/give-the-next-verdict", test_verdict);
  ADD ("beeper-judges-the-key/key-goes-with-the-last-word", test_settle);
  return g_test_run ();
}
