/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * VouchPeer:
 *
 * Internal to api: checks the owner of the other end of the connection of one exchange. A
 * connection within this computer to a socket of another user is closed before anything is sent.
 * Where the kernel does not know the owner, nothing is refused. A connection that is reused was
 * checked when it was made.
 */
typedef struct _VouchPeer VouchPeer;

/* @allow_other_user: the user agreed to it for this address. @cancellable: of the exchange,
 * cancelled when the peer is refused. */
VouchPeer *vouch_peer_new         (SoupMessage  *message,
                                   gboolean      allow_other_user,
                                   GCancellable *cancellable);
void       vouch_peer_free        (VouchPeer    *peer);
gboolean   vouch_peer_get_refused (VouchPeer    *peer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPeer, vouch_peer_free)

G_END_DECLS
