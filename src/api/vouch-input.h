/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Clean a text that was typed or pasted into a field, one function per kind of field (api.md 9).
 * They remove invisible characters that mails, chats and web pages insert: of zero width, for
 * direction, soft hyphens, byte order marks. Full-width forms become ASCII, and dashes that look
 * like a hyphen become one. Any other visible character is left for the server to judge. None
 * depends on the locale; bytes that are no UTF-8 stay. */

/* Digits of every script as ASCII; no space and no dash. Returns: (transfer full): a secret */
char     *vouch_input_code         (const char *text);
/* Without line breaks, and without space around it.
 * Returns: (transfer full) (nullable): a secret; NULL for what cannot be a token, since it holds a
 * space or something else than ASCII */
char     *vouch_input_token        (const char *text);
/* Without space around it. Digits of other scripts are ASCII unless they stand with letters that
 * are not. Returns: (transfer full) */
char     *vouch_input_address      (const char *text);
char     *vouch_input_email        (const char *text);
/* And in lower case, A to Z only. Returns: (transfer full) */
char     *vouch_input_username     (const char *text);

/* Returns: ASCII for a full-width form, a digit of any script and a dash that looks like a hyphen,
 * else @character */
gunichar  vouch_input_to_ascii     (gunichar    character);
/* Whether a character takes no room where text is shown. */
gboolean  vouch_input_is_invisible (gunichar    character);

G_END_DECLS
