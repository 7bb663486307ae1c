/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-events"

#include "vouch-events.h"

#include "vouch-http.h"
#include "vouch-json.h"
#include "vouch-property.h"
#include "vouch-secret.h"
#include "vouch-websocket.h"

#define CONNECT_TIMEOUT_MS  10000
#define FIRST_DELAY_MS      1000
#define MAX_DELAY_MS        300000   /* the owner asks sooner when the server answers again */
#define QUIET_MS            80
#define PING_S              60
#define SILENCE_S           75   /* api.md 5 */

#define SUBSCRIPTION \
  "{\"type\":\"subscriptions.set\",\"requestID\":\"1\",\"chatIDs\":[],\"app\":{\"state\":true}}"

/* One connection to the events of one server, and when to try it again. */
struct _VouchEvents
{
  GObject parent_instance;

  /* owned */
  VouchServer             *server;
  SoupSession             *session;
  char                    *token;        /* secret */
  GCancellable            *cancellable;  /* of the attempt that runs */
  SoupWebsocketConnection *connection;

  guint                    deadline;     /* of the attempt that runs */
  guint                    retry;        /* until the next attempt */
  guint                    quiet;        /* after a signal */
  guint                    delay;        /* before the next attempt, in ms */
  guint                    silence;      /* source: until the connection counts as dead */
  guint                    patience;     /* seconds of silence until then */
  gint64                   heard_at;     /* monotonic: the last sign of life */
  gboolean                 subscribed;
  gboolean                 more;         /* frames came while it was quiet */
  gboolean                 refused;      /* the server refused this token */
};

G_DEFINE_FINAL_TYPE (VouchEvents, vouch_events, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SERVER,
  PROP_CONNECTED,
  PROP_PATIENCE,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void connect_now (VouchEvents *self);

static gboolean
on_retry (gpointer user_data)
{
  VouchEvents *self = user_data;

  self->retry = 0;
  connect_now (self);
  return G_SOURCE_REMOVE;
}

/* With jitter, so that several programs do not come back at the same moment. */
static void
retry_later (VouchEvents *self)
{
  guint delay = self->delay * g_random_double_range (0.8, 1.2);

  g_debug ("Trying again in %u ms", delay);
  g_clear_handle_id (&self->retry, g_source_remove);
  self->retry = g_timeout_add (delay, on_retry, self);
  self->delay = MIN (2 * self->delay, MAX_DELAY_MS);
}

static gboolean
on_quiet_end (gpointer user_data)
{
  VouchEvents *self = user_data;

  if (!self->more)
    {
      self->quiet = 0;
      return G_SOURCE_REMOVE;
    }
  self->more = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_CONTINUE;
}

static void
emit_changed (VouchEvents *self)
{
  if (self->quiet > 0)
    {
      self->more = TRUE;
      return;
    }
  self->quiet = g_timeout_add (QUIET_MS, on_quiet_end, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_subscribed (VouchEvents *self,
                gboolean     subscribed)
{
  vouch_property_set (self, &self->subscribed, subscribed, properties[PROP_CONNECTED]);
}

static void
drop_connection (VouchEvents *self)
{
  g_clear_handle_id (&self->silence, g_source_remove);
  if (self->connection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->connection, self);
      if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
      g_clear_object (&self->connection);
    }
  set_subscribed (self, FALSE);
}

static void
disconnect (VouchEvents *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_connection (self);
  self->more = FALSE;
}

/* Any frame means "poll now" (api.md 5), but for the refusal of our subscription by an older
 * server. A change before the first frame was not reported, so the first frame triggers, too. */
static void
on_message (SoupWebsocketConnection *connection,
            int                      data_type,
            GBytes                  *message,
            gpointer                 user_data)
{
  VouchEvents *self = user_data;
  g_autoptr(JsonObject) frame = vouch_json_parse (message, NULL);

  self->heard_at = g_get_monotonic_time ();
  if (g_strcmp0 (vouch_json_get_string (frame, "type"), "error") == 0)
    {
      g_debug ("The server does not tell of changes");
      set_subscribed (self, FALSE);
      return;
    }
  if (!self->subscribed)
    {
      self->delay = FIRST_DELAY_MS;
      soup_websocket_connection_send_text (connection, SUBSCRIPTION);
      set_subscribed (self, TRUE);
    }
  emit_changed (self);
}

static void
on_pong (SoupWebsocketConnection *connection,
         GBytes                  *message,
         gpointer                 user_data)
{
  VOUCH_EVENTS (user_data)->heard_at = g_get_monotonic_time ();
}

/* Changes between this connection and the next one are not reported, so a poll is due. */
static void
lose_connection (VouchEvents *self)
{
  drop_connection (self);
  retry_later (self);
  emit_changed (self);
}

static void
on_closed (SoupWebsocketConnection *connection,
           gpointer                 user_data)
{
  g_debug ("Closed with code %u", soup_websocket_connection_get_close_code (connection));
  lose_connection (user_data);
}

/* libsoup answers the pings of the server without a signal. So the pongs to our own pings are the
 * sign of life between two frames. */
static gboolean
on_silence (gpointer user_data)
{
  VouchEvents *self = user_data;
  gint64 silent = (g_get_monotonic_time () - self->heard_at) / G_TIME_SPAN_SECOND;

  self->silence = 0;
  if (silent < self->patience)
    {
      self->silence = g_timeout_add_seconds (self->patience - silent, on_silence, self);
      return G_SOURCE_REMOVE;
    }
  g_debug ("Nothing was heard for too long");
  lose_connection (self);
  return G_SOURCE_REMOVE;
}

static void
use_connection (VouchEvents             *self,
                SoupWebsocketConnection *connection)
{
  self->connection = connection;
  self->heard_at = g_get_monotonic_time ();
  self->silence = g_timeout_add_seconds (self->patience, on_silence, self);
  soup_websocket_connection_set_keepalive_interval (connection,
                                                    MAX (self->patience * PING_S / SILENCE_S, 1));
  g_signal_connect_object (connection, "message", G_CALLBACK (on_message), self, 0);
  g_signal_connect_object (connection, "pong", G_CALLBACK (on_pong), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (on_closed), self, 0);
}

static gboolean
on_deadline (gpointer user_data)
{
  VouchEvents *self = user_data;

  g_debug ("Connecting timed out");
  self->deadline = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  retry_later (self);
  return G_SOURCE_REMOVE;
}

static void
on_connect_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  VouchEvents *self = user_data;   /* not valid if the attempt was cancelled */
  g_autoptr(SoupWebsocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;

  connection = vouch_websocket_connect_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_object (&self->cancellable);
  if (connection != NULL)
    use_connection (self, g_steal_pointer (&connection));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    self->refused = TRUE;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    retry_later (self);
}

static void
connect_now (VouchEvents *self)
{
  self->cancellable = g_cancellable_new ();
  self->deadline = g_timeout_add (CONNECT_TIMEOUT_MS, on_deadline, self);
  vouch_websocket_connect_async (self->session, self->server, self->token, self->cancellable,
                                 on_connect_ready, self);
}

/* The rule of VouchClient: no token in plain text to another computer, unless the user agreed. */
static gboolean
may_connect (VouchEvents *self)
{
  const char *url = vouch_server_get_events_url (self->server);
  VouchTerms *terms = vouch_server_get_terms (self->server);

  return self->token != NULL && !self->refused && url != NULL &&
         (g_str_has_prefix (url, "wss:") || vouch_server_get_local (self->server) ||
          (vouch_terms_get_consents (terms) & VOUCH_CONSENT_PLAIN_HTTP));
}

static void
vouch_events_constructed (GObject *object)
{
  VouchEvents *self = VOUCH_EVENTS (object);

  G_OBJECT_CLASS (vouch_events_parent_class)->constructed (object);

  self->session = vouch_http_session_new (vouch_server_get_local (self->server));
}

static void
vouch_events_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchEvents *self = VOUCH_EVENTS (object);

  switch (property_id)
    {
    case PROP_SERVER:
      g_value_set_object (value, self->server);
      break;
    case PROP_CONNECTED:
      g_value_set_boolean (value, self->subscribed);
      break;
    case PROP_PATIENCE:
      g_value_set_uint (value, self->patience);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_events_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchEvents *self = VOUCH_EVENTS (object);

  switch (property_id)
    {
    case PROP_SERVER:
      self->server = g_value_dup_object (value);
      break;
    case PROP_PATIENCE:
      self->patience = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_events_dispose (GObject *object)
{
  disconnect (VOUCH_EVENTS (object));

  G_OBJECT_CLASS (vouch_events_parent_class)->dispose (object);
}

static void
vouch_events_finalize (GObject *object)
{
  VouchEvents *self = VOUCH_EVENTS (object);

  g_clear_object (&self->server);
  g_clear_object (&self->session);
  g_clear_pointer (&self->token, vouch_secret_free);

  G_OBJECT_CLASS (vouch_events_parent_class)->finalize (object);
}

static void
vouch_events_class_init (VouchEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_events_constructed;
  object_class->get_property = vouch_events_get_property;
  object_class->set_property = vouch_events_set_property;
  object_class->dispose = vouch_events_dispose;
  object_class->finalize = vouch_events_finalize;

  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL, VOUCH_TYPE_SERVER, VOUCH_PARAM_CONSTRUCT_READABLE);
  properties[PROP_CONNECTED] =
    g_param_spec_boolean ("connected", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  properties[PROP_PATIENCE] =
    g_param_spec_uint ("patience", NULL, NULL, 1, G_MAXINT / 1000, SILENCE_S,
                       VOUCH_PARAM_CONSTRUCT_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", VOUCH_TYPE_EVENTS, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_events_init (VouchEvents *self)
{
  self->delay = FIRST_DELAY_MS;
}

VouchEvents *
vouch_events_new (VouchServer *server)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (server), NULL);

  return g_object_new (VOUCH_TYPE_EVENTS, "server", server, NULL);
}

void
vouch_events_set_token (VouchEvents *self,
                        const char  *token)
{
  vouch_autosecret char *clean = NULL;

  g_return_if_fail (VOUCH_IS_EVENTS (self));

  clean = vouch_http_clean_token (token);
  if (g_strcmp0 (self->token, clean) == 0)
    return;
  disconnect (self);
  vouch_secret_set (&self->token, clean);
  self->refused = FALSE;
  self->delay = FIRST_DELAY_MS;
  if (may_connect (self))
    connect_now (self);
}

void
vouch_events_retry (VouchEvents *self)
{
  g_return_if_fail (VOUCH_IS_EVENTS (self));

  if (self->connection != NULL || self->cancellable != NULL || !may_connect (self))
    return;
  g_clear_handle_id (&self->retry, g_source_remove);
  self->delay = FIRST_DELAY_MS;
  connect_now (self);
}

void
vouch_events_renew (VouchEvents *self)
{
  g_return_if_fail (VOUCH_IS_EVENTS (self));

  if (self->connection != NULL && !vouch_server_get_local (self->server))
    drop_connection (self);
  vouch_events_retry (self);
}

gboolean
vouch_events_get_connected (VouchEvents *self)
{
  g_return_val_if_fail (VOUCH_IS_EVENTS (self), FALSE);

  return self->subscribed;
}
