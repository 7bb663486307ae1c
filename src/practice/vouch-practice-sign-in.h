/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/**
 * VouchPracticeSignIn:
 *
 * The mail with the code, and the result of the code. One request at a time: a new one makes the
 * old id invalid. The code alone decides whether the account exists.
 */
typedef struct _VouchPracticeSignIn VouchPracticeSignIn;

/* @random: borrowed, for as long as the sign-in lives. */
VouchPracticeSignIn *vouch_practice_sign_in_new            (GRand                *random);
void                 vouch_practice_sign_in_free           (VouchPracticeSignIn  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeSignIn, vouch_practice_sign_in_free)

void                 vouch_practice_sign_in_set_codes      (VouchPracticeSignIn  *self,
                                                            const char           *existing,
                                                            const char           *fresh);
/* Milliseconds. */
void                 vouch_practice_sign_in_set_lifetime   (VouchPracticeSignIn  *self,
                                                            guint                 lifetime);
/* Goes back to the state before the first request. */
void                 vouch_practice_sign_in_clear          (VouchPracticeSignIn  *self);
/* Expires the codes that were sent so far. */
void                 vouch_practice_sign_in_expire         (VouchPracticeSignIn  *self);

const char          *vouch_practice_sign_in_start          (VouchPracticeSignIn  *self);
gboolean             vouch_practice_sign_in_mail           (VouchPracticeSignIn  *self,
                                                            const char           *request_id,
                                                            const char           *address,
                                                            GError              **error);
VouchPracticeAnswer  vouch_practice_sign_in_answer         (VouchPracticeSignIn  *self,
                                                            const char           *request_id,
                                                            const char           *code,
                                                            GError              **error);
gboolean             vouch_practice_sign_in_register       (VouchPracticeSignIn  *self,
                                                            const char           *request_id,
                                                            const char           *lead_token,
                                                            const char           *username,
                                                            GError              **error);

/* NULL when there is none. */
const char          *vouch_practice_sign_in_get_address    (VouchPracticeSignIn  *self);
const char          *vouch_practice_sign_in_get_lead_token (VouchPracticeSignIn  *self);
/* A username made of the address: "me" of "Me@example.org". Free with g_free(). */
char                *vouch_practice_sign_in_dup_username   (VouchPracticeSignIn  *self);

G_END_DECLS
