/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-step.h"

G_BEGIN_DECLS

/**
 * VouchSignIn:
 *
 * VouchSignIn is the sign-in by email: address, code, registration (api.md 9). A file
 * (VouchSignInFile, without secrets) keeps its state across a crash for 15 minutes.
 *
 * Properties, all read only: "phase", "email", "code-sent-at" (the vouch_clock_get_time() of the
 * last email, in microseconds; 0 if it was sent in an earlier run), "expired" (the sign-in of an
 * earlier run was too old to be resumed), and the server's texts for the registration, plain and
 * clipped: "title", "terms", "placeholder", "suggestions" (GStrv).
 *
 * Strings are nullable. Strings from getters are borrowed. The main thread only.
 */
#define VOUCH_TYPE_SIGN_IN (vouch_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (VouchSignIn, vouch_sign_in, VOUCH, SIGN_IN, GObject)

/* @state_directory: (nullable): the folder of the file; NULL: no file is written (practice)
 * Returns: (transfer full) */
VouchSignIn        *vouch_sign_in_new               (const char           *state_directory);

VouchSignInPhase    vouch_sign_in_get_phase         (VouchSignIn          *self);
const char         *vouch_sign_in_get_email         (VouchSignIn          *self);
gint64              vouch_sign_in_get_code_sent_at  (VouchSignIn          *self);
gboolean            vouch_sign_in_get_expired       (VouchSignIn          *self);
const char         *vouch_sign_in_get_title         (VouchSignIn          *self);
const char         *vouch_sign_in_get_terms         (VouchSignIn          *self);
const char         *vouch_sign_in_get_placeholder   (VouchSignIn          *self);
const char * const *vouch_sign_in_get_suggestions  (VouchSignIn          *self);
/* Returns: (nullable): a secret: the lead token of a registration that is required; the owner saves
 * it in the token store */
const char         *vouch_sign_in_get_lead_token    (VouchSignIn          *self);

/* Discards the current request, then resumes the sign-in of an earlier run at @origin.
 *
 * @origin: from vouch_client_get_audience()
 * @lead_token: (nullable): of that sign-in; copied into memory that is wiped */
void                vouch_sign_in_resume            (VouchSignIn          *self,
                                                     const char           *origin,
                                                     const char           *lead_token);
/* Returns to the email phase and keeps the address. Discards request, lead token and file. */
void                vouch_sign_in_start_over        (VouchSignIn          *self);

/* Sends POST /v1/app/setup/start and /email. From then on only the new code is valid (api.md 9).
 * Until the email was sent the previous code is valid.
 *
 * @cancellable: (nullable) */
void                vouch_sign_in_send_code_async   (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *email,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* Sends the code. Characters that are not part of a code are removed first (api.md 9). The reply
 * has a token if the user is signed in now. If a registration is required, "phase" is REGISTER.
 *
 * @code: a secret, as it was typed
 * @cancellable: (nullable) */
void                vouch_sign_in_submit_code_async (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *code,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* Registers an account. Only after the user has accepted the terms: the request says so
 * (acceptTerms, api.md 1).
 *
 * @username: as it was typed, or one of the suggestions
 * @cancellable: (nullable) */
void                vouch_sign_in_register_async    (VouchSignIn          *self,
                                                     VouchClient          *client,
                                                     const char           *username,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
/* Finishes each of the functions above.
 *
 * Returns: (transfer full): the reply of the last request
 *
 * Errors: VOUCH_ERROR_*, G_IO_ERROR_CANCELLED. */
VouchReply         *vouch_sign_in_finish            (VouchSignIn          *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS
