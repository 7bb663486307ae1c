/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-server"

#include "vouch-practice-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "vouch-practice-auto-phone.h"
#include "vouch-practice-events.h"
#include "vouch-practice-fault.h"
#include "vouch-practice-info.h"
#include "vouch-practice-oauth.h"
#include "vouch-practice-sender.h"
#include "vouch-practice-setup.h"
#include "vouch-practice-wire.h"

#define CONTROL_PREFIX "/practice/"
#define ELSEWHERE_PATH "/practice/elsewhere"
#define EVENTS_PATH "/v1/ws"
#define INFO_PATH "/v1/info"
#define SETUP_PREFIX "/v1/app/setup"
#define PATH_LIMIT 80
#define LOG_LIMIT 5000

/* Takes requests, passes each to the API that it is for, sends and logs the replies. */

struct _VouchPracticeServer
{
  GObject parent_instance;

  /* owned */
  VouchPracticeAccount   *account;
  VouchPracticeOauth     *oauth;
  VouchPracticeEvents    *events;
  VouchPracticeAutoPhone *auto_phone;   /* NULL: the phone waits to be pressed */
  GTlsCertificate        *certificate;  /* NULL: plain http */
  SoupServer             *http;         /* NULL while stopped */
  GPtrArray              *faults;       /* of VouchPracticeFault */
  GPtrArray              *log;          /* of char *, ends with NULL */
  char                   *base_url;

  VouchPracticeHandler    control;      /* (nullable): of requests that steer the server */
  VouchPracticeForm       form;
  VouchPracticeProduct    product;
  guint16                 port;
  gboolean                prints_log;
  gboolean                capital_codes;
};

G_DEFINE_FINAL_TYPE (VouchPracticeServer, vouch_practice_server, G_TYPE_OBJECT)

/* One request while it is answered. */
typedef struct {
  /* borrowed */
  VouchPracticeServer *server;
  SoupServerMessage   *message;
  const char          *method;
  const char          *path;      /* percent-encoded */
  GHashTable          *query;

  /* owned */
  GBytes              *body;
  char                *where;     /* the path for the log, without an id */
  char                *fact;
} Exchange;

static void
exchange_clear (Exchange *exchange)
{
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_clear_pointer (&exchange->where, g_free);
  g_clear_pointer (&exchange->fact, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exchange, exchange_clear)

static const char *
find_bearer (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *header = soup_message_headers_get_one (headers, "Authorization");

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", strlen ("Bearer ")) != 0)
    return NULL;
  return header + strlen ("Bearer ");
}

static const char *
judge_token (VouchPracticeAccount *account,
             const char           *token)
{
  if (!vouch_practice_account_takes_token (account, token))
    return "bad";
  return vouch_practice_account_may_write (account, token) ? "good" : "read-only";
}

/* The log has no secret: no token, body, query or id. A path of the client is reduced to plain
 * letters. */
static void
write_log (Exchange   *exchange,
           guint       status,
           const char *fault)
{
  VouchPracticeServer *self = exchange->server;
  g_autoptr(GString) line = g_string_new (NULL);
  const char *token = find_bearer (exchange->message);
  g_autofree char *where = g_strndup (exchange->where, PATH_LIMIT);

  g_strcanon (where, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.{}", '?');
  g_string_append_printf (line, "%s %s %u", exchange->method, where, status);
  if (token != NULL)
    g_string_append_printf (line, " bearer=%s", judge_token (self->account, token));
  if (exchange->fact != NULL)
    {
      g_strcanon (exchange->fact, "abcdefghijklmnopqrstuvwxyz_.=", '?');
      g_string_append_printf (line, " %.*s", PATH_LIMIT, exchange->fact);
    }
  if (fault != NULL)
    g_string_append_printf (line, " fault=%s", fault);

  if (self->prints_log)
    g_printerr ("%s\n", line->str);
  if (self->log->len > LOG_LIMIT)
    g_ptr_array_remove_index (self->log, 0);
  g_ptr_array_insert (self->log, self->log->len - 1, g_strdup (line->str));
}

static VouchPracticeReply *
answer_setup (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (exchange->message);
  g_auto(VouchPracticeRequest) request = {
    .account = exchange->server->account,
    .method = exchange->method,
    .path = exchange->path,
    .token = find_bearer (exchange->message),
    .type = soup_message_headers_get_one (headers, "Content-Type"),
    .text = exchange->body,
    .form = exchange->server->form,
  };
  g_autoptr(GError) error = NULL;
  gboolean done = vouch_practice_setup_answer (&request, &error);

  exchange->fact = g_steal_pointer (&request.fact);
  if (!done)
    return vouch_practice_reply_new_error (error, exchange->server->capital_codes);
  if (request.reply == NULL)
    return vouch_practice_reply_new (204);
  return vouch_practice_reply_new_json (200, g_steal_pointer (&request.reply));
}

static VouchPracticeReply *
answer (Exchange *exchange)
{
  VouchPracticeServer *self = exchange->server;
  VouchPracticeReply *reply;

  if (strcmp (exchange->method, "GET") == 0 && strcmp (exchange->path, INFO_PATH) == 0)
    {
      JsonObject *info = vouch_practice_info_describe (self->product, self->oauth,
                                                       self->base_url, self->port);

      return vouch_practice_reply_new_json (200, info);
    }
  reply = vouch_practice_oauth_answer (self->oauth, self->base_url, exchange->method,
                                       exchange->path, exchange->query, exchange->body);
  return reply != NULL ? reply : answer_setup (exchange);
}

static VouchPracticeFault *
take_fault (Exchange *exchange)
{
  GPtrArray *faults = exchange->server->faults;

  for (guint i = 0; i < faults->len; i++)
    if (vouch_practice_fault_take (g_ptr_array_index (faults, i), exchange->method,
                                   exchange->path))
      return g_ptr_array_index (faults, i);
  return NULL;
}

static void
send_faulty (Exchange           *exchange,
              VouchPracticeFault *fault)
{
  g_autoptr(VouchPracticeReply) reply = NULL;
  g_autofree char *elsewhere = g_strdup_printf ("http%s://localhost:%u" ELSEWHERE_PATH,
                                                exchange->server->certificate != NULL ? "s" : "",
                                                exchange->server->port);

  if (vouch_practice_sender_needs_reply (fault))
    reply = answer (exchange);
  write_log (exchange, reply != NULL ? reply->status : fault->status, fault->name);
  vouch_practice_sender_send_faulty (exchange->message, reply, fault, elsewhere);
}

static void
prepare (Exchange            *exchange,
         VouchPracticeServer *self,
         SoupServerMessage   *message,
         GHashTable          *query)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *pattern;

  exchange->server = self;
  exchange->message = message;
  exchange->method = soup_server_message_get_method (message);
  exchange->path = g_uri_get_path (soup_server_message_get_uri (message));
  exchange->query = query;
  exchange->body = soup_message_body_flatten (body);
  pattern = vouch_practice_setup_find_pattern (exchange->method, exchange->path);
  exchange->where = pattern != NULL ? g_strconcat (SETUP_PREFIX, pattern, NULL)
                                    : g_strdup (exchange->path);
}

static void
on_request (SoupServer        *http,
            SoupServerMessage *message,
            const char        *decoded_path,
            GHashTable        *query,
            gpointer           user_data)
{
  g_auto(Exchange) exchange = { NULL };
  g_autoptr(VouchPracticeReply) reply = NULL;
  VouchPracticeFault *fault;

  prepare (&exchange, user_data, message, query);
  if (exchange.server->control != NULL && g_str_has_prefix (exchange.path, CONTROL_PREFIX) &&
      strcmp (exchange.path, ELSEWHERE_PATH) != 0)
    {
      reply = exchange.server->control (exchange.server, exchange.method, exchange.path,
                                        exchange.body);
      vouch_practice_sender_send (message, reply);
      return;
    }
  fault = take_fault (&exchange);
  if (fault != NULL)
    {
      send_faulty (&exchange, fault);
      return;
    }
  reply = answer (&exchange);
  write_log (&exchange, reply->status, NULL);
  vouch_practice_sender_send (message, reply);
}

/* Runs before the upgrade, which happens unless a status is set. */
static void
on_events_request (SoupServer        *http,
                   SoupServerMessage *message,
                   const char        *path,
                   GHashTable        *query,
                   gpointer           user_data)
{
  g_auto(Exchange) exchange = { NULL };
  VouchPracticeFault *fault;
  g_autoptr(GError) error = NULL;
  g_autoptr(VouchPracticeReply) reply = NULL;

  prepare (&exchange, user_data, message, query);
  fault = take_fault (&exchange);
  if (fault != NULL && !vouch_practice_sender_needs_reply (fault))
    {
      send_faulty (&exchange, fault);
      return;
    }
  if (!vouch_practice_account_takes_token (exchange.server->account, find_bearer (message)))
    g_set_error_literal (&error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_UNAUTHORIZED,
                         "An access token is needed.");
  else if (!soup_websocket_server_check_handshake (message, NULL, NULL, NULL, NULL))
    g_set_error_literal (&error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                         "Only WebSocket connections are taken here.");
  if (error != NULL)
    {
      reply = vouch_practice_reply_new_error (error, exchange.server->capital_codes);
      vouch_practice_sender_send (message, reply);
    }
  write_log (&exchange, reply != NULL ? reply->status : 101, NULL);
}

static void
on_events_opened (SoupServer              *http,
                  SoupServerMessage       *message,
                  const char              *path,
                  SoupWebsocketConnection *connection,
                  gpointer                 user_data)
{
  VouchPracticeServer *self = user_data;

  vouch_practice_events_add (self->events, connection);
}

void
vouch_practice_server_stop (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  if (self->http == NULL)
    return;
  vouch_practice_events_close (self->events);
  soup_server_disconnect (self->http);
  g_clear_object (&self->http);
}

static void
vouch_practice_server_dispose (GObject *object)
{
  VouchPracticeServer *self = VOUCH_PRACTICE_SERVER (object);

  vouch_practice_server_stop (self);
  g_clear_object (&self->auto_phone);
  g_clear_object (&self->certificate);
  g_clear_object (&self->events);
  g_clear_pointer (&self->oauth, vouch_practice_oauth_free);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (vouch_practice_server_parent_class)->dispose (object);
}

static void
vouch_practice_server_finalize (GObject *object)
{
  VouchPracticeServer *self = VOUCH_PRACTICE_SERVER (object);

  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->log);
  g_free (self->base_url);

  G_OBJECT_CLASS (vouch_practice_server_parent_class)->finalize (object);
}

static void
vouch_practice_server_class_init (VouchPracticeServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_practice_server_dispose;
  object_class->finalize = vouch_practice_server_finalize;
}

static void
vouch_practice_server_init (VouchPracticeServer *self)
{
  self->faults =
    g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_practice_fault_free);
  self->log = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->log, NULL);
}

VouchPracticeServer *
vouch_practice_server_new (VouchPracticeAccount *account)
{
  VouchPracticeServer *self = g_object_new (VOUCH_TYPE_PRACTICE_SERVER, NULL);

  self->account = g_object_ref (account);
  self->oauth = vouch_practice_oauth_new (account);
  self->events = vouch_practice_events_new (account);
  return self;
}

static guint16
find_port (SoupServer *http)
{
  GSList *uris = soup_server_get_uris (http);
  guint16 port = uris != NULL ? g_uri_get_port (uris->data) : 0;

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

gboolean
vouch_practice_server_start (VouchPracticeServer  *self,
                             guint16               port,
                             GError              **error)
{
  g_autoptr(SoupServer) http = soup_server_new ("tls-certificate", self->certificate, NULL);
  gboolean secure = self->certificate != NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;

  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);
  g_return_val_if_fail (self->http == NULL, FALSE);

  if (secure)
    options |= SOUP_SERVER_LISTEN_HTTPS;
  if (!soup_server_listen_local (http, port, options, error))
    return FALSE;
  soup_server_add_handler (http, NULL, on_request, self, NULL);
  soup_server_add_handler (http, EVENTS_PATH, on_events_request, self, NULL);
  soup_server_add_websocket_handler (http, EVENTS_PATH, NULL, NULL, on_events_opened, self, NULL);
  self->http = g_steal_pointer (&http);
  self->port = find_port (self->http);
  g_free (self->base_url);
  self->base_url = g_strdup_printf ("http%s://127.0.0.1:%u", secure ? "s" : "", self->port);
  return TRUE;
}

/* Settings */

guint16
vouch_practice_server_get_port (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), 0);

  return self->port;
}

const char *
vouch_practice_server_get_base_url (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return self->base_url;
}

gboolean
vouch_practice_server_add_fault (VouchPracticeServer  *self,
                                 const char           *text,
                                 GError              **error)
{
  VouchPracticeFault *fault;

  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  fault = vouch_practice_fault_parse (text, error);
  if (fault == NULL)
    return FALSE;
  g_ptr_array_add (self->faults, fault);
  return TRUE;
}

void
vouch_practice_server_clear_faults (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  g_ptr_array_set_size (self->faults, 0);
}

const char * const *
vouch_practice_server_get_log (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return (const char * const *) self->log->pdata;
}

void
vouch_practice_server_clear_log (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  g_ptr_array_set_size (self->log, 0);
  g_ptr_array_add (self->log, NULL);
}

void
vouch_practice_server_set_auto_phone (VouchPracticeServer *self,
                                      gboolean             automatic)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  if (automatic == (self->auto_phone != NULL))
    return;
  g_clear_object (&self->auto_phone);
  if (automatic)
    self->auto_phone = vouch_practice_auto_phone_new (self->account);
}

void
vouch_practice_server_set_prints_log (VouchPracticeServer *self,
                                      gboolean             prints)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  self->prints_log = prints;
}

void
vouch_practice_server_set_old_events (VouchPracticeServer *self,
                                      gboolean             old)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_events_set_old (self->events, old);
}

void
vouch_practice_server_set_capital_codes (VouchPracticeServer *self,
                                         gboolean             capital)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  self->capital_codes = capital;
}

void
vouch_practice_server_set_without_introspection (VouchPracticeServer *self,
                                                 gboolean             without)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_oauth_set_introspects (self->oauth, !without);
}

void
vouch_practice_server_set_ping_interval (VouchPracticeServer *self,
                                         guint                milliseconds)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_events_set_ping_interval (self->events, milliseconds);
}

gboolean
vouch_practice_server_set_form (VouchPracticeServer *self,
                                const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  if (!vouch_practice_wire_find_form (name, &self->form))
    return FALSE;
  vouch_practice_events_set_form (self->events, self->form);
  return TRUE;
}

gboolean
vouch_practice_server_set_consent (VouchPracticeServer *self,
                                   const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  return vouch_practice_oauth_set_consent (self->oauth, name);
}

gboolean
vouch_practice_server_set_product (VouchPracticeServer *self,
                                   const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  return vouch_practice_info_find_product (name, &self->product);
}

gboolean
vouch_practice_server_set_certificate (VouchPracticeServer  *self,
                                       const char           *pem_file,
                                       GError              **error)
{
  GTlsCertificate *certificate;

  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  certificate = g_tls_certificate_new_from_file (pem_file, error);
  if (certificate == NULL)
    return FALSE;
  g_clear_object (&self->certificate);
  self->certificate = certificate;
  return TRUE;
}

void
vouch_practice_server_set_control (VouchPracticeServer  *self,
                                   VouchPracticeHandler  control)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  self->control = control;
}

VouchPracticeAccount *
vouch_practice_server_get_account (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return self->account;
}

VouchPracticeOauth *
vouch_practice_server_get_oauth (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return self->oauth;
}

VouchPracticeForm
vouch_practice_server_get_form (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), 0);

  return self->form;
}

guint
vouch_practice_server_count_listeners (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), 0);

  return vouch_practice_events_count (self->events);
}
