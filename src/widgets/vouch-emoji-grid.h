/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VOUCH_EMOJI_GRID_SIZE 7

/**
 * VouchEmojiGrid:
 *
 * The seven emoji as numbered tiles in reading order, as large as the width allows: four above
 * three, or fewer in a row where a word does not fit.
 *
 * Where it is focusable, Tab leads to the grid and on, and the arrow keys lead from tile to tile.
 */
#define VOUCH_TYPE_EMOJI_GRID (vouch_emoji_grid_get_type ())
G_DECLARE_FINAL_TYPE (VouchEmojiGrid, vouch_emoji_grid, VOUCH, EMOJI_GRID, GtkWidget)

/* @index: from 0. */
void       vouch_emoji_grid_set_tile   (VouchEmojiGrid *self,
                                        guint           index,
                                        const char     *emoji,
                                        const char     *word);
void       vouch_emoji_grid_focus_tile (VouchEmojiGrid *self,
                                        guint           index);

G_END_DECLS
