/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchEmojiTile:
 *
 * One of the emoji that two devices compare: its place, the picture, and the word that counts. The
 * picture is as large as the width allows, from 56 to 128 pixels, or what "largest" says. A word is
 * broken at spaces only. A screen reader says "1, Robot".
 *
 * Properties: "largest" (int: the largest side of the picture, 128), "word-scale" (double: the size
 * of the word, 1 is that of a heading).
 */
#define VOUCH_TYPE_EMOJI_TILE (vouch_emoji_tile_get_type ())
G_DECLARE_FINAL_TYPE (VouchEmojiTile, vouch_emoji_tile, VOUCH, EMOJI_TILE, GtkWidget)

/* @place: the tile's place in the row, from 1 */
GtkWidget *vouch_emoji_tile_new            (guint           place);
void       vouch_emoji_tile_set_place      (VouchEmojiTile *self,
                                            guint           place);
void       vouch_emoji_tile_set            (VouchEmojiTile *self,
                                            const char     *emoji,
                                            const char     *word);
/* Returns: the width that the longest part of the word needs at a scale of 1 */
int        vouch_emoji_tile_get_word_width (VouchEmojiTile *self);
int        vouch_emoji_tile_get_height     (VouchEmojiTile *self,
                                            int             width,
                                            double          word_scale);
/* For the parent that has measured the tile with this scale: asks for no new size. */
void       vouch_emoji_tile_allocate       (VouchEmojiTile      *self,
                                            const GtkAllocation *area,
                                            double               word_scale);

G_END_DECLS
