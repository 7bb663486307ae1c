/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-connection"

#include "vouch-connection.h"

#include "vouch-authorizer.h"
#include "vouch-error.h"
#include "vouch-events.h"
#include "vouch-input.h"
#include "vouch-model-enums.h"
#include "vouch-model-testing.h"
#include "vouch-poller.h"
#include "vouch-property.h"
#include "vouch-secret.h"

#define SHORT_PAUSE 30   /* seconds; a shorter pause is not reported to the user */

struct _VouchConnection
{
  GObject parent_instance;

  /* owned */
  VouchServer  *server;
  VouchClient  *client;
  VouchEvents  *events;
  VouchPoller  *poller;
  VouchAccess  *access;
  GCancellable *cancellable;   /* of all requests to this server */
  GError       *error;

  VouchConnectionState state;
};

G_DEFINE_FINAL_TYPE (VouchConnection, vouch_connection, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_ERROR,
  N_PROPS
};

enum {
  SESSION,
  VERIFICATION,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_state (VouchConnection      *self,
           VouchConnectionState  state)
{
  vouch_property_set (self, &self->state, state, properties[PROP_STATE]);
}

/* @error: (transfer full) (nullable) */
static void
take_error (VouchConnection *self,
              GError          *error)
{
  if (self->error == NULL && error == NULL)
    return;
  if (error != NULL)
    g_debug ("connection error: %s", error->message);
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Returns: whether the connection was disposed of. A callback that borrows it must not use it
 * then. */
static gboolean
was_dropped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Choosing a token */

static void
on_find_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  VouchConnection *self = user_data;   /* borrowed */
  g_autoptr(GError) error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (was_dropped (error))
    return;

  vouch_poller_resume (self->poller);
  vouch_poller_start (self->poller);
}

void
vouch_connection_open (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_pause (self->poller);
  vouch_access_find_async (self->access, self->cancellable, on_find_ready, self);
}

void
vouch_connection_try_other_token (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  set_state (self, VOUCH_CONNECTION_SEARCHING);
  vouch_poller_pause (self->poller);
  vouch_access_find_other_async (self->access, self->cancellable, on_find_ready, self);
}

/* Losing access */

static void
on_refuse_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  VouchConnection *self = user_data;   /* borrowed */
  g_autoptr(GError) error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (was_dropped (error))
    return;

  vouch_poller_resume (self->poller);
  set_state (self, VOUCH_CONNECTION_LOCKED_OUT);
}

/* Handles a 401: Beeper is signed in, and the token is missing or no longer valid (api.md 2). If
 * Beeper has another account now, tokens of other accounts may be valid. They are sent only when
 * the user asks. */
static void
lose_access (VouchConnection *self)
{
  if (vouch_access_get_token (self->access) == NULL)
    {
      set_state (self, VOUCH_CONNECTION_LOCKED_OUT);
      return;
    }
  set_state (self, VOUCH_CONNECTION_SEARCHING);
  vouch_poller_pause (self->poller);
  vouch_access_refuse_async (self->access, self->cancellable, on_refuse_ready, self);
}

/* Checking the token after the 401 of a verb. A read-only token gets 401 for each verb, but can
 * read the session (api.md 3). */

typedef struct {
  VouchConnection *self;   /* borrowed */
  GTask           *task;   /* owned */
} Doubt;

static void
doubt_free (Doubt *doubt)
{
  g_object_unref (doubt->task);
  g_free (doubt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doubt, doubt_free)

/* @error: (transfer full) (nullable) */
static void
end_doubt (Doubt  *doubt,
           GError *error)
{
  vouch_poller_resume (doubt->self->poller);
  set_state (doubt->self, VOUCH_CONNECTION_OPEN);
  if (error != NULL)
    g_task_return_error (doubt->task, error);
  else
    g_task_return_boolean (doubt->task, TRUE);
}

static void
on_doubt_introspect_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(Doubt) doubt = user_data;
  GError *error = NULL;

  vouch_authorizer_introspect_finish (VOUCH_AUTHORIZER (source), result, &error);
  if (was_dropped (error))
    {
      g_task_return_error (doubt->task, error);
      return;
    }

  /* Any other result is ignored: the session was read with the token, so it is valid. */
  if (!g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_READ_ONLY))
    g_clear_error (&error);
  end_doubt (doubt, error);
}

static void
on_doubt_get_session_ready (GObject      *source,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  g_autoptr(Doubt) doubt = user_data;
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  VouchConnection *self = doubt->self;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (was_dropped (error))
    g_task_return_error (doubt->task, error);
  else if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    {
      vouch_poller_resume (self->poller);
      lose_access (self);
      g_task_return_error (doubt->task, error);
    }
  else if (reply == NULL)
    end_doubt (doubt, error);
  else
    {
      authorizer = vouch_authorizer_new (self->server);
      vouch_authorizer_introspect_async (authorizer, vouch_access_get_token (self->access),
                                         self->cancellable, on_doubt_introspect_ready,
                                         g_steal_pointer (&doubt));
    }
}

void
vouch_connection_doubt_async (VouchConnection     *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Doubt *doubt;

  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  doubt = g_new0 (Doubt, 1);
  doubt->self = self;
  doubt->task = g_task_new (NULL, self->cancellable, callback, user_data);
  g_task_set_source_tag (doubt->task, vouch_connection_doubt_async);
  set_state (self, VOUCH_CONNECTION_SEARCHING);
  vouch_poller_pause (self->poller);
  vouch_client_get_session_async (self->client, self->cancellable, on_doubt_get_session_ready,
                                  doubt);
}

gboolean
vouch_connection_doubt_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Trying a token that the user entered */

/* A token that is being tried, and the token that is used again if it fails. */
typedef struct {
  VouchConnection *self;       /* borrowed */
  GTask           *task;       /* owned */
  char            *token;      /* owned, secret */
  char            *previous;   /* owned, secret (nullable): the token before */
  char            *account;    /* owned (nullable): the account of the token before */
} Trial;

static void
trial_free (Trial *trial)
{
  g_object_unref (trial->task);
  vouch_secret_free (trial->token);
  vouch_secret_free (trial->previous);
  g_free (trial->account);
  g_free (trial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)

static void
on_trial_get_session_ready (GObject      *source,
                            GAsyncResult *result,
                            gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchConnection *self = trial->self;
  VouchReply *reply;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply != NULL)
    {
      g_task_return_pointer (trial->task, reply, g_object_unref);
      return;
    }
  if (!was_dropped (error))
    {
      if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
        vouch_access_remove_stored (self->access);
      vouch_access_set_token (self->access, trial->previous, trial->account);
    }
  g_task_return_error (trial->task, error);
}

static void
on_trial_store_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchConnection *self = trial->self;
  GError *error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (error != NULL)
    g_task_return_error (trial->task, error);
  else
    vouch_client_get_session_async (self->client, self->cancellable, on_trial_get_session_ready,
                                    g_steal_pointer (&trial));
}

/* If the introspection endpoint answered, the token is valid for more than reading. If it could not
 * be asked, the session tells whether the token is valid. */
static void
on_trial_introspect_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchConnection *self = trial->self;
  const char *token = trial->token;
  GError *error = NULL;

  vouch_authorizer_introspect_finish (VOUCH_AUTHORIZER (source), result, &error);
  if (error != NULL)
    g_task_return_error (trial->task, error);
  else
    vouch_access_store_async (self->access, token, NULL, self->cancellable, on_trial_store_ready,
                              g_steal_pointer (&trial));
}

void
vouch_connection_try_token_async (VouchConnection     *self,
                                  const char          *token,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  Trial *trial;

  g_return_if_fail (VOUCH_IS_CONNECTION (self));
  g_return_if_fail (token != NULL);

  trial = g_new0 (Trial, 1);
  trial->self = self;
  trial->task = g_task_new (NULL, self->cancellable, callback, user_data);
  g_task_set_source_tag (trial->task, vouch_connection_try_token_async);
  trial->token = vouch_input_token (token);
  if (trial->token == NULL)   /* sent as it is: the server will refuse it */
    trial->token = vouch_secret_dup (token);
  trial->previous = vouch_secret_dup (vouch_access_get_token (self->access));
  trial->account = g_strdup (vouch_access_get_account (self->access));
  authorizer = vouch_authorizer_new (self->server);
  vouch_authorizer_introspect_async (authorizer, trial->token, self->cancellable,
                                     on_trial_introspect_ready, trial);
}

VouchReply *
vouch_connection_try_token_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Polls and events */

/* Returns: whether the server asks for a pause. A later poll can succeed then. */
static gboolean
is_pause (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED) ||
         (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_SERVER) &&
          vouch_error_get_retry_after (error) > 0);
}

/* Returns: whether the pause is so short that the user need not be told. */
static gboolean
is_unnoticed (VouchConnection *self,
              const GError    *error)
{
  return (self->state == VOUCH_CONNECTION_OPEN || self->state == VOUCH_CONNECTION_LOCKED_OUT) &&
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED) &&
         vouch_error_get_retry_after (error) <= SHORT_PAUSE &&
         vouch_poller_get_failures (self->poller) < 2;
}

static void
on_poller_failed (VouchConnection *self,
                  const GError    *error)
{
  gboolean lost = g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED);

  if (self->state == VOUCH_CONNECTION_OPENING && !lost && !is_pause (error))
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }

  g_object_freeze_notify (G_OBJECT (self));
  take_error (self, lost || is_unnoticed (self, error) ? NULL : g_error_copy (error));
  if (lost)
    lose_access (self);
  /* SEARCHING ends, so that the user need not wait until the server answers again. */
  else if (self->state == VOUCH_CONNECTION_SEARCHING)
    set_state (self, VOUCH_CONNECTION_LOCKED_OUT);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_poller_session (VouchConnection *self,
                   VouchReply      *reply)
{
  g_signal_emit (self, signals[SESSION], 0, reply);
}

static void
on_poller_verification (VouchConnection *self,
                        VouchReply      *reply)
{
  g_signal_emit (self, signals[VERIFICATION], 0, reply);
}

static void
on_poller_disrupted (VouchConnection *self)
{
  vouch_events_renew (self->events);
}

/* The contents of an event are not used: an event means "poll now" (api.md 5). */
static void
on_events_changed (VouchConnection *self)
{
  vouch_poller_poll (self->poller);
}

/* Events get the token only after a session was read with it: see vouch_connection_confirm(). */
static void
on_access_notify_has_token (VouchConnection *self)
{
  vouch_client_set_token (self->client, vouch_access_get_token (self->access));
  vouch_events_set_token (self->events, NULL);
}

void
vouch_connection_confirm (VouchConnection *self,
                          const char      *account)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  /* A server that has just started may not have offered events before. */
  if (self->error != NULL)
    vouch_events_retry (self->events);
  take_error (self, NULL);
  vouch_access_confirm (self->access, account);
  vouch_events_set_token (self->events, vouch_access_get_token (self->access));
  set_state (self, VOUCH_CONNECTION_OPEN);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
vouch_connection_dispose (GObject *object)
{
  VouchConnection *self = VOUCH_CONNECTION (object);

  g_cancellable_cancel (self->cancellable);
  if (self->access != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->access, self);
      vouch_access_leave (self->access);
    }
  g_clear_object (&self->poller);
  g_clear_object (&self->events);
  g_clear_object (&self->access);

  G_OBJECT_CLASS (vouch_connection_parent_class)->dispose (object);
}

static void
vouch_connection_finalize (GObject *object)
{
  VouchConnection *self = VOUCH_CONNECTION (object);

  g_object_unref (self->client);
  g_object_unref (self->server);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (vouch_connection_parent_class)->finalize (object);
}

static void
vouch_connection_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VouchConnection *self = VOUCH_CONNECTION (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_connection_class_init (VouchConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->dispose = vouch_connection_dispose;
  object_class->finalize = vouch_connection_finalize;
  object_class->get_property = vouch_connection_get_property;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_CONNECTION_STATE,
                       VOUCH_CONNECTION_OPENING, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SESSION] =
    g_signal_new ("session", VOUCH_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VOUCH_TYPE_REPLY);
  signals[VERIFICATION] =
    g_signal_new ("verification", VOUCH_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, VOUCH_TYPE_REPLY);
  signals[FAILED] =
    g_signal_new ("failed", VOUCH_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
vouch_connection_init (VouchConnection *self)
{
  self->cancellable = g_cancellable_new ();
}

VouchConnection *
vouch_connection_new (VouchServer *server,
                      VouchAccess *access,
                      const char  *account)
{
  VouchConnection *self;

  g_return_val_if_fail (VOUCH_IS_SERVER (server), NULL);
  g_return_val_if_fail (VOUCH_IS_ACCESS (access), NULL);

  self = g_object_new (VOUCH_TYPE_CONNECTION, NULL);
  self->server = g_object_ref (server);
  self->client = vouch_client_new (vouch_server_get_origin (server),
                                   vouch_server_get_terms (server));
  self->events = vouch_events_new (server);
  self->poller = vouch_poller_new (self->client);
  self->access = g_object_ref (access);
  vouch_access_enter (access, vouch_client_get_origin (self->client),
                      vouch_client_get_audience (self->client), account);
  g_signal_connect_object (access, "notify::has-token",
                           G_CALLBACK (on_access_notify_has_token), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->events, "changed", G_CALLBACK (on_events_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "session", G_CALLBACK (on_poller_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "failed", G_CALLBACK (on_poller_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "verification", G_CALLBACK (on_poller_verification), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poller, "disrupted", G_CALLBACK (on_poller_disrupted), self,
                           G_CONNECT_SWAPPED);
  return self;
}

VouchConnectionState
vouch_connection_get_state (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), VOUCH_CONNECTION_OPENING);
  return self->state;
}

gboolean
vouch_connection_get_busy (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), FALSE);
  return self->state == VOUCH_CONNECTION_SEARCHING ||
         (self->state == VOUCH_CONNECTION_OPENING && self->error == NULL);
}

const GError *
vouch_connection_get_error (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), NULL);
  return self->error;
}

VouchServer *
vouch_connection_get_server (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), NULL);
  return self->server;
}

VouchClient *
vouch_connection_get_client (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), NULL);
  return self->client;
}

const char *
vouch_connection_get_audience (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), NULL);
  return vouch_client_get_audience (self->client);
}

GCancellable *
vouch_connection_get_cancellable (VouchConnection *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTION (self), NULL);
  return self->cancellable;
}

void
vouch_connection_set_pace (VouchConnection *self,
                           VouchPace        pace)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_set_pace (self->poller, pace);
}

void
vouch_connection_pause (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_pause (self->poller);
}

void
vouch_connection_resume (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_resume (self->poller);
}

void
vouch_connection_poll_now (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_poll_now (self->poller);
}

void
vouch_connection_retry (VouchConnection *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_poll_now (self->poller);
  vouch_events_retry (self->events);
}

void
vouch_connection_get_verification (VouchConnection *self,
                                   const char      *id)
{
  g_return_if_fail (VOUCH_IS_CONNECTION (self));

  vouch_poller_get_verification (self->poller, id);
}

VouchPoller *
vouch_connection_get_poller (VouchConnection *self)
{
  return self->poller;
}

VouchEvents *
vouch_connection_get_events (VouchConnection *self)
{
  return self->events;
}
