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
 * person's consent is taken for granted unless it is set otherwise.
 */
typedef struct _VouchPracticeOauth VouchPracticeOauth;

VouchPracticeOauth *vouch_practice_oauth_new    (VouchPracticeAccount *account);
void                vouch_practice_oauth_free   (VouchPracticeOauth   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeOauth, vouch_practice_oauth_free)

/* What comes of the page that asks: "given"; "refused"; "forged", that somebody goes back who knows
 * the way but not the state. FALSE when there is no such word. */
gboolean            vouch_practice_oauth_set_consent (VouchPracticeOauth *self,
                                                      const char         *name);
/* Answers the request when its path is one of OAuth's, else returns NULL. @query: (nullable): of
 * the URL, decoded. */
VouchPracticeReply *vouch_practice_oauth_answer (VouchPracticeOauth   *self,
                                                 const char           *base_url,
                                                 const char           *method,
                                                 const char           *path,
                                                 GHashTable           *query,
                                                 GBytes               *body);
/* endpoints.oauth of /v1/info. Returns: (transfer full) */
JsonObject         *vouch_practice_oauth_describe (const char         *base_url);

G_END_DECLS
