/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* Internal to api: one attempt to open the WebSocket of a server, with the token and certificate
 * rules of any other request. */
void                     vouch_websocket_connect_async  (SoupSession          *session,
                                                         VouchServer          *server,
                                                         const char           *token,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
/* Fails with G_IO_ERROR_PERMISSION_DENIED when the token is refused, and with
 * G_IO_ERROR_NOT_SUPPORTED when the server has no events: a retry after some time does not help. */
SoupWebsocketConnection *vouch_websocket_connect_finish (GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
