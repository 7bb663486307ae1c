/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-tile"

#include "vouch-emoji-tile.h"

/* The drawing differs from one system to the next: the word stands as close to it as possible,
 * and to a screen reader the tile is one picture called "1: Dog". */
struct _VouchEmojiTile
{
  GtkWidget  parent_instance;

  /* owned */
  guint      place;   /* from 1 */

  /* borrowed: our children */
  GtkWidget *place_label;
  GtkWidget *emoji_label;
  GtkWidget *word_label;
};

G_DEFINE_FINAL_TYPE (VouchEmojiTile, vouch_emoji_tile, GTK_TYPE_WIDGET)

/* Relative to the size of the text around it: large enough to be told apart across a desk. */
#define EMOJI_SCALE 2.4

/* The tile speaks for its labels, so that nothing is read out twice. */
static GtkWidget *
add_label (VouchEmojiTile *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "justify", GTK_JUSTIFY_CENTER,
                                   NULL);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
vouch_emoji_tile_dispose (GObject *object)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (object);

  g_clear_pointer (&self->place_label, gtk_widget_unparent);
  g_clear_pointer (&self->emoji_label, gtk_widget_unparent);
  g_clear_pointer (&self->word_label, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_emoji_tile_parent_class)->dispose (object);
}

static void
vouch_emoji_tile_class_init (VouchEmojiTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_emoji_tile_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "emoji-tile");
}

static void
vouch_emoji_tile_init (VouchEmojiTile *self)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);

  self->place_label = add_label (self);
  gtk_widget_add_css_class (self->place_label, "caption");
  gtk_widget_add_css_class (self->place_label, "dim-label");
  gtk_widget_add_css_class (self->place_label, "numeric");

  pango_attr_list_insert (attributes, pango_attr_scale_new (EMOJI_SCALE));
  self->emoji_label = add_label (self);
  gtk_label_set_attributes (GTK_LABEL (self->emoji_label), attributes);

  self->word_label = add_label (self);
  gtk_widget_add_css_class (self->word_label, "caption-heading");
  gtk_label_set_wrap (GTK_LABEL (self->word_label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->word_label), PANGO_WRAP_WORD_CHAR);
}

/**
 * vouch_emoji_tile_new:
 * @place: the tile's place in the row, from 1
 */
GtkWidget *
vouch_emoji_tile_new (guint place)
{
  VouchEmojiTile *self = g_object_new (VOUCH_TYPE_EMOJI_TILE, NULL);
  g_autofree char *text = g_strdup_printf ("%u", place);

  self->place = place;
  gtk_label_set_label (GTK_LABEL (self->place_label), text);
  return GTK_WIDGET (self);
}

void
vouch_emoji_tile_set (VouchEmojiTile *self,
                      const char     *emoji,
                      const char     *word)
{
  g_autofree char *name = NULL;

  g_return_if_fail (VOUCH_IS_EMOJI_TILE (self));

  gtk_label_set_label (GTK_LABEL (self->emoji_label), emoji);
  gtk_label_set_label (GTK_LABEL (self->word_label), word);

  name = g_strdup_printf ("%u: %s", self->place, word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}
