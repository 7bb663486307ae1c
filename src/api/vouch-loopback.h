/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-authorizer.h"

G_BEGIN_DECLS

/**
 * VouchLoopback:
 *
 * Internal to api: a server on 127.0.0.1 to which the browser brings an authorisation code (RFC
 * 8252, 7.3). Takes answers with the right state only. Any program on this computer can connect,
 * and may have seen the state in the address of the browser. A code that comes while there is no
 * wait is kept for the next wait.
 */
#define VOUCH_TYPE_LOOPBACK (vouch_loopback_get_type ())
G_DECLARE_FINAL_TYPE (VouchLoopback, vouch_loopback, VOUCH, LOOPBACK, GObject)

VouchLoopback *vouch_loopback_new              (const VouchAuthorizerTexts *texts);
gboolean       vouch_loopback_listen           (VouchLoopback        *self,
                                                GError              **error);
const char    *vouch_loopback_get_redirect_uri (VouchLoopback        *self);
const char    *vouch_loopback_get_state        (VouchLoopback        *self);
void           vouch_loopback_wait_async       (VouchLoopback        *self,
                                                guint                 timeout_ms,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
/* Returns: (transfer full): the code; free it with vouch_secret_free(). */
char          *vouch_loopback_wait_finish      (VouchLoopback        *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
