/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-step.h"

G_BEGIN_DECLS

/**
 * VouchSignIn:
 *
 * Signing in by e-mail: address, code, registration. Remembers what a crash must not lose (origin,
 * request id, address, time, the registration texts: no secret) in a 0600 file for 15 minutes.
 *
 * Properties, all read only: "phase", "email", "code-sent-at" (vouch_clock_get_time() of the last
 * mail, 0 if before this start), "expired" (what an earlier start left behind was too old), and for
 * registration the server's texts, plain text and clipped: "title", "terms",
 * "placeholder", "suggestions" (GStrv).
 */
#define VOUCH_TYPE_SIGN_IN (vouch_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (VouchSignIn, vouch_sign_in, VOUCH, SIGN_IN, GObject)

/* @state_directory: where the file lies, or NULL: nothing is written (practice). */
VouchSignIn        *vouch_sign_in_new               (const char           *state_directory);

VouchSignInPhase    vouch_sign_in_get_phase         (VouchSignIn          *self);
const char         *vouch_sign_in_get_email         (VouchSignIn          *self);
gint64              vouch_sign_in_get_code_sent_at  (VouchSignIn          *self);
gboolean            vouch_sign_in_get_expired       (VouchSignIn          *self);
const char         *vouch_sign_in_get_title         (VouchSignIn          *self);
const char         *vouch_sign_in_get_terms         (VouchSignIn          *self);
const char         *vouch_sign_in_get_placeholder   (VouchSignIn          *self);
const char * const *vouch_sign_in_get_suggestions  (VouchSignIn          *self);
/* Secret: the lead token of a registration under way, or NULL; the owner keeps it in the token
 * store. */
const char         *vouch_sign_in_get_lead_token    (VouchSignIn          *self);

/* Forgets another server's request, then picks up what an earlier start left behind for @origin.
 * @lead_token: (nullable) */
void                vouch_sign_in_resume            (VouchSignIn          *self,
                                                     const char           *origin,
                                                     const char           *lead_token);
/* Back to the address entry; the address stays. Forgets request, code, lead token and the file. */
void                vouch_sign_in_start_over        (VouchSignIn          *self);

/* start and email: a new request, and only its code counts from then on. */
void                vouch_sign_in_send_code_async   (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *email,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* White space is removed. The reply has a token when this signed in; when registration is required
 * the phase is REGISTER afterwards. */
void                vouch_sign_in_submit_code_async (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *code,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* Only when the person has ticked the box. */
void                vouch_sign_in_register_async    (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *username,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* Returns: (transfer full): the reply of the last endpoint called, or NULL. */
VouchReply         *vouch_sign_in_finish            (VouchSignIn          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
