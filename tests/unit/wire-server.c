/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-server.h"

#include <string.h>
#include <sys/socket.h>

#define TRICKLE_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)

struct _WireServer
{
  /* owned */
  GSocketService *service;
  char           *origin;
  GCancellable   *stop;
  guint16         port;

  GMutex          lock;       /* guards the members below, which threads use */
  GCond           changed;
  WireManner      manner;
  GBytes         *reply;      /* owned */
  GPtrArray      *requests;   /* owned */
  guint           running;
  gboolean        stopping;
};

/* Returns: the length of the whole request; 0 while it is not known */
static gsize
get_request_length (const GString *text)
{
  const char *head_end = strstr (text->str, "\r\n\r\n");
  const char *length;

  if (head_end == NULL)
    return 0;
  length = strstr (text->str, "\r\nContent-Length: ");
  if (length == NULL || length > head_end)
    return head_end + 4 - text->str;
  return head_end + 4 - text->str + g_ascii_strtoull (length + 18, NULL, 10);
}

static char *
read_request (WireServer   *self,
              GInputStream *input)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize count;

  while (get_request_length (text) == 0 || text->len < get_request_length (text))
    {
      count = g_input_stream_read (input, buffer, sizeof buffer, self->stop, NULL);
      if (count <= 0)
        break;
      g_string_append_len (text, buffer, count);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* Returns: whether @interval has passed before the server stopped (negative: waits for the stop) */
static gboolean
wait_or_stop (WireServer *self,
              gint64      interval)
{
  gint64 end = interval < 0 ? G_MAXINT64 : g_get_monotonic_time () + interval;
  gboolean stopping;

  g_mutex_lock (&self->lock);
  while (!self->stopping && g_cond_wait_until (&self->changed, &self->lock, end))
    ;
  stopping = self->stopping;
  g_mutex_unlock (&self->lock);
  return !stopping;
}

static void
trickle (WireServer    *self,
         GOutputStream *output,
         GBytes        *reply)
{
  gsize length;
  const char *data = g_bytes_get_data (reply, &length);

  for (gsize i = 0; i < length && wait_or_stop (self, TRICKLE_INTERVAL); i++)
    if (!g_output_stream_write_all (output, data + i, 1, NULL, self->stop, NULL))
      return;
}

static void
answer (WireServer        *self,
        GSocketConnection *connection,
        WireManner         manner,
        GBytes            *reply)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  struct linger abort_on_close = { .l_onoff = 1 };

  if (manner == WIRE_TRICKLE)
    trickle (self, output, reply);
  else
    g_output_stream_write_all (output, g_bytes_get_data (reply, NULL), g_bytes_get_size (reply),
                               NULL, self->stop, NULL);
  if (manner == WIRE_HANG)
    wait_or_stop (self, -1);
  if (manner == WIRE_RESET)
    setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET,
                SO_LINGER, &abort_on_close, sizeof abort_on_close);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

/* Runs in the main thread, before a thread gets the connection, because wire_server_free() must
 * know it. */
static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source_object,
             gpointer           user_data)
{
  WireServer *self = user_data;

  g_mutex_lock (&self->lock);
  self->running++;
  g_mutex_unlock (&self->lock);
  return FALSE;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source_object,
        gpointer                user_data)
{
  WireServer *self = user_data;
  g_autoptr(GBytes) reply = NULL;
  WireManner manner;
  char *request;

  request = read_request (self, g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_mutex_lock (&self->lock);
  reply = g_bytes_ref (self->reply);
  manner = self->manner;
  if (request != NULL)
    g_ptr_array_add (self->requests, request);
  g_mutex_unlock (&self->lock);

  if (request != NULL)
    answer (self, connection, manner, reply);

  g_mutex_lock (&self->lock);
  self->running--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

WireServer *
wire_server_new_on (const char *host,
                    guint16     port)
{
  WireServer *self = g_new0 (WireServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_from_string (host);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, port);
  g_autoptr(GSocketAddress) effective = NULL;

  self->service = g_threaded_socket_service_new (64);
  self->stop = g_cancellable_new ();
  self->reply = g_bytes_new_static ("", 0);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &effective, NULL))
    {
      wire_server_free (self);
      return NULL;
    }
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->origin = g_strdup_printf (strchr (host, ':') != NULL ? "http://[%s]:%u" : "http://%s:%u",
                                  host, self->port);
  return self;
}

WireServer *
wire_server_new_on_port (guint16 port)
{
  return wire_server_new_on ("127.0.0.1", port);
}

WireServer *
wire_server_new (void)
{
  WireServer *self = wire_server_new_on_port (0);

  g_assert_nonnull (self);
  return self;
}

void
wire_server_free (WireServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stop);
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->running > 0)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);

  g_object_unref (self->service);
  g_object_unref (self->stop);
  g_bytes_unref (self->reply);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->origin);
  g_free (self);
}

guint16
wire_server_get_port (WireServer *self)
{
  return self->port;
}

const char *
wire_server_get_origin (WireServer *self)
{
  return self->origin;
}

void
wire_server_play (WireServer *self,
                  WireManner  manner,
                  const char *bytes,
                  gssize      length)
{
  g_mutex_lock (&self->lock);
  g_bytes_unref (self->reply);
  self->reply = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  self->manner = manner;
  g_mutex_unlock (&self->lock);
}

void
wire_server_play_json (WireServer *self,
                       guint       status,
                       const char *headers,
                       const char *json)
{
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 %u X\r\n"
                                            "Content-Type: application/json\r\n"
                                            "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                                            "Connection: close\r\n"
                                            "%s\r\n%s",
                                            status, strlen (json),
                                            headers != NULL ? headers : "", json);

  wire_server_play (self, WIRE_ANSWER, reply, -1);
}

guint
wire_server_count (WireServer *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->requests->len;
  g_mutex_unlock (&self->lock);
  return count;
}

const char *
wire_server_get_request (WireServer *self,
                         guint       index)
{
  const char *request;

  g_mutex_lock (&self->lock);
  g_assert_cmpuint (index, <, self->requests->len);
  request = g_ptr_array_index (self->requests, index);
  g_mutex_unlock (&self->lock);
  return request;
}

void
wire_server_forget (WireServer *self)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_set_size (self->requests, 0);
  g_mutex_unlock (&self->lock);
}
