/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchSocketOwner:
 * @VOUCH_SOCKET_OWNER_UNKNOWN: the kernel cannot be asked, or does not list the other end
 * @VOUCH_SOCKET_OWNER_TRUSTED: the user who runs this program, or root
 * @VOUCH_SOCKET_OWNER_OTHER: another user of this computer
 *
 * Whose socket is at the other end of a TCP connection within this computer, by
 * what the kernel answers (sock_diag(7)) or, where it cannot be asked, by its
 * tables /proc/net/tcp and /proc/net/tcp6 (proc_net(5)).
 */
typedef enum {
  VOUCH_SOCKET_OWNER_UNKNOWN,
  VOUCH_SOCKET_OWNER_TRUSTED,
  VOUCH_SOCKET_OWNER_OTHER,
} VouchSocketOwner;

/* The tables take milliseconds where there are thousands of connections. */
VouchSocketOwner vouch_socket_owner_ask     (GInetSocketAddress *server,
                                             GInetSocketAddress *client);
/* Whether there are such tables here. */
gboolean         vouch_socket_owner_can_ask (void);

/* Decides by the text of the tables alone; for tests.
 *
 * @tables: (array zero-terminated=1): the texts of the tables
 * @user: the user ID of this program */
VouchSocketOwner vouch_socket_owner_judge   (const char * const *tables,
                                             GInetSocketAddress *server,
                                             GInetSocketAddress *client,
                                             guint               user);

G_END_DECLS
