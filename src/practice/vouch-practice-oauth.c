/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-oauth"

#include "vouch-practice-oauth.h"

#include <string.h>

#include "vouch-practice-keys.h"
#include "vouch-practice-wire.h"

/* The answer in the window of Beeper. */
typedef enum {
  WINDOW_SILENT,
  WINDOW_APPROVED,
  WINDOW_DECLINED,
} WindowAnswer;

/* Registered clients, and codes that are not exchanged yet. */
struct _VouchPracticeOauth
{
  /* owned */
  VouchPracticeAccount *account;
  GRand                *random;
  GHashTable           *clients;   /* client id → redirect URI */
  GHashTable           *grants;    /* code → Grant */

  const char           *consent;   /* one of consents[] */
  gboolean              introspects;

  /* The question in the window of Beeper, for one client at a time. */
  char                 *asking;    /* owned (nullable): the client's id */
  gint64                asked_at;
  WindowAnswer          answer;
};

static const char * const consents[] = { "given", "read-only", "refused", "forged", "window" };

typedef struct {
  char     *client_id;
  char     *redirect_uri;
  char     *challenge;
  gint64    issued_at;
  gboolean  read_only;
} Grant;

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define WAITING_PAGE \
  "<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1\">" \
  "<title>Beeper</title><p>Approve or decline in Beeper's own window.\n"
#define GRANT_LIFETIME (60 * G_TIME_SPAN_SECOND)
#define WINDOW_LIFETIME (10 * 60 * G_TIME_SPAN_SECOND)
#define SCOPE "read write"
#define READ_SCOPE "read"

static void
grant_free (gpointer data)
{
  Grant *grant = data;

  g_free (grant->client_id);
  g_free (grant->redirect_uri);
  g_free (grant->challenge);
  g_free (grant);
}

VouchPracticeOauth *
vouch_practice_oauth_new (VouchPracticeAccount *account)
{
  VouchPracticeOauth *self = g_new0 (VouchPracticeOauth, 1);

  self->account = g_object_ref (account);
  self->consent = consents[0];
  self->introspects = TRUE;
  self->random = g_rand_new ();
  self->clients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->grants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, grant_free);
  return self;
}

void
vouch_practice_oauth_free (VouchPracticeOauth *self)
{
  g_object_unref (self->account);
  g_rand_free (self->random);
  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->grants);
  g_free (self->asking);
  g_free (self);
}

gboolean
vouch_practice_oauth_set_consent (VouchPracticeOauth *self,
                                  const char         *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (consents); i++)
    if (strcmp (name, consents[i]) == 0)
      {
        self->consent = consents[i];
        return TRUE;
      }
  return FALSE;
}

static void
set_url (JsonObject *object,
         const char *member,
         const char *base_url,
         const char *path)
{
  g_autofree char *url = g_strconcat (base_url, path, NULL);

  json_object_set_string_member (object, member, url);
}

JsonObject *
vouch_practice_oauth_describe (VouchPracticeOauth *self,
                               const char         *base_url)
{
  JsonObject *object = json_object_new ();

  set_url (object, "authorization_endpoint", base_url, "/oauth/authorize");
  set_url (object, "token_endpoint", base_url, "/oauth/token");
  set_url (object, "registration_endpoint", base_url, "/oauth/register");
  set_url (object, "revocation_endpoint", base_url, "/oauth/revoke");
  if (self->introspects)
    set_url (object, "introspection_endpoint", base_url, "/oauth/introspect");
  return object;
}

static void
set_list (JsonObject *object,
          const char *member,
          const char *only)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, only);
  json_object_set_array_member (object, member, array);
}

/* RFC 8414 */
static VouchPracticeReply *
answer_metadata (VouchPracticeOauth *self,
                 const char         *base_url)
{
  JsonObject *object = vouch_practice_oauth_describe (self, base_url);

  json_object_set_string_member (object, "issuer", base_url);
  set_list (object, "response_types_supported", "code");
  set_list (object, "grant_types_supported", "authorization_code");
  set_list (object, "code_challenge_methods_supported", "S256");
  set_list (object, "token_endpoint_auth_methods_supported", "none");
  return vouch_practice_reply_new_json (200, object);
}

/* Loopback only, as RFC 8252 wants it of a program on the same computer. */
static gboolean
is_loopback (const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);
  const char *host;

  if (parsed == NULL || strcmp (g_uri_get_scheme (parsed), "http") != 0)
    return FALSE;
  host = g_uri_get_host (parsed);
  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 ||
         g_strcmp0 (host, "localhost") == 0;
}

static const char *
find_redirect_uri (JsonObject *body)
{
  JsonNode *node = json_object_get_member (body, "redirect_uris");
  JsonNode *first;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      json_array_get_length (json_node_get_array (node)) != 1)
    return NULL;
  first = json_array_get_element (json_node_get_array (node), 0);
  return json_node_get_value_type (first) == G_TYPE_STRING ? json_node_get_string (first) : NULL;
}

/* RFC 7591: the reply repeats the registration. */
static VouchPracticeReply *
answer_register (VouchPracticeOauth *self,
                 GBytes             *text)
{
  g_autoptr(JsonObject) body = vouch_practice_wire_parse (text, NULL);
  const char *uri = body != NULL ? find_redirect_uri (body) : NULL;
  char *client_id;
  JsonObject *reply;

  if (uri == NULL || !is_loopback (uri))
    return vouch_practice_reply_new_oauth (400, "invalid_redirect_uri",
                                           "One loopback redirect URI is needed.");
  client_id = vouch_practice_key_word (self->random, LETTERS, 24);
  g_hash_table_insert (self->clients, client_id, g_strdup (uri));
  reply = json_object_new ();
  json_object_set_string_member (reply, "client_id", client_id);
  set_list (reply, "redirect_uris", uri);
  set_list (reply, "grant_types", "authorization_code");
  set_list (reply, "response_types", "code");
  json_object_set_string_member (reply, "scope", SCOPE);
  json_object_set_string_member (reply, "token_endpoint_auth_method", "none");
  return vouch_practice_reply_new_json (201, reply);
}

static VouchPracticeReply *
redirect_back (const char *uri,
               const char *state,
               const char *member,
               const char *value)
{
  VouchPracticeReply *reply = vouch_practice_reply_new (302);
  g_autofree char *query = soup_form_encode (member, value,
                                             state != NULL ? "state" : NULL, state, NULL);

  reply->location = g_strconcat (uri, strchr (uri, '?') != NULL ? "&" : "?", query, NULL);
  return reply;
}

static char *
make_grant (VouchPracticeOauth *self,
            const char         *client_id,
            const char         *uri,
            const char         *challenge)
{
  char *code = vouch_practice_key_word (self->random, LETTERS, 32);
  Grant *grant = g_new0 (Grant, 1);

  grant->client_id = g_strdup (client_id);
  grant->redirect_uri = g_strdup (uri);
  grant->challenge = g_strdup (challenge);
  grant->issued_at = g_get_monotonic_time ();
  grant->read_only = strcmp (self->consent, "read-only") == 0;
  g_hash_table_insert (self->grants, code, grant);
  return code;
}

/* The page in the browser waits for the answer in the window of Beeper: it polls each second. */
static VouchPracticeReply *
ask_in_window (VouchPracticeOauth *self,
               const char         *client_id)
{
  g_free (self->asking);
  self->asking = g_strdup (client_id);
  self->asked_at = g_get_monotonic_time ();
  self->answer = WINDOW_SILENT;
  return vouch_practice_reply_new_page (WAITING_PAGE);
}

/* Returns: NULL once the user has approved in the window */
static VouchPracticeReply *
wait_for_window (VouchPracticeOauth *self,
                 const char         *client_id,
                 const char         *uri,
                 const char         *state)
{
  gboolean approved = self->answer == WINDOW_APPROVED;

  if (g_strcmp0 (self->asking, client_id) != 0)
    return ask_in_window (self, client_id);
  if (self->answer == WINDOW_SILENT && vouch_practice_oauth_get_window_asks (self))
    return vouch_practice_reply_new_page (WAITING_PAGE);
  g_clear_pointer (&self->asking, g_free);
  return approved ? NULL : redirect_back (uri, state, "error", "access_denied");
}

/* Without the window the answer comes at once. An unknown client is never redirected to. */
static VouchPracticeReply *
answer_authorize (VouchPracticeOauth *self,
                  GHashTable         *query)
{
  const char *client_id = g_hash_table_lookup (query, "client_id");
  const char *uri = g_hash_table_lookup (query, "redirect_uri");
  const char *challenge = g_hash_table_lookup (query, "code_challenge");
  const char *state = g_hash_table_lookup (query, "state");
  const char *known = client_id != NULL ? g_hash_table_lookup (self->clients, client_id) : NULL;

  if (known == NULL || g_strcmp0 (known, uri) != 0)
    return vouch_practice_reply_new_oauth (400, "invalid_request",
                                           "This client or its redirect URI is unknown.");
  if (g_strcmp0 (g_hash_table_lookup (query, "response_type"), "code") != 0)
    return redirect_back (uri, state, "error", "unsupported_response_type");
  if (challenge == NULL ||
      g_strcmp0 (g_hash_table_lookup (query, "code_challenge_method"), "S256") != 0)
    return redirect_back (uri, state, "error", "invalid_request");
  if (strcmp (self->consent, "forged") == 0)
    return redirect_back (uri, "forged", "code", "forged");
  if (vouch_practice_account_get_state (self->account) == VOUCH_PRACTICE_NEEDS_LOGIN ||
      strcmp (self->consent, "refused") == 0)
    return redirect_back (uri, state, "error", "access_denied");
  if (strcmp (self->consent, "window") == 0)
    {
      VouchPracticeReply *waiting = wait_for_window (self, client_id, uri, state);

      if (waiting != NULL)
        return waiting;
    }
  return redirect_back (uri, state, "code", make_grant (self, client_id, uri, challenge));
}

static char *
digest_verifier (const char *verifier)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GBytes) bytes = NULL;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  bytes = g_bytes_new (digest, length);
  return vouch_practice_wire_encode (bytes, VOUCH_PRACTICE_FORM_URL_SAFE);
}

static gboolean
check_grant (const Grant *grant,
             GHashTable  *form)
{
  const char *verifier = g_hash_table_lookup (form, "code_verifier");
  g_autofree char *challenge = digest_verifier (verifier != NULL ? verifier : "");

  return g_strcmp0 (grant->client_id, g_hash_table_lookup (form, "client_id")) == 0 &&
         g_strcmp0 (grant->redirect_uri, g_hash_table_lookup (form, "redirect_uri")) == 0 &&
         strcmp (grant->challenge, challenge) == 0 &&
         g_get_monotonic_time () - grant->issued_at < GRANT_LIFETIME;
}

static GHashTable *
decode_form (GBytes *body)
{
  gsize length;
  const char *bytes = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (bytes != NULL ? bytes : "", length);

  return soup_form_decode (text);
}

/* A code is valid once, also when its use fails. */
static VouchPracticeReply *
answer_token (VouchPracticeOauth *self,
              GBytes             *body)
{
  g_autoptr(GHashTable) form = decode_form (body);
  const char *code = g_hash_table_lookup (form, "code");
  const char *token;
  JsonObject *reply;
  gboolean good, read_only;

  if (g_strcmp0 (g_hash_table_lookup (form, "grant_type"), "authorization_code") != 0)
    return vouch_practice_reply_new_oauth (400, "unsupported_grant_type",
                                           "Only authorization_code is known.");
  good = code != NULL && g_hash_table_contains (self->grants, code) &&
         check_grant (g_hash_table_lookup (self->grants, code), form);
  read_only = good && ((Grant *) g_hash_table_lookup (self->grants, code))->read_only;
  if (code != NULL)
    g_hash_table_remove (self->grants, code);
  if (!good)
    return vouch_practice_reply_new_oauth (400, "invalid_grant", "The code does not count.");

  token = vouch_practice_account_issue_token (self->account);
  reply = json_object_new ();
  json_object_set_string_member (reply, "access_token", token);
  json_object_set_string_member (reply, "token_type", "Bearer");
  json_object_set_string_member (reply, "scope", read_only ? READ_SCOPE : SCOPE);
  if (read_only)
    vouch_practice_account_add_read_only_token (self->account, token);
  return vouch_practice_reply_new_json (200, reply);
}

/* RFC 7009: the reply to an unknown token is a success, too. */
static VouchPracticeReply *
answer_revoke (VouchPracticeOauth *self,
               GBytes             *body)
{
  g_autoptr(GHashTable) form = decode_form (body);
  const char *token = g_hash_table_lookup (form, "token");

  if (token == NULL)
    return vouch_practice_reply_new_oauth (400, "invalid_request", "token is missing.");
  vouch_practice_account_withdraw_token (self->account, token);
  return vouch_practice_reply_new (200);
}

/* RFC 7662: the reply has nothing about a token that is not valid. */
static VouchPracticeReply *
answer_introspect (VouchPracticeOauth *self,
                   GBytes             *body)
{
  g_autoptr(GHashTable) form = decode_form (body);
  const char *token = g_hash_table_lookup (form, "token");
  gboolean active = vouch_practice_account_takes_token (self->account, token);
  JsonObject *reply;

  if (token == NULL)
    return vouch_practice_reply_new_oauth (400, "invalid_request", "token is missing.");
  reply = json_object_new ();
  json_object_set_boolean_member (reply, "active", active);
  if (active)
    json_object_set_string_member (reply, "scope",
                                   vouch_practice_account_may_write (self->account, token)
                                     ? SCOPE : READ_SCOPE);
  return vouch_practice_reply_new_json (200, reply);
}

gboolean
vouch_practice_oauth_get_window_asks (VouchPracticeOauth *self)
{
  return self->asking != NULL && self->answer == WINDOW_SILENT &&
         g_get_monotonic_time () - self->asked_at < WINDOW_LIFETIME;
}

gboolean
vouch_practice_oauth_answer_window (VouchPracticeOauth *self,
                                    gboolean            approved)
{
  if (!vouch_practice_oauth_get_window_asks (self))
    return FALSE;
  self->answer = approved ? WINDOW_APPROVED : WINDOW_DECLINED;
  return TRUE;
}

void
vouch_practice_oauth_set_introspects (VouchPracticeOauth *self,
                                      gboolean            introspects)
{
  self->introspects = introspects;
}

VouchPracticeReply *
vouch_practice_oauth_answer (VouchPracticeOauth *self,
                             const char         *base_url,
                             const char         *method,
                             const char         *path,
                             GHashTable         *query,
                             GBytes             *body)
{
  gboolean is_get = strcmp (method, "GET") == 0;
  gboolean is_post = strcmp (method, "POST") == 0;
  g_autoptr(GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);

  if (is_get && strcmp (path, "/.well-known/oauth-authorization-server") == 0)
    return answer_metadata (self, base_url);
  if (is_get && strcmp (path, "/oauth/authorize") == 0)
    return answer_authorize (self, query != NULL ? query : nothing);
  if (is_post && strcmp (path, "/oauth/register") == 0)
    return answer_register (self, body);
  if (is_post && strcmp (path, "/oauth/token") == 0)
    return answer_token (self, body);
  if (is_post && strcmp (path, "/oauth/revoke") == 0)
    return answer_revoke (self, body);
  if (is_post && self->introspects && strcmp (path, "/oauth/introspect") == 0)
    return answer_introspect (self, body);
  return NULL;
}
