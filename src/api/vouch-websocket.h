/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* Internal to api: one attempt to open a server's WebSocket, with the token and the certificate
 * that any other request would take. */
void                     vouch_websocket_connect_async  (SoupSession          *session,
                                                         VouchServer          *server,
                                                         const char           *token,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
/* Fails with G_IO_ERROR_PERMISSION_DENIED when the token is refused, and with
 * G_IO_ERROR_NOT_SUPPORTED when there are no events here: time alone makes neither better. */
SoupWebsocketConnection *vouch_websocket_connect_finish (GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
