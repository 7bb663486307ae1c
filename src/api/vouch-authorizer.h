/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/* The texts of the page in the browser after the redirect: plain text, translated. */
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
 * comes back to a loopback address (api.md 3). Beeper asks in its own window meanwhile, so that
 * this may take up to ten minutes. A code that the server refuses does not end the run: another
 * program that saw the address in the browser may have sent it. Requests go to the server's own
 * origin, whatever its metadata says.
 *
 * Signals: "visit" (char *url): to be opened in the browser; no secret is in it.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_AUTHORIZER (vouch_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (VouchAuthorizer, vouch_authorizer, VOUCH, AUTHORIZER, GObject)

VouchAuthorizer *vouch_authorizer_new               (VouchServer                *server);

/* One run at a time. @texts: copied. Errors: VOUCH_ERROR_REJECTED when access was refused,
 * VOUCH_ERROR_TIMED_OUT without an answer, and those of VouchClient. */
void             vouch_authorizer_run_async         (VouchAuthorizer            *self,
                                                     const VouchAuthorizerTexts *texts,
                                                     GCancellable               *cancellable,
                                                     GAsyncReadyCallback         callback,
                                                     gpointer                    user_data);
/* Returns: (transfer full): the token; free it with vouch_secret_free(). */
char            *vouch_authorizer_run_finish        (VouchAuthorizer            *self,
                                                     GAsyncResult               *result,
                                                     GError                    **error);

/* Withdraws a token (RFC 7009), where the server offers that; VOUCH_ERROR_TOO_OLD where not. */
void             vouch_authorizer_revoke_async      (VouchAuthorizer            *self,
                                                     const char                 *token,
                                                     GCancellable               *cancellable,
                                                     GAsyncReadyCallback         callback,
                                                     gpointer                    user_data);
gboolean         vouch_authorizer_revoke_finish     (VouchAuthorizer            *self,
                                                     GAsyncResult               *result,
                                                     GError                    **error);

/* Asks the server for the scopes of a token (RFC 7662), where its metadata has an endpoint for it.
 * Errors: VOUCH_ERROR_READ_ONLY, VOUCH_ERROR_REJECTED when the token does not count, and
 * G_IO_ERROR_CANCELLED. Any other failure is no error: the token itself may still count. */
void             vouch_authorizer_introspect_async  (VouchAuthorizer            *self,
                                                     const char                 *token,
                                                     GCancellable               *cancellable,
                                                     GAsyncReadyCallback         callback,
                                                     gpointer                    user_data);
gboolean         vouch_authorizer_introspect_finish (VouchAuthorizer        *self,
                                                 GAsyncResult               *result,
                                                 GError                    **error);

G_END_DECLS
