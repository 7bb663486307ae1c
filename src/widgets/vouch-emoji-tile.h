/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchEmojiTile:
 *
 * One of the emoji that two devices compare: its place, the picture, and the word that counts.
 */
#define VOUCH_TYPE_EMOJI_TILE (vouch_emoji_tile_get_type ())
G_DECLARE_FINAL_TYPE (VouchEmojiTile, vouch_emoji_tile, VOUCH, EMOJI_TILE, GtkWidget)

GtkWidget *vouch_emoji_tile_new (guint           place);
void       vouch_emoji_tile_set (VouchEmojiTile *self,
                                 const char     *emoji,
                                 const char     *word);

G_END_DECLS
