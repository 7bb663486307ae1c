/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/* What the browser shows when it comes back: plain text, translated. */
typedef struct {
  const char *language;   /* BCP 47 */
  const char *title;
  const char *done;       /* allowed; the page can be closed */
  const char *refused;
} VouchAuthorizerTexts;

/**
 * VouchAuthorizer:
 *
 * Gets a token from a Beeper that is signed in already: OAuth 2 with PKCE in the browser, which
 * comes back to a loopback address (api.md 3). The answer counts once, with the right state, and
 * within two minutes. Requests go to the server's own origin, whatever its metadata says.
 *
 * Signals: "visit" (char *url): to be opened in the browser; no secret is in it.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_AUTHORIZER (vouch_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (VouchAuthorizer, vouch_authorizer, VOUCH, AUTHORIZER, GObject)

VouchAuthorizer *vouch_authorizer_new           (VouchServer                *server);

/* Once at a time. @texts: copied. Errors: VOUCH_ERROR_REJECTED when it was refused, _TIMED_OUT when
 * nobody answered, and those of VouchClient. */
void             vouch_authorizer_run           (VouchAuthorizer            *self,
                                                 const VouchAuthorizerTexts *texts,
                                                 GCancellable               *cancellable,
                                                 GAsyncReadyCallback         callback,
                                                 gpointer                    user_data);
/* Returns: (transfer full): the token; free it with vouch_secret_free(). */
char            *vouch_authorizer_run_finish    (VouchAuthorizer            *self,
                                                 GAsyncResult               *result,
                                                 GError                    **error);

/* Withdraws a token (RFC 7009), where the server offers that; VOUCH_ERROR_TOO_OLD where not. */
void             vouch_authorizer_revoke        (VouchAuthorizer            *self,
                                                 const char                 *token,
                                                 GCancellable               *cancellable,
                                                 GAsyncReadyCallback         callback,
                                                 gpointer                    user_data);
gboolean         vouch_authorizer_revoke_finish (VouchAuthorizer            *self,
                                                 GAsyncResult               *result,
                                                 GError                    **error);

G_END_DECLS
