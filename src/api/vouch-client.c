/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-client"

#include "vouch-client-private.h"

#include "vouch-api-enums.h"
#include "vouch-error.h"
#include "vouch-http.h"
#include "vouch-json.h"
#include "vouch-property.h"
#include "vouch-secret.h"
#include "vouch-server.h"

#include <string.h>

#define GET_TIMEOUT_MS  10000
#define POST_TIMEOUT_MS 30000

/* Knows the endpoints and which of them are sent the token. vouch-http makes the request,
 * vouch-shape checks the reply. Keeps no reply. */
struct _VouchClient
{
  GObject parent_instance;

  /* owned */
  SoupSession *session;
  char        *origin;
  char        *token;     /* secret */
  VouchTerms  *terms;     /* (nullable) */
  char        *audience;

  guint        get_timeout;
  guint        post_timeout;
};

G_DEFINE_FINAL_TYPE (VouchClient, vouch_client, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ORIGIN,
  PROP_TERMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
check_reply (const VouchEndpoint  *endpoint,
             JsonObject           *reply,
             GError              **error)
{
  if (endpoint->shape == NULL)
    return vouch_shape_check_sign_in (reply, error);
  return vouch_shape_check (reply, endpoint->shape, error);
}

static gboolean
gives_secret (const VouchEndpoint *endpoint)
{
  return endpoint->shape == NULL || endpoint->shape == vouch_shape_signed_in ||
         endpoint->shape == vouch_shape_new_key;
}

/* A malformed session beside a secret does not fail the call: the secret is kept, and the next poll
 * reads the session. */
static void
drop_bad_session (JsonObject *reply)
{
  JsonObject *session = vouch_json_get_object (reply, "session");

  if (session == NULL || !vouch_shape_check (session, vouch_shape_session, NULL))
    json_object_remove_member (reply, "session");
}

/* The body of an endpoint without a documented reply is not read: any 2xx will do (api.md 1). */
static JsonObject *
parse_reply (const VouchEndpoint  *endpoint,
             GBytes               *body,
             GError              **error)
{
  g_autoptr(JsonObject) reply = NULL;

  if (endpoint->shape == vouch_shape_nothing)
    return json_object_new ();
  reply = vouch_json_parse (body, error);
  if (reply == NULL || !check_reply (endpoint, reply, error))
    {
      g_prefix_error (error, "%s: ", endpoint->name);
      return NULL;
    }
  if (gives_secret (endpoint))
    drop_bad_session (reply);
  return g_steal_pointer (&reply);
}

static VouchReply *
read_reply (const VouchEndpoint *endpoint,
            JsonObject          *object)
{
  return endpoint->shape == vouch_shape_session ? vouch_reply_new_session (object)
                                                : vouch_reply_new (object);
}

static void
on_send_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  const VouchEndpoint *endpoint = g_task_get_task_data (task);
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = NULL;

  body = vouch_http_send_finish (SOUP_SESSION (source), result, &error);
  if (body != NULL)
    object = parse_reply (endpoint, body, &error);
  else if (endpoint->too_old_if_missing && vouch_error_get_status (error) == SOUP_STATUS_NOT_FOUND)
    error->code = VOUCH_ERROR_TOO_OLD;

  if (object != NULL)
    g_task_return_pointer (task, read_reply (endpoint, object), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Builds a request. An error means that nothing was sent. */
static SoupMessage *
build_message (VouchClient          *self,
               const VouchEndpoint  *endpoint,
               const char           *id,
               GError              **error)
{
  g_autoptr(SoupMessage) message = NULL;
  g_autofree char *path = vouch_endpoint_build_path (endpoint, id, error);
  g_autofree char *uri = NULL;

  if (path == NULL)
    return NULL;
  uri = g_strconcat (self->origin, path, NULL);
  message = soup_message_new (endpoint->method, uri);
  if (message == NULL)
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS, "%s: bad origin", endpoint->name);
      return NULL;
    }
  if (!(vouch_terms_get_consents (self->terms) & VOUCH_CONSENT_PLAIN_HTTP) &&
      !vouch_server_origin_is_local (self->origin) &&
      !g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "https"))
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_INSECURE, "%s: plain http", endpoint->name);
      return NULL;
    }
  return g_steal_pointer (&message);
}

static void
add_headers (VouchClient         *self,
             const VouchEndpoint *endpoint,
             SoupMessage         *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Accept", "application/json");
  if (endpoint->bearer && self->token != NULL)
    {
      vouch_autosecret char *bearer = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
}

static void
vouch_client_constructed (GObject *object)
{
  VouchClient *self = VOUCH_CLIENT (object);

  G_OBJECT_CLASS (vouch_client_parent_class)->constructed (object);

  self->audience = g_strjoin ("#", self->origin, vouch_terms_get_fingerprint (self->terms), NULL);
  self->session = vouch_http_session_new (vouch_server_origin_is_local (self->origin));
}

static void
vouch_client_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchClient *self = VOUCH_CLIENT (object);

  switch (property_id)
    {
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    case PROP_TERMS:
      g_value_set_boxed (value, self->terms);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_client_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchClient *self = VOUCH_CLIENT (object);

  switch (property_id)
    {
    case PROP_ORIGIN:
      self->origin = g_value_dup_string (value);
      break;
    case PROP_TERMS:
      self->terms = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_client_finalize (GObject *object)
{
  VouchClient *self = VOUCH_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->token, vouch_secret_free);
  g_clear_pointer (&self->terms, vouch_terms_unref);
  g_clear_pointer (&self->audience, g_free);

  G_OBJECT_CLASS (vouch_client_parent_class)->finalize (object);
}

static void
vouch_client_class_init (VouchClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_client_constructed;
  object_class->get_property = vouch_client_get_property;
  object_class->set_property = vouch_client_set_property;
  object_class->finalize = vouch_client_finalize;

  properties[PROP_ORIGIN] =
    g_param_spec_string ("origin", NULL, NULL, "", VOUCH_PARAM_CONSTRUCT_READABLE);
  properties[PROP_TERMS] =
    g_param_spec_boxed ("terms", NULL, NULL, VOUCH_TYPE_TERMS, VOUCH_PARAM_CONSTRUCT_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_client_init (VouchClient *self)
{
  self->get_timeout = GET_TIMEOUT_MS;
  self->post_timeout = POST_TIMEOUT_MS;
}

VouchClient *
vouch_client_new (const char *origin,
                  VouchTerms *terms)
{
  g_return_val_if_fail (origin != NULL, NULL);

  return g_object_new (VOUCH_TYPE_CLIENT,
                       "origin", origin,
                       "terms", terms,
                       NULL);
}

const char *
vouch_client_get_origin (VouchClient *self)
{
  g_return_val_if_fail (VOUCH_IS_CLIENT (self), NULL);

  return self->origin;
}

const char *
vouch_client_get_audience (VouchClient *self)
{
  g_return_val_if_fail (VOUCH_IS_CLIENT (self), NULL);

  return self->audience;
}

void
vouch_client_set_token (VouchClient *self,
                        const char  *token)
{
  char *clean;

  g_return_if_fail (VOUCH_IS_CLIENT (self));

  clean = vouch_http_clean_token (token);
  vouch_secret_free (self->token);
  self->token = clean;
}

gboolean
vouch_client_has_token (VouchClient *self)
{
  g_return_val_if_fail (VOUCH_IS_CLIENT (self), FALSE);

  return self->token != NULL;
}

void
vouch_client_set_timeouts (VouchClient *self,
                           guint        get_ms,
                           guint        post_ms)
{
  g_return_if_fail (VOUCH_IS_CLIENT (self));

  self->get_timeout = get_ms;
  self->post_timeout = post_ms;
}

/**
 * vouch_client_call_async:
 * @id: (nullable): takes the place of {id} in the path
 * @body: (nullable) (transfer full)
 */
void
vouch_client_call_async (VouchClient         *self,
                         VouchEndpointName    name,
                         const char          *id,
                         GBytes              *body,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  const VouchEndpoint *endpoint = vouch_endpoint_get (name);
  g_autoptr(GBytes) owned_body G_GNUC_UNUSED = body;
  g_autoptr(GTask) task = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GError) error = NULL;
  VouchHttpOptions options = { .max_reply = endpoint->max_reply };

  g_return_if_fail (VOUCH_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_client_call_async);
  g_task_set_task_data (task, (gpointer) endpoint, NULL);
  message = build_message (self, endpoint, id, &error);
  if (message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  add_headers (self, endpoint, message);
  options.terms = self->terms;
  options.timeout_ms = g_str_equal (endpoint->method, "GET") ? self->get_timeout
                                                             : self->post_timeout;
  vouch_http_send_async (self->session, message, endpoint->name, "application/json", body, &options,
                         cancellable, on_send_ready, g_steal_pointer (&task));
}

VouchReply *
vouch_client_call_finish (VouchClient   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
