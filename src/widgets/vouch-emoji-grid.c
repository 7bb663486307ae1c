/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-grid"

#include "vouch-emoji-grid.h"

#include "vouch-emoji-tile.h"

/* Four above three, as other Matrix programs show them, so that the places agree between two
 * screens. */
struct _VouchEmojiGrid
{
  GtkWidget       parent_instance;

  /* borrowed: our children */
  VouchEmojiTile *tiles[VOUCH_EMOJI_GRID_SIZE];
};

G_DEFINE_FINAL_TYPE (VouchEmojiGrid, vouch_emoji_grid, GTK_TYPE_WIDGET)

#define UPPER_ROW 4

/* Every tile is two columns wide, so that the lower row stands half a tile further in. */
static void
place_tile (VouchEmojiGrid *self,
            guint           index)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  int position = (int) index;
  gboolean lower = position >= UPPER_ROW;
  GtkWidget *tile = vouch_emoji_tile_new (index + 1);
  GtkGridLayoutChild *child;

  gtk_widget_set_parent (tile, GTK_WIDGET (self));
  gtk_widget_set_hexpand (tile, TRUE);
  gtk_widget_set_valign (tile, GTK_ALIGN_START);

  child = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, tile));
  gtk_grid_layout_child_set_row (child, lower ? 1 : 0);
  gtk_grid_layout_child_set_column (child, lower ? 2 * (position - UPPER_ROW) + 1 : 2 * position);
  gtk_grid_layout_child_set_column_span (child, 2);

  self->tiles[index] = VOUCH_EMOJI_TILE (tile);
}

static void
vouch_emoji_grid_dispose (GObject *object)
{
  VouchEmojiGrid *self = VOUCH_EMOJI_GRID (object);

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    if (self->tiles[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->tiles[i])));

  G_OBJECT_CLASS (vouch_emoji_grid_parent_class)->dispose (object);
}

static void
vouch_emoji_grid_class_init (VouchEmojiGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_emoji_grid_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_GRID_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "emoji-grid");
}

static void
vouch_emoji_grid_init (VouchEmojiGrid *self)
{
  GtkGridLayout *layout = GTK_GRID_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_grid_layout_set_column_homogeneous (layout, TRUE);
  gtk_grid_layout_set_row_spacing (layout, 18);

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    place_tile (self, i);
}

void
vouch_emoji_grid_set_tile (VouchEmojiGrid *self,
                           guint           index,
                           const char     *emoji,
                           const char     *word)
{
  g_return_if_fail (VOUCH_IS_EMOJI_GRID (self));
  g_return_if_fail (index < VOUCH_EMOJI_GRID_SIZE);

  vouch_emoji_tile_set (self->tiles[index], emoji, word);
}
