/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchKeyTyping:
 *
 * Formats a recovery key while it is entered. Keeps the key in groups of four without disturbing
 * the cursor, and takes the key out of a pasted text. A text that is not certainly a recovery key
 * is not changed, except for the spaces between groups.
 *
 * Properties: "text" (GtkText whose buffer is a VouchSecretBuffer, construct only).
 */
#define VOUCH_TYPE_KEY_TYPING (vouch_key_typing_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyTyping, vouch_key_typing, VOUCH, KEY_TYPING, GObject)

VouchKeyTyping *vouch_key_typing_new       (GtkText        *text);

/* Returns: (transfer full): a secret: the text without the spaces between groups */
char           *vouch_key_typing_dup_typed (VouchKeyTyping *self);

/* Puts the key in @text into groups of four, with U+2005 between them.
 * @forward: the last change deleted a character after the cursor, which must not stop before a
 *   space then
 * @cursor: (inout): in characters
 * Returns: (transfer full) (nullable): a secret; NULL: @text stays as it is */
char           *vouch_key_typing_arrange   (const char     *text,
                                            gboolean        forward,
                                            int            *cursor);

G_END_DECLS
