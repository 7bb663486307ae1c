/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-authorizer.h"

G_BEGIN_DECLS

/**
 * VouchLoopback:
 *
 * Internal to api: a place on 127.0.0.1 where the browser brings an authorisation code (RFC 8252,
 * 7.3). Takes answers with the right state only; anybody on this computer can knock here, and may
 * have seen the state in the browser's address. Codes that come while nobody waits are kept for the
 * next wait.
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
