/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-loopback"

#include "vouch-loopback.h"

#include "vouch-clock.h"
#include "vouch-error.h"
#include "vouch-http.h"
#include "vouch-pkce.h"
#include "vouch-secret.h"

#include <string.h>

#define PATH "/callback"
#define CODES_AT_MOST 16

struct _VouchLoopback
{
  GObject parent_instance;

  /* owned */
  SoupServer *server;
  char       *redirect_uri;
  char       *host;        /* the Host header that the browser must send */
  char       *state;
  char       *done_page;
  char       *refused_page;
  GTask      *task;        /* of the one who waits */
  GQueue      codes;       /* of char *, secret: codes that were not handed over */
  GError     *error;       /* or what came instead */
  gulong      cancelled;   /* handler of the task's cancellable */
  guint       deadline;
  guint       handover;    /* idle source, once the page is with the browser */
};

G_DEFINE_FINAL_TYPE (VouchLoopback, vouch_loopback, G_TYPE_OBJECT)

static void
vouch_loopback_dispose (GObject *object)
{
  VouchLoopback *self = VOUCH_LOOPBACK (object);

  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_handle_id (&self->handover, g_source_remove);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (vouch_loopback_parent_class)->dispose (object);
}

static void
vouch_loopback_finalize (GObject *object)
{
  VouchLoopback *self = VOUCH_LOOPBACK (object);

  g_clear_pointer (&self->redirect_uri, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->state, vouch_secret_free);
  g_clear_pointer (&self->done_page, g_free);
  g_clear_pointer (&self->refused_page, g_free);
  g_queue_clear_full (&self->codes, (GDestroyNotify) vouch_secret_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (vouch_loopback_parent_class)->finalize (object);
}

static void
vouch_loopback_class_init (VouchLoopbackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_loopback_dispose;
  object_class->finalize = vouch_loopback_finalize;
}

static void
vouch_loopback_init (VouchLoopback *self)
{
  self->state = vouch_pkce_random ();
}

static char *
build_page (const VouchAuthorizerTexts *texts,
            const char                 *text)
{
  return g_markup_printf_escaped ("<!DOCTYPE html><html lang=\"%s\"><head><meta charset=\"utf-8\">"
                                  "<meta name=\"viewport\" content=\"width=device-width\">"
                                  "<meta name=\"color-scheme\" content=\"light dark\">"
                                  "<title>%s</title></head><body dir=\"auto\">"
                                  "<h1>%s</h1><p>%s</p></body></html>\n",
                                  texts->language, texts->title, texts->title, text);
}

/* (transfer full) */
static GTask *
take_task (VouchLoopback *self)
{
  GTask *task = g_steal_pointer (&self->task);
  GCancellable *cancellable = task != NULL ? g_task_get_cancellable (task) : NULL;

  g_clear_handle_id (&self->deadline, g_source_remove);
  if (self->cancelled != 0)
    g_signal_handler_disconnect (cancellable, self->cancelled);
  self->cancelled = 0;
  return task;
}

static gboolean
on_deadline (gpointer user_data)
{
  VouchLoopback *self = user_data;
  g_autoptr(GTask) task = NULL;

  self->deadline = 0;
  g_clear_handle_id (&self->handover, g_source_remove);
  task = take_task (self);
  g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT,
                           "GET /oauth/authorize: the browser did not come back");
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  VouchLoopback *self = user_data;
  g_autoptr(GTask) task = NULL;

  g_clear_handle_id (&self->handover, g_source_remove);
  task = take_task (self);
  g_task_return_error_if_cancelled (task);
}

/* Compares in constant time. */
static gboolean
is_same (const char *a,
         const char *b)
{
  gsize length = strlen (b);
  guint8 difference = 0;

  if (a == NULL || strlen (a) != length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    difference |= a[i] ^ b[i];
  return difference == 0;
}

/* The address of the page holds the code, so the page must be neither cached nor sent as a
 * referrer. */
static void
set_page (SoupServerMessage *message,
          const char        *page)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", "default-src 'none'");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    page, strlen (page));
}

/* Takes only a GET of our path with our Host (a page elsewhere can point a name of its own here)
 * and the right state. Several may come: the first need not be the right one. */
static gboolean
is_answer (VouchLoopback     *self,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return self->error == NULL && self->codes.length < CODES_AT_MOST && query != NULL &&
         g_str_equal (soup_server_message_get_method (message), "GET") &&
         g_str_equal (path, PATH) &&
         g_strcmp0 (soup_message_headers_get_one (headers, "Host"), self->host) == 0 &&
         is_same (g_hash_table_lookup (query, "state"), self->state);
}

static gboolean
on_handover (gpointer user_data)
{
  VouchLoopback *self = user_data;
  g_autoptr(GTask) task = NULL;

  self->handover = 0;
  task = take_task (self);
  if (!g_queue_is_empty (&self->codes))
    g_task_return_pointer (task, g_queue_pop_head (&self->codes),
                           (GDestroyNotify) vouch_secret_free);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
  return G_SOURCE_REMOVE;
}

/* In an idle callback: the caller may free the server, which is still at work here. */
static void
hand_over (VouchLoopback *self)
{
  if (self->task != NULL && self->handover == 0 &&
      (!g_queue_is_empty (&self->codes) || self->error != NULL))
    self->handover = g_idle_add (on_handover, self);
}

static void
on_message_finished (SoupServerMessage *message,
                     gpointer           user_data)
{
  hand_over (user_data);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  VouchLoopback *self = user_data;
  const char *code;
  gboolean given;

  if (!is_answer (self, message, path, query))
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  code = g_hash_table_lookup (query, "code");
  given = code != NULL && *code != '\0' && !g_hash_table_contains (query, "error");
  if (given)
    g_queue_push_tail (&self->codes, vouch_secret_dup (code));
  else
    self->error = vouch_error_new_http ("GET /oauth/authorize", SOUP_STATUS_FORBIDDEN, 0,
                                        g_hash_table_lookup (query, "error_description"));
  set_page (message, given ? self->done_page : self->refused_page);
  g_signal_connect_object (message, "finished", G_CALLBACK (on_message_finished), self, 0);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (on_message_finished), self, 0);
}

VouchLoopback *
vouch_loopback_new (const VouchAuthorizerTexts *texts)
{
  VouchLoopback *self = g_object_new (VOUCH_TYPE_LOOPBACK, NULL);

  self->done_page = build_page (texts, texts->done);
  self->refused_page = build_page (texts, texts->refused);
  return self;
}

gboolean
vouch_loopback_listen (VouchLoopback  *self,
                       GError        **error)
{
  g_autoptr(GError) cause = NULL;
  GSList *uris;

  self->server = soup_server_new ("server-header", "Vouch", NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &cause))
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE, "No port to listen on: %s %d",
                   g_quark_to_string (cause->domain), cause->code);
      return FALSE;
    }
  uris = soup_server_get_uris (self->server);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  self->redirect_uri = g_strdup_printf ("http://%s" PATH, self->host);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return TRUE;
}

const char *
vouch_loopback_get_redirect_uri (VouchLoopback *self)
{
  return self->redirect_uri;
}

const char *
vouch_loopback_get_state (VouchLoopback *self)
{
  return self->state;
}

void
vouch_loopback_wait_async (VouchLoopback       *self,
                           guint                timeout_ms,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_loopback_wait_async);
  if (g_task_return_error_if_cancelled (task))
    return;
  self->task = g_steal_pointer (&task);
  self->deadline = vouch_clock_add_timeout (timeout_ms, on_deadline, self);
  if (cancellable != NULL)
    self->cancelled = g_signal_connect_object (cancellable, "cancelled",
                                               G_CALLBACK (on_cancelled), self, 0);
  hand_over (self);
}

char *
vouch_loopback_wait_finish (VouchLoopback  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
