/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Internal to api. */

/* Whether @text, by which a server answers @message, repeats a secret that was sent with it: the
 * bearer token, or a secret member of the body, in part or in another spelling.
 *
 * @sent: (nullable): the body that was sent: a flat JSON object (vouch_body_new()) or a form */
gboolean vouch_echo_is_secret (const char  *text,
                               SoupMessage *message,
                               GBytes      *sent);

G_END_DECLS
