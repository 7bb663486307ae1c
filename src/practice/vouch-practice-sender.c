/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-sender"

#include "vouch-practice-sender.h"

#include <string.h>
#include <sys/socket.h>

#include "vouch-practice-error.h"
#include "vouch-practice-wire.h"

/* Sends replies, whole or faulty. */

#define HUGE_LENGTH (2 * 1024 * 1024)
#define DEEP_LEVELS 50000
#define TRICKLE_INTERVAL 100

/* A reply that is sent late or byte by byte. It is freed with the message. */
typedef struct {
  /* borrowed */
  SoupServerMessage *message;

  /* owned */
  char              *rest;    /* is sent byte by byte; NULL where the reply is sent whole */

  gsize              sent;
  guint              source;
} Lingering;

/* libsoup 3.2 does not notice that the client has closed a connection on which a body was sent, and
 * keeps its end open for ever. So each reply closes its connection. */
static SoupMessageHeaders *
begin_reply (SoupServerMessage *message,
             guint              status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Connection", "close");
  return headers;
}

void
vouch_practice_sender_send (SoupServerMessage  *message,
                            VouchPracticeReply *reply)
{
  SoupMessageHeaders *headers = begin_reply (message, reply->status);

  if (reply->location != NULL)
    soup_message_headers_replace (headers, "Location", reply->location);
  if (reply->retry_after != NULL)
    soup_message_headers_replace (headers, "Retry-After", reply->retry_after);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (reply->body != NULL)
    soup_server_message_set_response (message, reply->type, SOUP_MEMORY_COPY,
                                      reply->body, strlen (reply->body));
}

gboolean
vouch_practice_sender_needs_reply (const VouchPracticeFault *fault)
{
  switch (fault->kind)
    {
    case VOUCH_PRACTICE_FAULT_CUT:
    case VOUCH_PRACTICE_FAULT_TRUNCATED:
    case VOUCH_PRACTICE_FAULT_SLOW:
    case VOUCH_PRACTICE_FAULT_LATE:
    case VOUCH_PRACTICE_FAULT_WRONG_TYPES:
    case VOUCH_PRACTICE_FAULT_NULLS:
    case VOUCH_PRACTICE_FAULT_HUGE:
      return TRUE;
    case VOUCH_PRACTICE_FAULT_RESET:
    case VOUCH_PRACTICE_FAULT_HANG:
    case VOUCH_PRACTICE_FAULT_GARBAGE:
    case VOUCH_PRACTICE_FAULT_HTML:
    case VOUCH_PRACTICE_FAULT_EMPTY:
    case VOUCH_PRACTICE_FAULT_REDIRECT:
    case VOUCH_PRACTICE_FAULT_DEEP:
    case VOUCH_PRACTICE_FAULT_STATUS:
    default:
      return fault->afterwards;
    }
}

/* Writes @length bytes of @text and closes the connection. @reset: with a TCP reset */
static void
break_off (SoupServerMessage *message,
           const char        *text,
           gsize              length,
           gboolean           reset)
{
  struct linger abruptly = { .l_onoff = 1, .l_linger = 0 };
  g_autoptr(GSocket) socket = g_object_ref (soup_server_message_get_socket (message));
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  if (length > 0)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream), text, length,
                               NULL, NULL, NULL);
  if (reset)
    setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &abruptly, sizeof abruptly);
  g_io_stream_close (stream, NULL, NULL);
}

static void
send_half (SoupServerMessage  *message,
           VouchPracticeReply *reply,
           gboolean            reset)
{
  g_autofree char *whole = vouch_practice_reply_print (reply);
  gsize body = reply->body != NULL ? strlen (reply->body) : 0;

  break_off (message, whole, strlen (whole) - (body + 1) / 2, reset);
}

static gboolean
on_next_byte_due (gpointer user_data)
{
  Lingering *lingering = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (lingering->message);
  gboolean more = lingering->rest[lingering->sent] != '\0';

  if (more)
    soup_message_body_append (body, SOUP_MEMORY_COPY, lingering->rest + lingering->sent++, 1);
  else
    soup_message_body_complete (body);
  soup_server_message_unpause (lingering->message);
  if (!more)
    lingering->source = 0;
  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* A message can be finalised without being finished, when the server stops. */
static void
on_lingering_gone (gpointer  user_data,
                   GObject  *message)
{
  Lingering *lingering = user_data;

  g_clear_handle_id (&lingering->source, g_source_remove);
  g_free (lingering->rest);
  g_free (lingering);
}

static void
send_slowly (SoupServerMessage  *message,
             VouchPracticeReply *reply)
{
  Lingering *lingering = g_new0 (Lingering, 1);
  SoupMessageHeaders *headers = begin_reply (message, reply->status);

  lingering->message = message;
  lingering->rest = g_strdup (reply->body != NULL ? reply->body : "");
  if (reply->type != NULL)
    soup_message_headers_replace (headers, "Content-Type", reply->type);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  lingering->source = g_timeout_add (TRICKLE_INTERVAL, on_next_byte_due, lingering);
  g_object_weak_ref (G_OBJECT (message), on_lingering_gone, lingering);
}

static gboolean
on_lateness_over (gpointer user_data)
{
  Lingering *lingering = user_data;

  lingering->source = 0;
  soup_server_message_unpause (lingering->message);
  return G_SOURCE_REMOVE;
}

/* Sends the state of the time of the request, which may have changed since. */
static void
send_late (SoupServerMessage  *message,
           VouchPracticeReply *reply,
           guint               delay)
{
  Lingering *lingering = g_new0 (Lingering, 1);

  lingering->message = message;
  vouch_practice_sender_send (message, reply);
  soup_server_message_pause (message);
  lingering->source = g_timeout_add (delay, on_lateness_over, lingering);
  g_object_weak_ref (G_OBJECT (message), on_lingering_gone, lingering);
}

static gboolean
on_hanging_readable (GSocket      *socket,
                     GIOCondition  condition,
                     gpointer      user_data)
{
  Lingering *lingering = user_data;
  char byte;

  lingering->source = 0;
  /* A byte belongs to the next request, which gets no answer either. No byte: the client left. */
  if (recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0)
    soup_server_message_unpause (lingering->message);
  return G_SOURCE_REMOVE;
}

/* Keeps the message paused until the client closes the connection. */
static void
send_nothing (SoupServerMessage *message)
{
  Lingering *lingering = g_new0 (Lingering, 1);
  g_autoptr(GSource) source = NULL;

  lingering->message = message;
  begin_reply (message, SOUP_STATUS_SERVICE_UNAVAILABLE);
  soup_server_message_pause (message);
  source = g_socket_create_source (soup_server_message_get_socket (message), G_IO_IN | G_IO_HUP,
                                   NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (on_hanging_readable), lingering, NULL);
  lingering->source = g_source_attach (source, NULL);
  g_object_weak_ref (G_OBJECT (message), on_lingering_gone, lingering);
}

static void
send_text (SoupServerMessage *message,
           const char        *type,
           const char        *text,
           gsize              length)
{
  begin_reply (message, SOUP_STATUS_OK);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, length);
}

static void
send_garbage (SoupServerMessage *message)
{
  static const char garbage[] = "{\"state\": \"re\xff\xfe\xc3\x28\", \x80\x00 ]}";

  send_text (message, "application/json", garbage, sizeof garbage - 1);
}

/* Adds a member of 2 MiB to the reply. */
static void
send_huge (SoupServerMessage  *message,
           VouchPracticeReply *reply)
{
  g_autoptr(GString) text = g_string_new ("{\"padding\":\"");
  gsize start = text->len;

  g_string_set_size (text, start + HUGE_LENGTH);
  memset (text->str + start, 'x', HUGE_LENGTH);
  g_string_append_c (text, '"');
  if (reply->body != NULL && strlen (reply->body) > 2)
    g_string_append_printf (text, ",%s", reply->body + 1);
  else
    g_string_append_c (text, '}');
  send_text (message, "application/json", text->str, text->len);
}

static void
send_deep (SoupServerMessage *message)
{
  g_autoptr(GString) text = g_string_new ("{\"state\":");
  gsize start = text->len;

  g_string_set_size (text, start + 2 * DEEP_LEVELS);
  memset (text->str + start, '[', DEEP_LEVELS);
  memset (text->str + start + DEEP_LEVELS, ']', DEEP_LEVELS);
  g_string_append_c (text, '}');
  send_text (message, "application/json", text->str, text->len);
}

static JsonNode *
make_wrong (JsonNode *right)
{
  JsonNode *wrong;

  if (JSON_NODE_HOLDS_OBJECT (right))
    {
      wrong = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (wrong, json_array_new ());
      return wrong;
    }
  if (JSON_NODE_HOLDS_ARRAY (right))
    {
      wrong = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (wrong, json_object_new ());
      return wrong;
    }
  wrong = json_node_new (JSON_NODE_VALUE);
  if (json_node_get_value_type (right) == G_TYPE_STRING)
    json_node_set_int (wrong, 7);
  else
    json_node_set_string (wrong, "seven");
  return wrong;
}

/* Gives each member of the reply another type. @nulls: null */
static void
send_twisted (SoupServerMessage  *message,
              VouchPracticeReply *reply,
              gboolean            nulls)
{
  g_autoptr(GBytes) text = g_bytes_new (reply->body != NULL ? reply->body : "{}",
                                        reply->body != NULL ? strlen (reply->body) : 2);
  g_autoptr(JsonObject) right = vouch_practice_wire_parse (text, NULL);
  JsonObject *wrong = json_object_new ();
  g_autoptr(GList) members = json_object_get_members (right);
  g_autoptr(VouchPracticeReply) twisted = NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (right, l->data);

      json_object_set_member (wrong, l->data,
                              nulls ? json_node_new (JSON_NODE_NULL) : make_wrong (node));
    }
  twisted = vouch_practice_reply_new_json (reply->status, wrong);
  vouch_practice_sender_send (message, twisted);
}

static void
send_status (SoupServerMessage        *message,
             const VouchPracticeFault *fault)
{
  const char *reason = fault->reason != NULL ? fault->reason : "This is practice.";
  JsonObject *envelope = vouch_practice_wire_envelope ("practice_fault", reason);
  g_autoptr(VouchPracticeReply) reply = vouch_practice_reply_new_json (fault->status, envelope);

  reply->retry_after = g_strdup (fault->retry_after);
  vouch_practice_sender_send (message, reply);
}

static void
send_redirect (SoupServerMessage *message,
               const char        *elsewhere)
{
  g_autoptr(VouchPracticeReply) reply = vouch_practice_reply_new (SOUP_STATUS_TEMPORARY_REDIRECT);

  reply->location = g_strdup (elsewhere);
  vouch_practice_sender_send (message, reply);
}

/* The page of a captive portal, such as a hotel's. */
static void
send_html (SoupServerMessage *message)
{
  static const char page[] = "<!DOCTYPE html><html><head><title>Welcome</title></head>"
                             "<body><h1>Please sign in to the guest network</h1></body></html>";

  send_text (message, "text/html; charset=utf-8", page, strlen (page));
}

void
vouch_practice_sender_send_faulty (SoupServerMessage        *message,
                                   VouchPracticeReply       *reply,
                                   const VouchPracticeFault *fault,
                                   const char               *elsewhere)
{
  g_return_if_fail (reply != NULL || !vouch_practice_sender_needs_reply (fault));

  switch (fault->kind)
    {
    case VOUCH_PRACTICE_FAULT_RESET:
      break_off (message, NULL, 0, TRUE);
      break;
    case VOUCH_PRACTICE_FAULT_CUT:
    case VOUCH_PRACTICE_FAULT_TRUNCATED:
      send_half (message, reply, fault->kind == VOUCH_PRACTICE_FAULT_CUT);
      break;
    case VOUCH_PRACTICE_FAULT_HANG:
      send_nothing (message);
      break;
    case VOUCH_PRACTICE_FAULT_SLOW:
      send_slowly (message, reply);
      break;
    case VOUCH_PRACTICE_FAULT_LATE:
      send_late (message, reply, fault->delay);
      break;
    case VOUCH_PRACTICE_FAULT_GARBAGE:
      send_garbage (message);
      break;
    case VOUCH_PRACTICE_FAULT_HTML:
      send_html (message);
      break;
    case VOUCH_PRACTICE_FAULT_EMPTY:
      send_text (message, "application/json", "", 0);
      break;
    case VOUCH_PRACTICE_FAULT_REDIRECT:
      send_redirect (message, elsewhere);
      break;
    case VOUCH_PRACTICE_FAULT_WRONG_TYPES:
    case VOUCH_PRACTICE_FAULT_NULLS:
      send_twisted (message, reply, fault->kind == VOUCH_PRACTICE_FAULT_NULLS);
      break;
    case VOUCH_PRACTICE_FAULT_HUGE:
      send_huge (message, reply);
      break;
    case VOUCH_PRACTICE_FAULT_DEEP:
      send_deep (message);
      break;
    case VOUCH_PRACTICE_FAULT_STATUS:
    default:
      send_status (message, fault);
      break;
    }
}
