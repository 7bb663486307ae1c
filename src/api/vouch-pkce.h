/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Internal to api: the strings of RFC 7636. */

/* 32 random bytes, as text that can stand in a URL. */
char *vouch_pkce_random    (void);
/* The S256 challenge of a verifier. */
char *vouch_pkce_challenge (const char *verifier);

G_END_DECLS
