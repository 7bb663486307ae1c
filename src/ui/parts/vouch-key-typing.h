/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchKeyTyping:
 *
 * Helps while a recovery key is entered: keeps it in groups of four without getting in the way of
 * the cursor, and takes the key out of whatever is pasted around it. What is not certainly a
 * recovery key is left as it is typed, but for the spaces to look at.
 *
 * Properties: "text" (GtkText whose buffer is a VouchSecretBuffer, construct only).
 */
#define VOUCH_TYPE_KEY_TYPING (vouch_key_typing_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyTyping, vouch_key_typing, VOUCH, KEY_TYPING, GObject)

VouchKeyTyping *vouch_key_typing_new       (GtkText        *text);

/* Returns: (transfer full): a secret: what was typed, without the spaces that were put between
 * groups */
char           *vouch_key_typing_dup_typed (VouchKeyTyping *self);

/* How @text should read, and where the cursor goes, counted in characters. Between groups stands
 * U+2005. @forward: what was before is a deletion of what follows the cursor, which must not come
 * to rest before a space.
 * Returns: (transfer full) (nullable): a secret; NULL when @text is to be left alone. */
char           *vouch_key_typing_arrange   (const char     *text,
                                            gboolean        forward,
                                            int            *cursor);

G_END_DECLS
