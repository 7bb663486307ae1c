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
 * Gives tokens of an account that is signed in already: OAuth 2 with PKCE. The consent of the user
 * is assumed unless it is set otherwise. Tells the scopes of a token (RFC 7662), and revokes tokens
 * (RFC 7009).
 */
typedef struct _VouchPracticeOauth VouchPracticeOauth;

VouchPracticeOauth *vouch_practice_oauth_new    (VouchPracticeAccount *account);
void                vouch_practice_oauth_free   (VouchPracticeOauth   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeOauth, vouch_practice_oauth_free)

/* The outcome of the page: "given"; "read-only", a token that may only read; "refused"; "forged", a
 * redirect with a wrong state; "window", the page waits for the answer in the window of Beeper.
 * FALSE for another word. */
gboolean            vouch_practice_oauth_set_consent (VouchPracticeOauth *self,
                                                      const char         *name);
/* Whether the window of Beeper asks now, and the answer in it: FALSE when it does not ask. */
gboolean            vouch_practice_oauth_get_window_asks (VouchPracticeOauth *self);
gboolean            vouch_practice_oauth_answer_window (VouchPracticeOauth *self,
                                                        gboolean            approved);
/* Whether the server has the endpoint for introspection. */
void                vouch_practice_oauth_set_introspects (VouchPracticeOauth *self,
                                                          gboolean            introspects);
/* Answers the request if its path is one of OAuth, else returns NULL.
 *
 * @query: (nullable): of the URL, decoded */
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
