/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-tile"

#include "vouch-emoji-tile.h"

#include <math.h>

#include "vouch-drawing.h"
#include "vouch-property.h"

/* The picture differs from one system to the next, so the word stands close to it. All is drawn
 * here, because the sizes depend on the width that is given, which no label can follow. */
struct _VouchEmojiTile
{
  GtkWidget  parent_instance;

  /* owned */
  guint      place;        /* from 1 */
  char      *emoji;
  char      *word;
  int        largest;
  double     word_scale;
};

G_DEFINE_FINAL_TYPE (VouchEmojiTile, vouch_emoji_tile, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_LARGEST,
  PROP_WORD_SCALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define SMALLEST      56
#define SHARE         0.62   /* of the width of four in a row: 1 / 6.5 of all */
#define GAP            6     /* between picture and word */
#define CIRCLE        22     /* of the place, with text of the usual size; at most half a picture */
#define CIRCLE_INSIDE  0.9   /* how much of the circle lies before the picture */
#define CIRCLE_ABOVE   0.45  /* and above it: few pictures reach into their corners */
#define CIRCLE_BESIDE  0.5   /* with less room than this before the picture, it is above it */
#define CIRCLE_SHADE   0.75  /* between the colours of the window and of the text */

/* The sizes of a tile of some width, in pixels. */
typedef struct {
  double side;     /* of the picture */
  double circle;
  double top;      /* of the picture */
} Sizes;

static Sizes
compute_sizes (VouchEmojiTile *self,
               int             width)
{
  Sizes sizes;
  double beside;

  sizes.side = CLAMP (floor (width * SHARE), MIN (SMALLEST, width), self->largest);
  sizes.circle = round (MIN (CIRCLE * vouch_drawing_get_text_scale (GTK_WIDGET (self)),
                             sizes.side / 2));
  beside = (width - sizes.side) / 2;
  sizes.top = round (sizes.circle *
                     (beside < sizes.circle * CIRCLE_BESIDE ? CIRCLE_INSIDE : CIRCLE_ABOVE));
  return sizes;
}

/* The word is at most as large as @scale, and no part of it is wider than @width (0: any). */
static PangoLayout *
build_word (VouchEmojiTile *self,
            int             width,
            double          scale)
{
  int longest = width > 0 ? vouch_emoji_tile_get_word_width (self) : 0;
  double most = longest > 0 ? (double) width / longest : scale;
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->word);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (MIN (scale, most)));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  return layout;
}

/* Returns: a layout of text that is @pixels high */
static PangoLayout *
build_line (VouchEmojiTile *self,
            const char     *text,
            double          pixels)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  return layout;
}

/* Draws a line in the middle of @area, and not larger than it. */
static void
draw_line (GtkSnapshot           *snapshot,
           PangoLayout           *layout,
           const graphene_rect_t *area,
           const GdkRGBA         *color)
{
  PangoRectangle line;
  float scale;

  pango_layout_get_pixel_extents (layout, NULL, &line);
  if (line.width <= 0 || line.height <= 0)
    return;
  scale = MIN (1, MIN (area->size.width / (float) line.width,
                       area->size.height / (float) line.height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (
    area->origin.x + (area->size.width - (float) line.width * scale) / 2,
    area->origin.y + (area->size.height - (float) line.height * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_place (VouchEmojiTile *self,
            GtkSnapshot    *snapshot,
            const Sizes    *sizes)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA window = vouch_drawing_get_color (widget, "window_bg_color");
  GdkRGBA text = vouch_drawing_get_color (widget, "window_fg_color");
  GdkRGBA shade = vouch_drawing_mix (&window, &text, CIRCLE_SHADE);
  g_autofree char *number = g_strdup_printf ("%u", self->place);
  g_autoptr(PangoLayout) layout = build_line (self, number, sizes->circle * 0.62);
  double width = gtk_widget_get_width (widget);
  double x = MAX (0, (width - sizes->side) / 2 - sizes->circle * CIRCLE_INSIDE);
  graphene_rect_t area = GRAPHENE_RECT_INIT (
    (float) (mirrored ? width - x - sizes->circle : x), 0,
    (float) sizes->circle, (float) sizes->circle);

  vouch_drawing_fill (snapshot, &area, (float) sizes->circle / 2, &shade);
  draw_line (snapshot, layout, &area, &window);
}

static void
vouch_emoji_tile_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (widget);
  int width = gtk_widget_get_width (widget);
  Sizes sizes = compute_sizes (self, width);
  GdkRGBA color = vouch_drawing_get_color (widget, "window_fg_color");
  graphene_rect_t picture = GRAPHENE_RECT_INIT ((float) (width - sizes.side) / 2,
                                                (float) sizes.top,
                                                (float) sizes.side, (float) sizes.side);
  g_autoptr(PangoLayout) emoji = NULL;
  g_autoptr(PangoLayout) word = NULL;

  if (self->emoji == NULL)
    return;

  emoji = build_line (self, self->emoji, sizes.side);
  draw_line (snapshot, emoji, &picture, &color);
  word = build_word (self, width, self->word_scale);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (0, (float) (sizes.top + sizes.side + GAP)));
  gtk_snapshot_append_layout (snapshot, word, &color);
  gtk_snapshot_restore (snapshot);
  draw_place (self, snapshot, &sizes);
}

static GtkSizeRequestMode
vouch_emoji_tile_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_emoji_tile_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (widget);
  int wide = (int) ceil (self->largest / SHARE);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST;
      *natural = MAX (wide, (int) ceil (vouch_emoji_tile_get_word_width (self) *
                                        self->word_scale));
    }
  else
    {
      *minimum = vouch_emoji_tile_get_height (self, for_size < 0 ? wide : for_size,
                                              self->word_scale);
      *natural = *minimum;
    }
}

static void
vouch_emoji_tile_finalize (GObject *object)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (object);

  g_free (self->emoji);
  g_free (self->word);

  G_OBJECT_CLASS (vouch_emoji_tile_parent_class)->finalize (object);
}

static void
vouch_emoji_tile_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (object);

  switch (property_id)
    {
    case PROP_LARGEST:
      g_value_set_int (value, self->largest);
      break;
    case PROP_WORD_SCALE:
      g_value_set_double (value, self->word_scale);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_emoji_tile_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VouchEmojiTile *self = VOUCH_EMOJI_TILE (object);

  switch (property_id)
    {
    case PROP_LARGEST:
      if (vouch_property_set (self, &self->largest, g_value_get_int (value), pspec))
        gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_WORD_SCALE:
      if (vouch_property_set (self, &self->word_scale, g_value_get_double (value), pspec))
        gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_emoji_tile_class_init (VouchEmojiTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = vouch_emoji_tile_finalize;
  object_class->get_property = vouch_emoji_tile_get_property;
  object_class->set_property = vouch_emoji_tile_set_property;
  widget_class->snapshot = vouch_emoji_tile_snapshot;
  widget_class->measure = vouch_emoji_tile_measure;
  widget_class->get_request_mode = vouch_emoji_tile_get_request_mode;

  properties[PROP_LARGEST] = g_param_spec_int ("largest", NULL, NULL, SMALLEST, G_MAXINT, 128,
                                               VOUCH_PARAM_READWRITE);
  properties[PROP_WORD_SCALE] = g_param_spec_double ("word-scale", NULL, NULL, 0.1, 10, 1,
                                                     VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "emoji-tile");
}

static void
vouch_emoji_tile_init (VouchEmojiTile *self)
{
  self->largest = 128;
  self->word_scale = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
vouch_emoji_tile_new (guint place)
{
  VouchEmojiTile *self = g_object_new (VOUCH_TYPE_EMOJI_TILE, NULL);

  self->place = place;
  return GTK_WIDGET (self);
}

static void
update (VouchEmojiTile *self)
{
  g_autofree char *name = g_strdup_printf ("%u, %s", self->place,
                                           self->word != NULL ? self->word : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
vouch_emoji_tile_set_place (VouchEmojiTile *self,
                            guint           place)
{
  g_return_if_fail (VOUCH_IS_EMOJI_TILE (self));

  self->place = place;
  update (self);
}

void
vouch_emoji_tile_set (VouchEmojiTile *self,
                      const char     *emoji,
                      const char     *word)
{
  g_return_if_fail (VOUCH_IS_EMOJI_TILE (self));

  if (g_strcmp0 (self->emoji, emoji) == 0 && g_strcmp0 (self->word, word) == 0)
    return;
  g_free (self->emoji);
  self->emoji = g_strdup (emoji);
  g_free (self->word);
  self->word = g_strdup (word);
  update (self);
}

int
vouch_emoji_tile_get_word_width (VouchEmojiTile *self)
{
  g_autoptr(PangoLayout) layout = NULL;
  PangoRectangle word;

  g_return_val_if_fail (VOUCH_IS_EMOJI_TILE (self), 0);

  layout = build_word (self, 0, 1);
  pango_layout_get_pixel_extents (layout, NULL, &word);
  return word.width;
}

int
vouch_emoji_tile_get_height (VouchEmojiTile *self,
                             int             width,
                             double          word_scale)
{
  g_autoptr(PangoLayout) layout = NULL;
  Sizes sizes;
  int height;

  g_return_val_if_fail (VOUCH_IS_EMOJI_TILE (self), 0);

  sizes = compute_sizes (self, width);
  layout = build_word (self, width, word_scale);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return (int) ceil (sizes.top + sizes.side + GAP + height);
}

void
vouch_emoji_tile_allocate (VouchEmojiTile      *self,
                           const GtkAllocation *area,
                           double               word_scale)
{
  g_return_if_fail (VOUCH_IS_EMOJI_TILE (self));

  self->word_scale = word_scale;
  gtk_widget_size_allocate (GTK_WIDGET (self), area, -1);
}
