/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-endpoint.h"

G_BEGIN_DECLS

/* Internal to api and its tests. */
void vouch_client_call_async   (VouchClient         *self,
                                VouchEndpointName    name,
                                const char          *id,
                                GBytes              *body,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
/* How long a call may take as a whole. */
void vouch_client_set_timeouts (VouchClient         *self,
                                guint                get_ms,
                                guint                post_ms);

G_END_DECLS
