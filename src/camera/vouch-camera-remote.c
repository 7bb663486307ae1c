/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-remote"

#include "vouch-camera-remote.h"

#include <gio/gunixsocketaddress.h>
#include <poll.h>

/**
 * vouch_camera_remote_open:
 *
 * Connects without the portal, as any program outside a sandbox may. The plug-in of PipeWire would
 * connect by itself, but it shares that connection within the process for ever, even after a
 * restart of PipeWire.
 *
 * Returns: (transfer full) (nullable): %NULL when PipeWire does not run
 */
GUnixFDList *
vouch_camera_remote_open (void)
{
  const char *directory = g_getenv ("PIPEWIRE_RUNTIME_DIR");
  g_autofree char *path = g_build_filename (directory ? directory : g_get_user_runtime_dir (),
                                            "pipewire-0", NULL);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_autoptr(GUnixFDList) remote = g_unix_fd_list_new ();

  if (socket == NULL || !g_socket_connect (socket, address, NULL, NULL) ||
      g_unix_fd_list_append (remote, g_socket_get_fd (socket), NULL) < 0)
    return NULL;

  return g_steal_pointer (&remote);
}

int
vouch_camera_remote_get_descriptor (GUnixFDList *remote)
{
  return g_unix_fd_list_peek_fds (remote, NULL)[0];
}

/* Whether PipeWire still holds the other end. */
gboolean
vouch_camera_remote_is_alive (GUnixFDList *remote)
{
  struct pollfd state = { .fd = vouch_camera_remote_get_descriptor (remote) };

  return poll (&state, 1, 0) >= 0 && (state.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0;
}
