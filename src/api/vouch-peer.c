/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-peer"

#include "vouch-peer.h"

#include "vouch-socket-owner.h"

#include <sys/socket.h>

struct _VouchPeer
{
  /* owned */
  SoupMessage  *message;
  GCancellable *cancellable;

  gboolean      allow_other_user;
  gboolean      refused;
  gulong        handler;
};

/* A connection to a proxy goes to another port; the sessions for this computer have no proxy. */
static gboolean
is_within_computer (SoupMessage        *message,
                    GInetSocketAddress *server,
                    GInetSocketAddress *client)
{
  GInetAddress *address = g_inet_socket_address_get_address (server);

  return g_inet_socket_address_get_port (server) ==
           g_uri_get_port (soup_message_get_uri (message)) &&
         (g_inet_address_get_is_loopback (address) ||
          g_inet_address_equal (address, g_inet_socket_address_get_address (client)));
}

/* GSocket has the address of the request, which may be 0.0.0.0; the kernel has the real one. */
static GSocketAddress *
get_remote_address (GSocket *socket)
{
  struct sockaddr_storage native;
  socklen_t size = sizeof native;

  if (getpeername (g_socket_get_fd (socket), (struct sockaddr *) &native, &size) != 0)
    return NULL;
  return g_socket_address_new_from_native (&native, size);
}

static gboolean
is_of_other_user (SoupMessage *message,
                  GSocket     *socket)
{
  g_autoptr(GSocketAddress) server = get_remote_address (socket);
  g_autoptr(GSocketAddress) client = g_socket_get_local_address (socket, NULL);

  return G_IS_INET_SOCKET_ADDRESS (server) && G_IS_INET_SOCKET_ADDRESS (client) &&
         is_within_computer (message, G_INET_SOCKET_ADDRESS (server),
                             G_INET_SOCKET_ADDRESS (client)) &&
         vouch_socket_owner_ask (G_INET_SOCKET_ADDRESS (server),
                                 G_INET_SOCKET_ADDRESS (client)) == VOUCH_SOCKET_OWNER_OTHER;
}

/* The TCP connection is open, and nothing has been written to it. Closing the socket keeps it so,
 * however the cancellation is handled. */
static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  VouchPeer *peer = user_data;
  GSocket *socket;

  if (event != G_SOCKET_CLIENT_CONNECTED || peer->allow_other_user)
    return;
  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection));
  if (!is_of_other_user (message, socket))
    return;

  g_debug ("Another user of this computer listens there");
  peer->refused = TRUE;
  g_socket_close (socket, NULL);
  g_cancellable_cancel (peer->cancellable);
}

VouchPeer *
vouch_peer_new (SoupMessage  *message,
                gboolean      allow_other_user,
                GCancellable *cancellable)
{
  VouchPeer *peer = g_new0 (VouchPeer, 1);

  peer->message = g_object_ref (message);
  peer->cancellable = g_object_ref (cancellable);
  peer->allow_other_user = allow_other_user;
  peer->handler = g_signal_connect (message, "network-event", G_CALLBACK (on_network_event), peer);
  return peer;
}

void
vouch_peer_free (VouchPeer *peer)
{
  g_signal_handler_disconnect (peer->message, peer->handler);
  g_object_unref (peer->message);
  g_object_unref (peer->cancellable);
  g_free (peer);
}

gboolean
vouch_peer_get_refused (VouchPeer *peer)
{
  return peer->refused;
}
