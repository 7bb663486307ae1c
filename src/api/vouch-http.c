/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http"

#include "vouch-http.h"

#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-peer.h"
#include "vouch-pin.h"
#include "vouch-secret.h"

#include <string.h>

#define FIRST_CAPACITY (16 * 1024)

/* One request and its reply, under one deadline. The reply gathers in memory that is wiped. */
typedef struct {
  /* owned */
  SoupMessage  *message;
  char         *call;
  GBytes       *sent;        /* (nullable) */
  GCancellable *inner;       /* cancelled by the caller's, the deadline, the peer or the pin */
  GCancellable *sending;     /* that of libsoup */
  VouchPeer    *peer;
  VouchPin     *pin;
  GInputStream *stream;
  char         *buffer;
  gsize         length;
  gsize         capacity;
  gsize         max_reply;
  guint         deadline;
  gboolean      timed_out;
} Exchange;

static gboolean trust_is_read;

static void read_more (GTask *task);

static void
free_buffer (Exchange *exchange)
{
  if (exchange->buffer != NULL)
    explicit_bzero (exchange->buffer, exchange->length);
  g_clear_pointer (&exchange->buffer, g_free);
}

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_clear_handle_id (&exchange->deadline, g_source_remove);
  free_buffer (exchange);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->peer, vouch_peer_free);
  g_clear_pointer (&exchange->pin, vouch_pin_free);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->sent, g_bytes_unref);
  g_signal_handlers_disconnect_by_data (exchange->inner, exchange);
  g_clear_object (&exchange->inner);
  g_clear_object (&exchange->sending);
  g_clear_pointer (&exchange->call, g_free);
  g_free (exchange);
}

static gboolean
on_deadline (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->deadline = 0;
  exchange->timed_out = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

/* libsoup 3.6 releases a request twice that is cancelled between its headers and
 * soup_session_send_finish (). */
static void
on_inner_cancelled (GCancellable *inner,
                    Exchange     *exchange)
{
  if (exchange->stream != NULL || soup_message_get_status (exchange->message) == SOUP_STATUS_NONE)
    g_cancellable_cancel (exchange->sending);
}

/* Ends the exchange; a connection with an unread reply is closed. Takes @error. */
static void
fail (GTask  *task,
      GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_handle_id (&exchange->deadline, g_source_remove);
  g_cancellable_cancel (exchange->inner);
  g_task_return_error (task, error);
}

static void
fail_with_io (GTask        *task,
              const GError *error)
{
  Exchange *exchange = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (vouch_peer_get_refused (exchange->peer))
    fail (task, g_error_new (VOUCH_ERROR, VOUCH_ERROR_OTHER_USER, "%s: of another user",
                             exchange->call));
  else if (vouch_pin_get_refused (exchange->pin) != NULL)
    fail (task, vouch_error_new_tls (exchange->call, vouch_pin_get_refused (exchange->pin)));
  else if (exchange->timed_out)
    fail (task, g_error_new (VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT, "%s: timed out", exchange->call));
  else if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    fail (task, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s: cancelled", exchange->call));
  else
    fail (task, vouch_http_error_translate (exchange->call, error));
}

static void
fail_too_long (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  fail (task, g_error_new (VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "%s: the reply is too long",
                           exchange->call));
}

static void
complete (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GBytes) body = NULL;

  g_clear_handle_id (&exchange->deadline, g_source_remove);
  body = vouch_secret_take_bytes (g_steal_pointer (&exchange->buffer), exchange->length);
  if (SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (exchange->message)))
    g_task_return_pointer (task, g_steal_pointer (&body), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, vouch_http_error_for_reply (exchange->call, exchange->message,
                                                           exchange->sent, body));
}

static const char *
get_encodings (SoupMessage *message)
{
  return soup_message_headers_get_list (soup_message_get_response_headers (message),
                                        "Content-Encoding");
}

/* Lower case for libsoup, which unpacks only what is spelt so (RFC 9110, 8.4.1: any case). */
static void
on_got_headers (SoupMessage *message)
{
  const char *encodings = get_encodings (message);
  g_autofree char *lower = encodings != NULL ? g_ascii_strdown (encodings, -1) : NULL;

  if (lower != NULL)
    soup_message_headers_replace (soup_message_get_response_headers (message), "Content-Encoding",
                                  lower);
}

/* libsoup has no error of its own for invalid brotli. */
static gboolean
is_unpacking_error (SoupMessage  *message,
                    const GError *error)
{
  return get_encodings (message) != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
on_read_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count < 0)
    {
      if (is_unpacking_error (exchange->message, error))
        fail (task, g_error_new (VOUCH_ERROR, VOUCH_ERROR_MALFORMED,
                                 "%s: the reply cannot be unpacked", exchange->call));
      else
        fail_with_io (task, error);
      return;
    }
  exchange->length += count;
  if (exchange->length > exchange->max_reply)
    fail_too_long (task);
  else if (count == 0)
    complete (task);
  else
    read_more (g_steal_pointer (&task));
}

/* Grows by hand: a GByteArray would leave its old memory unwiped. */
static void
grow_buffer (Exchange *exchange)
{
  gsize capacity = CLAMP (2 * exchange->capacity, FIRST_CAPACITY, exchange->max_reply + 1);
  char *buffer = g_malloc (capacity);

  if (exchange->buffer != NULL)
    memcpy (buffer, exchange->buffer, exchange->length);
  free_buffer (exchange);
  exchange->buffer = buffer;
  exchange->capacity = capacity;
}

/* Takes @task. */
static void
read_more (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (exchange->length == exchange->capacity)
    grow_buffer (exchange);
  g_input_stream_read_async (exchange->stream,
                             exchange->buffer + exchange->length,
                             exchange->capacity - exchange->length,
                             G_PRIORITY_DEFAULT,
                             exchange->inner,
                             on_read_ready,
                             task);
}

/* Some servers compress without being asked, and libsoup unpacks while it reads: the limit of a
 * reply holds. Several encodings in a row have no such limit in between. */
static gboolean
is_packed_twice (SoupMessage *message)
{
  const char *encodings = get_encodings (message);

  return encodings != NULL && strchr (encodings, ',') != NULL;
}

static void
on_send_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream != NULL && g_cancellable_is_cancelled (exchange->inner))
    g_cancellable_cancel (exchange->sending);
  if (exchange->stream == NULL)
    fail_with_io (task, error);
  else if (soup_message_headers_get_content_length (
             soup_message_get_response_headers (exchange->message)) > (goffset) exchange->max_reply)
    fail_too_long (task);
  else if (is_packed_twice (exchange->message))
    fail (task, g_error_new (VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "%s: the reply is packed twice",
                             exchange->call));
  else
    read_more (g_steal_pointer (&task));
}

/* Takes @task. */
static void
send (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  soup_session_send_async (g_task_get_source_object (task), exchange->message, G_PRIORITY_DEFAULT,
                           exchange->sending, on_send_ready, task);
}

/* Reads the list of trusted certificates of the system, which GIO keeps then. It takes longer than
 * a frame may. */
static void
read_trust (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  GTlsDatabase *database = g_tls_backend_get_default_database (g_tls_backend_get_default ());

  g_clear_object (&database);
  g_task_return_boolean (task, TRUE);
}

static void
on_read_trust_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  trust_is_read = TRUE;
  send (user_data);
}

/**
 * vouch_http_session_new:
 * @local: whether it is for this computer: then no proxy is used
 */
SoupSession *
vouch_http_session_new (gboolean local)
{
  SoupSession *session = soup_session_new_with_options ("user-agent", "Vouch/" VOUCH_VERSION,
                                                        "max-conns-per-host", 4,
                                                        NULL);

  if (local)
    soup_session_set_proxy_resolver (session, NULL);
  /* These features can repeat a request by themselves. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
  return session;
}

void
vouch_http_send_async (SoupSession            *session,
                       SoupMessage            *message,
                       const char             *call,
                       const char             *content_type,
                       GBytes                 *body,
                       const VouchHttpOptions *options,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  VouchConsents consents = vouch_terms_get_consents (options->terms);
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);
  g_autoptr(GTask) reading = NULL;

  g_task_set_source_tag (task, vouch_http_send_async);
  g_task_set_task_data (task, exchange, exchange_free);
  exchange->message = g_object_ref (message);
  g_signal_connect (message, "got-headers", G_CALLBACK (on_got_headers), NULL);
  exchange->call = g_strdup (call);
  if (body != NULL)
    {
      exchange->sent = g_bytes_ref (body);
      soup_message_set_request_body_from_bytes (message, content_type, body);
    }
  exchange->max_reply = options->max_reply != 0 ? options->max_reply : VOUCH_HTTP_MAX_REPLY;
  exchange->inner = g_cancellable_new ();
  exchange->sending = g_cancellable_new ();
  g_signal_connect (exchange->inner, "cancelled", G_CALLBACK (on_inner_cancelled), exchange);
  exchange->peer = vouch_peer_new (message, consents & VOUCH_CONSENT_OTHER_USER, exchange->inner);
  exchange->pin = vouch_pin_new (message, vouch_terms_get_fingerprint (options->terms),
                                 exchange->inner);
  exchange->deadline = g_timeout_add (options->timeout_ms, on_deadline, exchange);
  if (cancellable != NULL)
    {
      g_signal_connect_object (cancellable, "cancelled",
                               G_CALLBACK (g_cancellable_cancel), exchange->inner,
                               G_CONNECT_SWAPPED);
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (exchange->inner);
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Accept-Encoding", "identity");
  if (trust_is_read || !g_str_equal (g_uri_get_scheme (soup_message_get_uri (message)), "https"))
    {
      send (task);
      return;
    }
  reading = g_task_new (NULL, NULL, on_read_trust_ready, task);
  g_task_run_in_thread (reading, read_trust);
}

GBytes *
vouch_http_send_finish (SoupSession   *session,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
vouch_http_clean_token (const char *token)
{
  vouch_autosecret char *clean = token != NULL ? vouch_input_token (token) : NULL;

  return clean != NULL && *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}
