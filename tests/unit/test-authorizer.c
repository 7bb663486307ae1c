/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-authorizer-private.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-pkce.h"
#include "vouch-secret.h"
#include "wait.h"
#include "wire-server.h"

#include <libsoup/soup.h>
#include <string.h>

#define TOKEN "the-token-7"
#define CODE "the code/8"
#define ELSEWHERE "{\"authorization_endpoint\":\"https://elsewhere.example/a/authorize\"," \
                  "\"token_endpoint\":\"https://elsewhere.example/a/token?x#y\"," \
                  "\"registration_endpoint\":\"https://elsewhere.example/a/register\"," \
                  "\"revocation_endpoint\":\"https://elsewhere.example/a/revoke\"}"

/* A Beeper that issues tokens, a browser, and the result of a run */
typedef struct {
  SoupServer      *server;
  SoupSession     *browser;
  VouchServer     *found;
  VouchAuthorizer *authorizer;
  GCancellable    *cancellable;

  const char      *metadata;        /* NULL: 404 */
  const char      *register_reply;  /* with status 400 if it has an error */
  const char      *token_reply;
  const char      *right_code;      /* other codes get 400; NULL: each code is right */
  const char      *introspect_reply;
  const char      *browser_query;   /* of the redirect; NULL: the browser does nothing */

  char            *paths;           /* of the requests, one per line */
  char            *registration;
  char            *form;            /* of the last POST with a form */
  GHashTable      *visit;           /* the query of the page that the browser opens */
  char            *visit_path;
  char            *page;            /* the last page of the browser */
  guint            page_status;
  char            *token;
  GError          *error;
  gboolean         revoked;
  gboolean         introspected;
  gboolean         done;
} Fixture;

static void
answer (SoupServerMessage *message,
        const char        *json)
{
  gboolean bad = json != NULL && strstr (json, "\"error\"") != NULL;

  soup_server_message_set_status (message, json == NULL ? 404 : bad ? 400 : 200, NULL);
  if (json != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                      json, strlen (json));
}

static char *
dup_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *paths = g_steal_pointer (&fixture->paths);

  fixture->paths = g_strconcat (paths != NULL ? paths : "", path, "\n", NULL);
  if (g_str_equal (path, "/v1/info"))
    answer (message, "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop\"}}");
  else if (g_str_has_prefix (path, "/.well-known/"))
    answer (message, fixture->metadata);
  else if (g_str_has_suffix (path, "/register"))
    {
      g_free (fixture->registration);
      fixture->registration = dup_body (message);
      answer (message, fixture->register_reply);
    }
  else
    {
      g_free (fixture->form);
      fixture->form = dup_body (message);
      if (g_str_has_suffix (path, "/introspect"))
        answer (message, fixture->introspect_reply);
      else if (!g_str_has_suffix (path, "/token"))
        answer (message, "{}");
      else if (fixture->right_code != NULL && strstr (fixture->form, fixture->right_code) == NULL)
        answer (message, "{\"error\":\"invalid_grant\"}");
      else
        answer (message, fixture->token_reply);
    }
}

static void
on_page_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Fixture *fixture = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr(GBytes) bytes = NULL;

  bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);
  g_free (fixture->page);
  fixture->page = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL),
                                             g_bytes_get_size (bytes)) : NULL;
  fixture->page_status = soup_message_get_status (message);
}

static void
browse (Fixture    *fixture,
        const char *method,
        const char *path,
        const char *query,
        const char *host)
{
  const char *redirect = g_hash_table_lookup (fixture->visit, "redirect_uri");
  g_autofree char *base = g_strndup (redirect, strrchr (redirect, '/') - redirect);
  g_autofree char *url = g_strconcat (base, path, "?", query, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, url);

  if (host != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Host", host);
  soup_session_send_and_read_async (fixture->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    on_page_ready, fixture);
}

static void
wait_for_page (Fixture *fixture)
{
  fixture->page_status = 0;
  WAIT_UNTIL (fixture->page_status != 0);
}

static char *
build_query (Fixture    *fixture,
             const char *beside)
{
  const char *state = g_hash_table_lookup (fixture->visit, "state");

  return g_strconcat (beside, "&state=", state, NULL);
}

static void
on_visit (VouchAuthorizer *authorizer,
          const char      *url,
          gpointer         user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);

  g_clear_pointer (&fixture->visit, g_hash_table_unref);
  g_free (fixture->visit_path);
  fixture->visit = soup_form_decode (g_uri_get_query (uri));
  fixture->visit_path = g_strdup (g_uri_get_path (uri));
  g_assert_true (g_str_has_prefix (url, vouch_server_get_origin (fixture->found)));
  if (fixture->browser_query != NULL)
    {
      g_autofree char *query = build_query (fixture, fixture->browser_query);

      browse (fixture, "GET", "/callback", query, NULL);
    }
}

static void
on_run_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->token = vouch_authorizer_run_finish (VOUCH_AUTHORIZER (source), result,
                                                &fixture->error);
  fixture->done = TRUE;
}

static void
on_revoke_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->revoked = vouch_authorizer_revoke_finish (VOUCH_AUTHORIZER (source), result,
                                                     &fixture->error);
  fixture->done = TRUE;
}

static void
on_introspect_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->introspected =
    vouch_authorizer_introspect_finish (VOUCH_AUTHORIZER (source), result, &fixture->error);
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
wait_until_done (Fixture *fixture)
{
  WAIT_UNTIL (fixture->done);
  fixture->done = FALSE;
}

static void
start (Fixture *fixture)
{
  static const VouchAuthorizerTexts texts = { "de", "T<itle", "All & done", "No" };

  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->token, vouch_secret_free);
  vouch_authorizer_run_async (fixture->authorizer, &texts, fixture->cancellable, on_run_ready,
                              fixture);
}

static void
run (Fixture *fixture)
{
  start (fixture);
  wait_until_done (fixture);
  g_assert_true ((fixture->token == NULL) == (fixture->error != NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *origin = NULL;
  GSList *uris;

  fixture->metadata = ELSEWHERE;
  fixture->register_reply = "{\"client_id\":\"client 9\"}";
  fixture->token_reply = "{\"access_token\":\"" TOKEN "\",\"token_type\":\"Bearer\"}";
  fixture->browser_query = "code=the%20code%2F8";
  fixture->browser = soup_session_new ();
  fixture->cancellable = g_cancellable_new ();
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  origin = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  vouch_server_probe_async (origin, NULL, 5000, NULL, on_probe_ready, fixture);
  wait_until_done (fixture);
  g_clear_pointer (&fixture->paths, g_free);

  fixture->authorizer = vouch_authorizer_new (fixture->found);
  g_signal_connect (fixture->authorizer, "visit", G_CALLBACK (on_visit), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  wait_run_pending ();
  g_assert_finalize_object (fixture->authorizer);
  soup_session_abort (fixture->browser);
  g_clear_object (&fixture->browser);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->found);
  g_clear_object (&fixture->cancellable);
  g_clear_pointer (&fixture->paths, g_free);
  g_clear_pointer (&fixture->registration, g_free);
  g_clear_pointer (&fixture->form, g_free);
  g_clear_pointer (&fixture->visit, g_hash_table_unref);
  g_clear_pointer (&fixture->visit_path, g_free);
  g_clear_pointer (&fixture->page, g_free);
  g_clear_pointer (&fixture->token, vouch_secret_free);
  g_clear_error (&fixture->error);
}

static void
assert_member (GHashTable *table,
               const char *member,
               const char *value)
{
  g_assert_cmpstr (g_hash_table_lookup (table, member), ==, value);
}

static void
assert_first (JsonObject *object,
              const char *member,
              const char *value)
{
  g_auto(GStrv) strings = vouch_json_dup_strings (object, member);

  g_assert_cmpstrv (strings, ((const char * const[]) { value, NULL }));
}

/* A whole run from discovery to token. Each request is checked, and all go to the same origin. */
static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GHashTable) form = NULL;
  g_autoptr(JsonObject) registration = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *challenge = NULL;
  const char *redirect;

  run (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->token, ==, TOKEN);
  g_assert_cmpstr (fixture->paths, ==,
                   "/.well-known/oauth-authorization-server\n/a/register\n/a/token\n");

  redirect = g_hash_table_lookup (fixture->visit, "redirect_uri");
  g_assert_true (g_str_has_prefix (redirect, "http://127.0.0.1:"));
  bytes = g_bytes_new (fixture->registration, strlen (fixture->registration));
  registration = vouch_json_parse (bytes, NULL);
  g_assert_cmpstr (vouch_json_get_string (registration, "client_name"), ==, "Vouch");
  g_assert_cmpstr (vouch_json_get_string (registration, "scope"), ==, "read write");
  g_assert_cmpstr (vouch_json_get_string (registration, "token_endpoint_auth_method"), ==, "none");
  assert_first (registration, "grant_types", "authorization_code");
  assert_first (registration, "response_types", "code");
  assert_first (registration, "redirect_uris", redirect);

  form = soup_form_decode (fixture->form);
  challenge = vouch_pkce_challenge (g_hash_table_lookup (form, "code_verifier"));
  assert_member (form, "grant_type", "authorization_code");
  assert_member (form, "code", CODE);
  assert_member (form, "client_id", "client 9");
  assert_member (form, "redirect_uri", redirect);

  g_assert_cmpstr (fixture->visit_path, ==, "/a/authorize");
  assert_member (fixture->visit, "response_type", "code");
  assert_member (fixture->visit, "client_id", "client 9");
  assert_member (fixture->visit, "scope", "read write");
  assert_member (fixture->visit, "code_challenge", challenge);
  assert_member (fixture->visit, "code_challenge_method", "S256");
  g_assert_cmpuint (strlen (g_hash_table_lookup (fixture->visit, "state")), ==, 43);

  g_assert_nonnull (strstr (fixture->page, "<html lang=\"de\">"));
  g_assert_nonnull (strstr (fixture->page, "T&lt;itle"));
  g_assert_nonnull (strstr (fixture->page, "All &amp; done"));
}

/* Without metadata the usual paths are used. */
static void
test_default_paths (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char * const cases[] = {
    NULL, "<html></html>", "{}", "{\"token_endpoint\":7}", "{\"token_endpoint\":\"mailto:x\"}",
    "{\"error\":\"not_found\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_clear_pointer (&fixture->paths, g_free);
      fixture->metadata = cases[i];
      run (fixture);
      g_assert_no_error (fixture->error);
      g_assert_cmpstr (fixture->visit_path, ==, "/oauth/authorize");
      g_assert_true (g_str_has_suffix (fixture->paths, "\n/oauth/register\n/oauth/token\n"));
    }
}

/* A request without the right state changes nothing. */
static void
test_strangers (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct {
    const char *method;
    const char *path;
    const char *query;   /* NULL: the right one */
    const char *host;
  } cases[] = {
    { "GET", "/", "", NULL },
    { "GET", "/favicon.ico", "", NULL },
    { "GET", "/callback", "", NULL },
    { "GET", "/callback", "code=x", NULL },
    { "GET", "/callback", "code=x&state=", NULL },
    { "GET", "/callback", "code=x&state=0123456789012345678901234567890123456789012", NULL },
    { "GET", "/callback", "error=access_denied&state=wrong", NULL },
    { "POST", "/callback", NULL, NULL },
    { "GET", "/callback/more", NULL, NULL },
    { "GET", "/callback", NULL, "evil.example" },
  };

  fixture->browser_query = NULL;
  start (fixture);
  WAIT_UNTIL (fixture->visit != NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *query = cases[i].query != NULL ? g_strdup (cases[i].query)
                                                      : build_query (fixture, "code=stolen");

      browse (fixture, cases[i].method, cases[i].path, query, cases[i].host);
      wait_for_page (fixture);
      g_assert_cmpuint (fixture->page_status, ==, 404);
      g_assert_false (fixture->done);
    }
  g_assert_null (fixture->form);
  {
    g_autofree char *query = build_query (fixture, "code=right");

    browse (fixture, "GET", "/callback", query, NULL);
    browse (fixture, "GET", "/callback", query, NULL);
    wait_until_done (fixture);
  }
  g_assert_cmpstr (fixture->token, ==, TOKEN);
  g_assert_nonnull (strstr (fixture->form, "code=right"));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  fixture->browser_query = "error=access_denied&error_description=Not%20now";
  run (fixture);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
  g_assert_cmpstr (vouch_error_get_server_message (fixture->error), ==, "Not now");
  g_assert_null (strstr (fixture->error->message, "Not now"));
  WAIT_UNTIL (fixture->page != NULL);
  g_assert_nonnull (strstr (fixture->page, "<p>No</p>"));
  g_assert_null (fixture->form);

  fixture->browser_query = "code=";
  run (fixture);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
}

/* Another program knows the state and sends a wrong code first. The right code is still
 * accepted. */
static void
test_wrong_codes (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *wrong = NULL;
  g_autofree char *right = NULL;

  fixture->browser_query = NULL;
  fixture->right_code = "code=right";
  start (fixture);
  WAIT_UNTIL (fixture->visit != NULL);
  wrong = build_query (fixture, "code=wrong");
  right = build_query (fixture, "code=right");
  browse (fixture, "GET", "/callback", wrong, NULL);
  WAIT_UNTIL (fixture->form != NULL);
  /* The first code is still being checked, or was just refused. */
  browse (fixture, "GET", "/callback", wrong, NULL);
  browse (fixture, "GET", "/callback", right, NULL);
  wait_until_done (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->token, ==, TOKEN);

  /* The time limit is for the whole run. */
  fixture->browser_query = "code=wrong";
  vouch_authorizer_set_patience (fixture->authorizer, 300);
  run (fixture);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT);
}

static void
test_introspect (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct {
    const char *reply;   /* NULL: 404 */
    int         code;    /* -1: no error */
  } cases[] = {
    { "{\"active\":true,\"scope\":\"read write\"}", -1 },
    { "{\"active\":true,\"scopes\":[\"write\",\"read\"]}", -1 },
    { "{\"active\":true}", -1 },
    { "{\"active\":true,\"scope\":\"\"}", -1 },
    { "{\"active\":true,\"scope\":\"chats:all\"}", -1 },
    { "{\"active\":true,\"scope\":7}", -1 },
    { "{\"active\":true,\"scope\":\"read\"}", VOUCH_ERROR_READ_ONLY },
    { "{\"active\":true,\"scopes\":[\"read\"]}", VOUCH_ERROR_READ_ONLY },
    { "{\"active\":true,\"scope\":\"openid read\"}", VOUCH_ERROR_READ_ONLY },
    { "{\"active\":false}", VOUCH_ERROR_REJECTED },
    { "{\"active\":false,\"scope\":\"read write\"}", VOUCH_ERROR_REJECTED },
    { "{}", -1 },
    { "{\"active\":\"no\"}", -1 },
    { "<html>", -1 },
    { "{\"error\":\"invalid_client\"}", -1 },
    { NULL, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->metadata = "{\"introspection_endpoint\":\"https://elsewhere.example/introspect\"}";
      fixture->introspect_reply = cases[i].reply;
      vouch_authorizer_introspect_async (fixture->authorizer, TOKEN, NULL, on_introspect_ready,
                                         fixture);
      wait_until_done (fixture);
      if (cases[i].code < 0)
        g_assert_no_error (fixture->error);
      else
        g_assert_error (fixture->error, VOUCH_ERROR, cases[i].code);
      g_assert_true (fixture->introspected == (fixture->error == NULL));
      g_assert_cmpstr (fixture->form, ==, "token=" TOKEN);
      g_clear_error (&fixture->error);
    }

  /* Introspection is not requested if the server does not offer it. */
  g_clear_pointer (&fixture->form, g_free);
  fixture->metadata = ELSEWHERE;
  vouch_authorizer_introspect_async (fixture->authorizer, TOKEN, NULL, on_introspect_ready,
                                     fixture);
  wait_until_done (fixture);
  g_assert_no_error (fixture->error);
  g_assert_null (fixture->form);
}

static void
test_patience (Fixture       *fixture,
               gconstpointer  data)
{
  fixture->browser_query = NULL;
  vouch_authorizer_set_patience (fixture->authorizer, 50);
  run (fixture);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  fixture->browser_query = NULL;
  start (fixture);
  WAIT_UNTIL (fixture->visit != NULL);
  g_cancellable_cancel (fixture->cancellable);
  wait_until_done (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_bad_replies (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct {
    const char *register_reply;   /* NULL: the right one */
    const char *token_reply;
    VouchError  code;
    const char *message;
  } cases[] = {
    { "{}", "", VOUCH_ERROR_MALFORMED, NULL },
    { "{\"client_id\":null}", "", VOUCH_ERROR_MALFORMED, NULL },
    { "<html>", "", VOUCH_ERROR_MALFORMED, NULL },
    { "{\"error\":\"invalid_redirect_uri\"}", "", VOUCH_ERROR_REJECTED, NULL },
    { "{\"error\":\"invalid_request\",\"message\":\"Invalid redirect_uri. Use a loopback one.\"}",
      "", VOUCH_ERROR_REJECTED, "Invalid redirect_uri. Use a loopback one." },
    { NULL, "{}", VOUCH_ERROR_MALFORMED, NULL },
    { NULL, "{\"access_token\":{}}", VOUCH_ERROR_MALFORMED, NULL },
    { NULL, "{\"access_token\":\"\"}", VOUCH_ERROR_MALFORMED, NULL },
    { NULL, "{\"access_token\":\"a\\r\\nX: b\"}", VOUCH_ERROR_MALFORMED, NULL },
  };
  const char *good = fixture->register_reply;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture->register_reply = cases[i].register_reply != NULL ? cases[i].register_reply : good;
      fixture->token_reply = cases[i].token_reply;
      run (fixture);
      g_assert_error (fixture->error, VOUCH_ERROR, (int) cases[i].code);
      g_assert_cmpstr (vouch_error_get_server_message (fixture->error), ==, cases[i].message);
    }
}

static void
test_revoke (Fixture       *fixture,
             gconstpointer  data)
{
  vouch_authorizer_revoke_async (fixture->authorizer, TOKEN, NULL, on_revoke_ready, fixture);
  wait_until_done (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->revoked);
  g_assert_cmpstr (fixture->form, ==, "token=" TOKEN);
  g_assert_true (g_str_has_suffix (fixture->paths, "/a/revoke\n"));

  fixture->metadata = "{}";
  vouch_authorizer_revoke_async (fixture->authorizer, TOKEN, NULL, on_revoke_ready, fixture);
  wait_until_done (fixture);
  g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_TOO_OLD);
}

/* The example of RFC 7636, appendix B */
static void
test_challenge (void)
{
  g_autofree char *challenge = vouch_pkce_challenge ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  g_autofree char *one = vouch_pkce_random ();
  g_autofree char *other = vouch_pkce_random ();

  g_assert_cmpstr (challenge, ==, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpuint (strlen (one), ==, 43);
}

#define ADD(path, function) \
  g_test_add ("/authorizer/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/authorizer/example-of-rfc-7636/gives-its-challenge", test_challenge);
  ADD ("user-allows/token-comes-from-one-origin", test_whole);
  ADD ("no-metadata/usual-paths-are-used", test_default_paths);
  ADD ("request-without-state/changes-nothing", test_strangers);
  ADD ("user-refuses/is-rejected", test_refused);
  ADD ("wrong-code-comes-first/right-one-counts", test_wrong_codes);
  ADD ("token-is-inspected/read-only-is-told", test_introspect);
  ADD ("nobody-answers/times-out", test_patience);
  ADD ("cancelled/ends-at-once", test_cancel);
  ADD ("faulty-replies/are-errors", test_bad_replies);
  ADD ("token-is-revoked/server-hears-of-it", test_revoke);
  return g_test_run ();
}
