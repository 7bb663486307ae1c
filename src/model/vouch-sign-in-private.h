/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-sign-in.h"

G_BEGIN_DECLS

/* Between VouchSignIn and its requests. */
const char *vouch_sign_in_get_request_id    (VouchSignIn *self);
/* A mail was sent: from now on only its request counts. */
void        vouch_sign_in_take_mail         (VouchSignIn *self,
                                             const char  *origin,
                                             const char  *request_id,
                                             const char  *email);
/* The code was right, and there is no account yet. Takes the lead token out of @reply. */
void        vouch_sign_in_take_registration (VouchSignIn *self,
                                             const char  *origin,
                                             JsonObject  *reply);

G_END_DECLS
