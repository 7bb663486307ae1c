/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-authorizer"

#include "vouch-authorizer-private.h"

#include "vouch-clock.h"
#include "vouch-error.h"
#include "vouch-http.h"
#include "vouch-json.h"
#include "vouch-loopback.h"
#include "vouch-oauth.h"
#include "vouch-pkce.h"
#include "vouch-property.h"
#include "vouch-secret.h"

#define PATIENCE_MS (10 * 60 * 1000)   /* as long as Beeper's own window waits */

/* The metadata of the server, the registration of the client, and the loopback address. Each run
 * registers anew, since the port differs each time. */
struct _VouchAuthorizer
{
  GObject parent_instance;

  /* owned */
  VouchServer *server;
  SoupSession *session;

  guint        patience;
};

G_DEFINE_FINAL_TYPE (VouchAuthorizer, vouch_authorizer, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SERVER,
  N_PROPS
};

enum {
  VISIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The state of one run, revocation or introspection. */
typedef struct {
  /* owned */
  JsonObject    *metadata;    /* (nullable): the server has none */
  VouchLoopback *loopback;
  char          *client_id;
  char          *verifier;    /* secret */
  char          *token;       /* secret; to be revoked, or asked about */

  gint64         deadline;    /* of vouch_clock_get_time(), in the browser */
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_pointer (&run->metadata, json_object_unref);
  g_clear_object (&run->loopback);
  g_clear_pointer (&run->client_id, g_free);
  g_clear_pointer (&run->verifier, vouch_secret_free);
  g_clear_pointer (&run->token, vouch_secret_free);
  g_free (run);
}

static char *
build_url (VouchAuthorizer *self,
           Run             *run,
           const char      *member,
           const char      *fallback_path)
{
  return vouch_oauth_build_url (vouch_server_get_origin (self->server), run->metadata,
                                member, fallback_path);
}

/* RFC 6749, 5.2 */
static gboolean
is_refused_code (const GError *error)
{
  guint status = vouch_error_get_status (error);

  return status == SOUP_STATUS_BAD_REQUEST || status == SOUP_STATUS_UNAUTHORIZED;
}

static void on_wait_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);

/* @task: (transfer full) */
static void
wait_for_browser (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  gint64 left = (run->deadline - vouch_clock_get_time ()) / G_TIME_SPAN_MILLISECOND;

  vouch_loopback_wait_async (run->loopback, MAX (left, 0), g_task_get_cancellable (task),
                             on_wait_ready, task);
}

static void
on_token_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  static const VouchShape shape[] = { { "access_token", VOUCH_SHAPE_STRING, TRUE }, { NULL } };
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;
  vouch_autosecret char *said = NULL;
  char *token;

  reply = vouch_oauth_read_reply (source, result, shape, "POST " VOUCH_OAUTH_TOKEN_PATH, &error);
  if (is_refused_code (error))
    {
      g_debug ("The code was refused: the right one may still come");
      wait_for_browser (g_steal_pointer (&task));
      return;
    }
  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  said = vouch_json_steal_secret (reply, "access_token");
  token = vouch_http_clean_token (said);
  if (token != NULL)
    g_task_return_pointer (task, token, (GDestroyNotify) vouch_secret_free);
  else
    g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_MALFORMED,
                             "POST " VOUCH_OAUTH_TOKEN_PATH ": Member access_token is no token");
}

static void
on_wait_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  vouch_autosecret char *code = NULL;
  char *form;

  code = vouch_loopback_wait_finish (VOUCH_LOOPBACK (source), result, &error);
  if (code == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  url = build_url (self, run, "token_endpoint", VOUCH_OAUTH_TOKEN_PATH);
  form = soup_form_encode ("grant_type", "authorization_code",
                           "code", code,
                           "redirect_uri", vouch_loopback_get_redirect_uri (run->loopback),
                           "client_id", run->client_id,
                           "code_verifier", run->verifier,
                           NULL);
  vouch_oauth_send_async (self->session, g_steal_pointer (&task), "POST " VOUCH_OAUTH_TOKEN_PATH,
                          self->server, url, SOUP_FORM_MIME_TYPE_URLENCODED,
                          vouch_oauth_take_form (form), on_token_ready);
}

static void
visit (VouchAuthorizer *self,
       Run             *run)
{
  g_autofree char *challenge = vouch_pkce_challenge (run->verifier);
  g_autofree char *page = NULL;
  g_autofree char *query = NULL;
  g_autofree char *url = NULL;

  page = build_url (self, run, "authorization_endpoint", VOUCH_OAUTH_AUTHORIZE_PATH);
  query = soup_form_encode ("response_type", "code",
                            "client_id", run->client_id,
                            "redirect_uri", vouch_loopback_get_redirect_uri (run->loopback),
                            "scope", VOUCH_OAUTH_SCOPE,
                            "state", vouch_loopback_get_state (run->loopback),
                            "code_challenge", challenge,
                            "code_challenge_method", "S256",
                            NULL);
  url = g_strconcat (page, "?", query, NULL);
  g_signal_emit (self, signals[VISIT], 0, url);
}

static void
on_register_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  static const VouchShape shape[] = { { "client_id", VOUCH_SHAPE_STRING, TRUE }, { NULL } };
  g_autoptr(GTask) task = user_data;
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  reply = vouch_oauth_read_reply (source, result, shape, "POST " VOUCH_OAUTH_REGISTER_PATH, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  run->client_id = g_strdup (vouch_json_get_string (reply, "client_id"));
  run->deadline = vouch_clock_get_time () + self->patience * G_TIME_SPAN_MILLISECOND;
  wait_for_browser (g_object_ref (task));
  visit (self, run);
}

static void
on_run_metadata_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;
  GBytes *registration;

  if (!vouch_oauth_read_metadata (source, result, &run->metadata, &error) ||
      !vouch_loopback_listen (run->loopback, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  url = build_url (self, run, "registration_endpoint", VOUCH_OAUTH_REGISTER_PATH);
  registration = vouch_oauth_build_registration (vouch_loopback_get_redirect_uri (run->loopback));
  vouch_oauth_send_async (self->session, g_steal_pointer (&task), "POST " VOUCH_OAUTH_REGISTER_PATH,
                          self->server, url,
                          "application/json", registration, on_register_ready);
}

/* @task: (transfer full): a call about one token. @name: as errors say it */
static void
send_token (GTask               *task,
            const char          *name,
            const char          *url,
            GAsyncReadyCallback  callback)
{
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GBytes *form = vouch_oauth_take_form (soup_form_encode ("token", run->token, NULL));

  vouch_oauth_send_async (self->session, task, name, self->server, url,
                          SOUP_FORM_MIME_TYPE_URLENCODED, form, callback);
}

static void
on_revoke_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = vouch_http_send_finish (SOUP_SESSION (source), result, &error);

  if (body != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_revoke_metadata_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  if (!vouch_oauth_read_metadata (source, result, &run->metadata, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  url = build_url (self, run, "revocation_endpoint", NULL);
  if (url == NULL)
    {
      g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_TOO_OLD,
                               "POST " VOUCH_OAUTH_REVOKE_PATH ": not offered");
      return;
    }
  send_token (g_steal_pointer (&task), "POST " VOUCH_OAUTH_REVOKE_PATH, url, on_revoke_ready);
}

static void
on_introspect_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  static const VouchShape shape[] = { { "active", VOUCH_SHAPE_BOOLEAN, TRUE }, { NULL } };
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  reply = vouch_oauth_read_reply (source, result, shape, "POST " VOUCH_OAUTH_INTROSPECT_PATH,
                                  &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (reply != NULL && !vouch_json_get_boolean (reply, "active"))
    g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_REJECTED,
                             "POST " VOUCH_OAUTH_INTROSPECT_PATH ": the token does not count");
  else if (reply != NULL && vouch_oauth_is_read_only (reply))
    g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_READ_ONLY,
                             "POST " VOUCH_OAUTH_INTROSPECT_PATH ": the token may only read");
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_introspect_metadata_ready (GObject      *source,
                              GAsyncResult *result,
                              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAuthorizer *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autofree char *url = NULL;

  if (vouch_oauth_read_metadata (source, result, &run->metadata, &error))
    url = build_url (self, run, "introspection_endpoint", NULL);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (url == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  send_token (g_steal_pointer (&task), "POST " VOUCH_OAUTH_INTROSPECT_PATH, url,
              on_introspect_ready);
}

static void
ask_metadata (VouchAuthorizer     *self,
              GTask               *task,
              GAsyncReadyCallback  callback)
{
  g_autofree char *url = vouch_oauth_build_url (vouch_server_get_origin (self->server), NULL,
                                                NULL, VOUCH_OAUTH_METADATA_PATH);

  vouch_oauth_send_async (self->session, task, "GET " VOUCH_OAUTH_METADATA_PATH,
                          self->server, url, NULL, NULL, callback);
}

/* @task: (transfer full) */
static void
ask_about_token (VouchAuthorizer     *self,
                 GTask               *task,
                 const char          *token,
                 GAsyncReadyCallback  on_metadata_ready)
{
  Run *run = g_new0 (Run, 1);

  run->token = vouch_secret_dup (token);
  g_task_set_task_data (task, run, run_free);
  ask_metadata (self, task, on_metadata_ready);
}

static void
vouch_authorizer_constructed (GObject *object)
{
  VouchAuthorizer *self = VOUCH_AUTHORIZER (object);

  G_OBJECT_CLASS (vouch_authorizer_parent_class)->constructed (object);

  self->session = vouch_http_session_new (vouch_server_get_local (self->server));
}

static void
vouch_authorizer_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VouchAuthorizer *self = VOUCH_AUTHORIZER (object);

  switch (property_id)
    {
    case PROP_SERVER:
      self->server = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_authorizer_finalize (GObject *object)
{
  VouchAuthorizer *self = VOUCH_AUTHORIZER (object);

  g_clear_object (&self->server);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vouch_authorizer_parent_class)->finalize (object);
}

static void
vouch_authorizer_class_init (VouchAuthorizerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_authorizer_constructed;
  object_class->set_property = vouch_authorizer_set_property;
  object_class->finalize = vouch_authorizer_finalize;

  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL, VOUCH_TYPE_SERVER, VOUCH_PARAM_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[VISIT] = g_signal_new ("visit", VOUCH_TYPE_AUTHORIZER, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_authorizer_init (VouchAuthorizer *self)
{
  self->patience = PATIENCE_MS;
}

VouchAuthorizer *
vouch_authorizer_new (VouchServer *server)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (server), NULL);

  return g_object_new (VOUCH_TYPE_AUTHORIZER, "server", server, NULL);
}

void
vouch_authorizer_run_async (VouchAuthorizer            *self,
                            const VouchAuthorizerTexts *texts,
                            GCancellable               *cancellable,
                            GAsyncReadyCallback         callback,
                            gpointer                    user_data)
{
  GTask *task;
  Run *run;

  g_return_if_fail (VOUCH_IS_AUTHORIZER (self));
  g_return_if_fail (texts != NULL);

  run = g_new0 (Run, 1);
  run->loopback = vouch_loopback_new (texts);
  run->verifier = vouch_pkce_random ();
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_authorizer_run_async);
  g_task_set_task_data (task, run, run_free);
  ask_metadata (self, task, on_run_metadata_ready);
}

char *
vouch_authorizer_run_finish (VouchAuthorizer  *self,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vouch_authorizer_revoke_async (VouchAuthorizer     *self,
                               const char          *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_AUTHORIZER (self));
  g_return_if_fail (token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_authorizer_revoke_async);
  ask_about_token (self, g_steal_pointer (&task), token, on_revoke_metadata_ready);
}

gboolean
vouch_authorizer_revoke_finish (VouchAuthorizer  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vouch_authorizer_introspect_async (VouchAuthorizer     *self,
                                   const char          *token,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_AUTHORIZER (self));
  g_return_if_fail (token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_authorizer_introspect_async);
  ask_about_token (self, g_steal_pointer (&task), token, on_introspect_metadata_ready);
}

gboolean
vouch_authorizer_introspect_finish (VouchAuthorizer  *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vouch_authorizer_set_patience (VouchAuthorizer *self,
                               guint            timeout_ms)
{
  self->patience = timeout_ms;
}
