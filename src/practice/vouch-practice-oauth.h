/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-practice-account.h"
#include "vouch-practice-reply.h"

G_BEGIN_DECLS

/**
 * VouchPracticeOauth:
 *
 * Hands out tokens for an account that is signed in already: OAuth 2 with PKCE, where the
 * person's consent is taken for granted unless it is set otherwise. Tells what a token may do
 * (RFC 7662), and takes tokens back (RFC 7009).
 */
typedef struct _VouchPracticeOauth VouchPracticeOauth;

VouchPracticeOauth *vouch_practice_oauth_new    (VouchPracticeAccount *account);
void                vouch_practice_oauth_free   (VouchPracticeOauth   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeOauth, vouch_practice_oauth_free)

/* What comes of the page that asks: "given"; "read-only", that the token may only read; "refused";
 * "forged", that somebody goes back who knows the way but not the state; "window", that the page
 * waits until somebody answers in Beeper's own window. FALSE when there is no such word. */
gboolean            vouch_practice_oauth_set_consent (VouchPracticeOauth *self,
                                                      const char         *name);
/* Whether Beeper's window asks now, and somebody's answer there: FALSE when it does not ask. */
gboolean            vouch_practice_oauth_get_window_asks (VouchPracticeOauth *self);
gboolean            vouch_practice_oauth_answer_window (VouchPracticeOauth *self,
                                                        gboolean            approved);
/* Whether it can be asked what a token may do. */
void                vouch_practice_oauth_set_introspects (VouchPracticeOauth *self,
                                                          gboolean            introspects);
/* Answers the request when its path is one of OAuth's, else returns NULL. @query: (nullable): of
 * the URL, decoded. */
VouchPracticeReply *vouch_practice_oauth_answer (VouchPracticeOauth   *self,
                                                 const char           *base_url,
                                                 const char           *method,
                                                 const char           *path,
                                                 GHashTable           *query,
                                                 GBytes               *body);
/* endpoints.oauth of /v1/info. Returns: (transfer full) */
JsonObject         *vouch_practice_oauth_describe (VouchPracticeOauth *self,
                                                   const char         *base_url);

G_END_DECLS
