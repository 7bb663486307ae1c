/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-authorizer"

#include "vouch-oauth.h"

#include "vouch-error.h"
#include "vouch-http.h"
#include "vouch-json.h"
#include "vouch-secret.h"
#include "vouch-server.h"

#include <string.h>

#define CLIENT_NAME "Vouch"
#define GET_MS      10000
#define POST_MS     30000

/* Returns: (nullable): the URL of an endpoint by the metadata, else the usual one */
char *
vouch_oauth_build_url (const char *origin,
                       JsonObject *metadata,
                       const char *member,
                       const char *fallback_path)
{
  const char *said = metadata != NULL ? vouch_json_get_string (metadata, member) : NULL;
  g_autofree char *url = vouch_server_resolve_url (origin, said);

  if (url != NULL || fallback_path == NULL)
    return g_steal_pointer (&url);
  return g_strconcat (origin, fallback_path, NULL);
}

void
vouch_oauth_send_async (SoupSession         *session,
                        GTask               *task,
                        const char          *call,
                        VouchServer         *server,
                        const char          *url,
                        const char          *content_type,
                        GBytes              *body,
                        GAsyncReadyCallback  callback)
{
  g_autoptr(GBytes) owned_body G_GNUC_UNUSED = body;
  g_autoptr(SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", url);
  const VouchHttpOptions options = {
    .terms = vouch_server_get_terms (server),
    .timeout_ms = body != NULL ? POST_MS : GET_MS,
  };

  if (message == NULL)
    {
      g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS, "%s: bad origin", call);
      g_object_unref (task);
      return;
    }
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept", "application/json");
  vouch_http_send_async (session, message, call, content_type, body, &options,
                         g_task_get_cancellable (task), callback, task);
}

JsonObject *
vouch_oauth_read_reply (GObject           *session,
                        GAsyncResult      *result,
                        const VouchShape  *shape,
                        const char        *call,
                        GError           **error)
{
  g_autoptr(GBytes) body = vouch_http_send_finish (SOUP_SESSION (session), result, error);
  g_autoptr(JsonObject) reply = NULL;

  if (body == NULL)
    return NULL;
  reply = vouch_json_parse (body, error);
  if (reply == NULL || !vouch_shape_check (reply, shape, error))
    {
      g_prefix_error (error, "%s: ", call);
      return NULL;
    }
  return g_steal_pointer (&reply);
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

GBytes *
vouch_oauth_build_registration (const char *redirect_uri)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "client_name", CLIENT_NAME);
  set_list (object, "grant_types", "authorization_code");
  set_list (object, "response_types", "code");
  set_list (object, "redirect_uris", redirect_uri);
  json_object_set_string_member (object, "scope", VOUCH_OAUTH_SCOPE);
  json_object_set_string_member (object, "token_endpoint_auth_method", "none");
  return vouch_json_to_bytes (object);
}

/* Missing or invalid metadata leave the usual paths. */
gboolean
vouch_oauth_read_metadata (GObject       *session,
                           GAsyncResult  *result,
                           JsonObject   **metadata,
                           GError       **error)
{
  static const VouchShape shape[] = { { NULL } };
  g_autoptr(GError) cause = NULL;

  *metadata = vouch_oauth_read_reply (session, result, shape,
                                      "GET " VOUCH_OAUTH_METADATA_PATH, &cause);
  if (*metadata != NULL ||
      g_error_matches (cause, VOUCH_ERROR, VOUCH_ERROR_REJECTED) ||
      g_error_matches (cause, VOUCH_ERROR, VOUCH_ERROR_MALFORMED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* "scope" is one string with spaces, as the RFC has it, or "scopes" an array. */
gboolean
vouch_oauth_is_read_only (JsonObject *reply)
{
  const char *scope = vouch_json_get_string (reply, "scope");
  g_auto(GStrv) words = scope != NULL ? g_strsplit (scope, " ", -1)
                                      : vouch_json_dup_strings (reply, "scopes");

  return g_strv_contains ((const char * const *) words, "read") &&
         !g_strv_contains ((const char * const *) words, "write");
}

GBytes *
vouch_oauth_take_form (char *form)
{
  return vouch_secret_take_bytes (form, strlen (form));
}
