/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-events"

#include "vouch-practice-events.h"

#define PING_MS       30000
#define FIRST_PING_MS 10500

/* The WebSocket side of the server. */
struct _VouchPracticeEvents
{
  GObject parent_instance;

  /* owned */
  VouchPracticeAccount *account;
  GPtrArray            *connections;   /* of SoupWebsocketConnection */
  GHashTable           *subscribed;    /* connection, borrowed from the array → its last "seq" */

  VouchPracticeForm     form;
  guint                 ping_interval; /* milliseconds; 0: never */
  gboolean              old;
};

G_DEFINE_FINAL_TYPE (VouchPracticeEvents, vouch_practice_events, G_TYPE_OBJECT)

static void
send_object (SoupWebsocketConnection *connection,
             JsonObject              *object)
{
  g_autoptr(JsonObject) owned = object;
  g_autofree char *text = vouch_practice_wire_print (owned);

  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_send_text (connection, text);
}

static JsonObject *
make_frame (const char *type)
{
  JsonObject *frame = json_object_new ();

  json_object_set_string_member (frame, "type", type);
  return frame;
}

/* The frame as it was seen of a running Beeper. */
static void
send_state (VouchPracticeEvents     *self,
            SoupWebsocketConnection *connection)
{
  guint sequence = GPOINTER_TO_UINT (g_hash_table_lookup (self->subscribed, connection)) + 1;
  JsonObject *frame = make_frame ("app.state.updated");

  g_hash_table_insert (self->subscribed, connection, GUINT_TO_POINTER (sequence));
  json_object_set_int_member (frame, "seq", sequence);
  json_object_set_int_member (frame, "ts", g_get_real_time () / 1000);
  json_object_set_object_member (frame, "appState",
                                 vouch_practice_wire_session (self->account, self->form));
  send_object (connection, frame);
}

static void
on_account_changed (VouchPracticeAccount *account,
                    gpointer              user_data)
{
  VouchPracticeEvents *self = user_data;

  for (guint i = 0; i < self->connections->len; i++)
    {
      SoupWebsocketConnection *connection = g_ptr_array_index (self->connections, i);

      if (g_hash_table_contains (self->subscribed, connection))
        send_state (self, connection);
    }
}

static void
send_error (SoupWebsocketConnection *connection,
            const char              *request_id)
{
  JsonObject *frame = make_frame ("error");

  if (request_id != NULL)
    json_object_set_string_member (frame, "requestID", request_id);
  json_object_set_string_member (frame, "code", "INVALID_PAYLOAD");
  json_object_set_string_member (frame, "message", "This message is not understood.");
  send_object (connection, frame);
}

static gboolean
read_app_state (JsonObject *message,
                gboolean   *wanted)
{
  JsonNode *app = json_object_get_member (message, "app");
  JsonNode *state;

  *wanted = FALSE;
  if (app == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (app))
    return FALSE;
  state = json_object_get_member (json_node_get_object (app), "state");
  if (state == NULL || json_node_get_value_type (state) != G_TYPE_BOOLEAN)
    return FALSE;
  *wanted = json_node_get_boolean (state);
  return TRUE;
}

static void
subscribe (VouchPracticeEvents     *self,
           SoupWebsocketConnection *connection,
           const char              *request_id,
           gboolean                 wanted)
{
  JsonObject *frame = make_frame ("subscriptions.updated");
  JsonObject *app = json_object_new ();

  if (request_id != NULL)
    json_object_set_string_member (frame, "requestID", request_id);
  json_object_set_array_member (frame, "chatIDs", json_array_new ());
  json_object_set_boolean_member (app, "state", wanted);
  json_object_set_object_member (frame, "app", app);
  send_object (connection, frame);

  if (!wanted)
    g_hash_table_remove (self->subscribed, connection);
  else if (!g_hash_table_contains (self->subscribed, connection))
    send_state (self, connection);
}

/* libsoup counts in whole seconds; 0 is never. */
static void
set_pings (SoupWebsocketConnection *connection,
           guint                    milliseconds)
{
  soup_websocket_connection_set_keepalive_interval (connection, (milliseconds + 999) / 1000);
}

/* After the pong of the first ping, the next ones follow at the interval. */
static void
on_connection_pong (SoupWebsocketConnection *connection,
                    GBytes                  *message,
                    gpointer                 user_data)
{
  VouchPracticeEvents *self = user_data;

  set_pings (connection, self->ping_interval);
}

static void
on_connection_message (SoupWebsocketConnection *connection,
                       int                      kind,
                       GBytes                  *text,
                       gpointer                 user_data)
{
  VouchPracticeEvents *self = user_data;
  g_autoptr(JsonObject) message = vouch_practice_wire_parse (text, NULL);
  const char *type, *request_id;
  gboolean wanted;

  if (message == NULL)
    {
      send_error (connection, NULL);
      return;
    }
  type = vouch_practice_wire_get_string (message, "type");
  request_id = vouch_practice_wire_get_string (message, "requestID");
  if (g_strcmp0 (type, "subscriptions.set") != 0 || self->old ||
      !read_app_state (message, &wanted))
    send_error (connection, request_id);
  else
    subscribe (self, connection, request_id, wanted);
}

static void
on_connection_closed (SoupWebsocketConnection *connection,
                      gpointer                 user_data)
{
  VouchPracticeEvents *self = user_data;

  g_signal_handlers_disconnect_by_data (connection, self);
  g_hash_table_remove (self->subscribed, connection);
  g_ptr_array_remove (self->connections, connection);
}

static void
vouch_practice_events_dispose (GObject *object)
{
  VouchPracticeEvents *self = VOUCH_PRACTICE_EVENTS (object);

  vouch_practice_events_close (self);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (vouch_practice_events_parent_class)->dispose (object);
}

static void
vouch_practice_events_finalize (GObject *object)
{
  VouchPracticeEvents *self = VOUCH_PRACTICE_EVENTS (object);

  g_hash_table_unref (self->subscribed);
  g_ptr_array_unref (self->connections);

  G_OBJECT_CLASS (vouch_practice_events_parent_class)->finalize (object);
}

static void
vouch_practice_events_class_init (VouchPracticeEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_practice_events_dispose;
  object_class->finalize = vouch_practice_events_finalize;
}

static void
vouch_practice_events_init (VouchPracticeEvents *self)
{
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->subscribed = g_hash_table_new (NULL, NULL);
  self->ping_interval = PING_MS;
}

VouchPracticeEvents *
vouch_practice_events_new (VouchPracticeAccount *account)
{
  VouchPracticeEvents *self = g_object_new (VOUCH_TYPE_PRACTICE_EVENTS, NULL);

  self->account = g_object_ref (account);
  g_signal_connect_object (account, "changed", G_CALLBACK (on_account_changed), self, 0);
  return self;
}

void
vouch_practice_events_add (VouchPracticeEvents     *self,
                           SoupWebsocketConnection *connection)
{
  JsonObject *frame = make_frame ("ready");

  g_ptr_array_add (self->connections, g_object_ref (connection));
  g_signal_connect_object (connection, "message", G_CALLBACK (on_connection_message), self, 0);
  g_signal_connect_object (connection, "closed", G_CALLBACK (on_connection_closed), self, 0);
  g_signal_connect_object (connection, "pong", G_CALLBACK (on_connection_pong), self, 0);
  set_pings (connection, MIN (self->ping_interval, FIRST_PING_MS));
  json_object_set_int_member (frame, "version", 1);
  json_object_set_array_member (frame, "chatIDs", json_array_new ());
  send_object (connection, frame);
}

void
vouch_practice_events_set_old (VouchPracticeEvents *self,
                               gboolean             old)
{
  self->old = old;
}

void
vouch_practice_events_set_form (VouchPracticeEvents *self,
                                VouchPracticeForm    form)
{
  self->form = form;
}

void
vouch_practice_events_set_ping_interval (VouchPracticeEvents *self,
                                         guint                milliseconds)
{
  self->ping_interval = milliseconds;
  for (guint i = 0; i < self->connections->len; i++)
    set_pings (g_ptr_array_index (self->connections, i), milliseconds);
}

guint
vouch_practice_events_count (VouchPracticeEvents *self)
{
  return self->connections->len;
}

void
vouch_practice_events_close (VouchPracticeEvents *self)
{
  g_hash_table_remove_all (self->subscribed);
  for (guint i = 0; i < self->connections->len; i++)
    {
      SoupWebsocketConnection *connection = g_ptr_array_index (self->connections, i);

      g_signal_handlers_disconnect_by_data (connection, self);
      if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
  g_ptr_array_set_size (self->connections, 0);
}
