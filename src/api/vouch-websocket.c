/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-websocket"

#include "vouch-websocket.h"

#include "vouch-peer.h"
#include "vouch-pin.h"
#include "vouch-secret.h"

#define CALL "GET /v1/ws"

typedef struct {
  GCancellable *inner;     /* owned: cancelled by the caller, the peer or the pin */
  VouchPeer    *peer;      /* owned */
  VouchPin     *pin;       /* owned */
  SoupMessage  *message;   /* owned */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  g_clear_pointer (&attempt->peer, vouch_peer_free);
  g_clear_pointer (&attempt->pin, vouch_pin_free);
  g_clear_object (&attempt->inner);
  g_clear_object (&attempt->message);
  g_free (attempt);
}

/* @message: (transfer full) */
static Attempt *
attempt_new (SoupMessage  *message,
             VouchServer  *server,
             GCancellable *cancellable)
{
  Attempt *attempt = g_new0 (Attempt, 1);
  VouchTerms *terms = vouch_server_get_terms (server);

  attempt->inner = g_cancellable_new ();
  attempt->message = message;
  attempt->peer = vouch_peer_new (message,
                                  vouch_terms_get_consents (terms) & VOUCH_CONSENT_OTHER_USER,
                                  attempt->inner);
  attempt->pin = vouch_pin_new (message, vouch_terms_get_fingerprint (terms), attempt->inner);
  g_signal_connect_object (cancellable, "cancelled",
                           G_CALLBACK (g_cancellable_cancel), attempt->inner, G_CONNECT_SWAPPED);
  return attempt;
}

static SoupMessage *
build_message (VouchServer *server,
               const char  *token)
{
  vouch_autosecret char *bearer = g_strconcat ("Bearer ", token, NULL);
  SoupMessage *message = soup_message_new ("GET", vouch_server_get_events_url (server));

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message),
                                "Authorization", bearer);
  return message;
}

static gboolean
is_refusal (Attempt *attempt)
{
  guint status = soup_message_get_status (attempt->message);

  return SOUP_STATUS_IS_SUCCESSFUL (status) || SOUP_STATUS_IS_REDIRECTION (status) ||
         (SOUP_STATUS_IS_CLIENT_ERROR (status) && status != 429) ||
         vouch_pin_get_refused (attempt->pin) != NULL;
}

/* 401 and 403 are about the token: another attempt with it fails, too. */
static GIOErrorEnum
judge (Attempt *attempt)
{
  guint status = soup_message_get_status (attempt->message);

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    return G_IO_ERROR_PERMISSION_DENIED;
  return is_refusal (attempt) ? G_IO_ERROR_NOT_SUPPORTED : G_IO_ERROR_FAILED;
}

static void
on_connect_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Attempt *attempt = g_task_get_task_data (task);
  SoupWebsocketConnection *connection;
  g_autoptr(GError) error = NULL;

  connection = soup_session_websocket_connect_finish (SOUP_SESSION (source), result, &error);
  if (connection != NULL)
    {
      g_task_return_pointer (task, connection, g_object_unref);
      return;
    }
  g_debug (CALL ": HTTP %u, %s %d", soup_message_get_status (attempt->message),
           g_quark_to_string (error->domain), error->code);
  g_task_return_new_error (task, G_IO_ERROR, judge (attempt), CALL " failed");
}

void
vouch_websocket_connect_async (SoupSession         *session,
                               VouchServer         *server,
                               const char          *token,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SoupMessage *message = build_message (server, token);
  Attempt *attempt;

  g_task_set_source_tag (task, vouch_websocket_connect_async);
  if (message == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "No address");
      return;
    }
  attempt = attempt_new (message, server, cancellable);
  g_task_set_task_data (task, attempt, (GDestroyNotify) attempt_free);
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        attempt->inner, on_connect_ready, g_steal_pointer (&task));
}

SoupWebsocketConnection *
vouch_websocket_connect_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
