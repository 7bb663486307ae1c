/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"

#include <math.h>

#define SCALE 3             /* at that size letters have a colour of their own, not only edges */
#define TEXT_RATIO 4.5
#define PART_RATIO 3.0      /* of pictures, and of large text */
#define LARGE_TEXT 24.      /* pixels; WCAG: 18 points */
#define LARGE_BOLD_TEXT 18.66
#define NOTHING 1.1         /* the picture is not shown now */
#define LEAST_SHARE .03     /* of the pixels that are not ground: what is rarer is an edge */

#define EXACT 0xffffff
#define ALIKE 0xf8f8f8      /* icons are blurred when they are painted larger */

typedef struct {
  GtkWidget       *window;
  cairo_surface_t *picture;
  GPtrArray       *faults;
} Contrast;

/* The relative luminance of WCAG 2 */
static double
get_luminance (guint32 colour)
{
  static const double weights[] = { .0722, .7152, .2126 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = (colour >> (8 * i) & 0xff) / 255.;

      sum += weights[i] * (part <= .03928 ? part / 12.92 : pow ((part + .055) / 1.055, 2.4));
    }
  return sum;
}

static double
get_ratio (guint32 one,
           guint32 other)
{
  double a = get_luminance (one);
  double b = get_luminance (other);

  return (MAX (a, b) + .05) / (MIN (a, b) + .05);
}

/* Colours and how many pixels have them
 * @mask: the bits that make a colour another one */
static GHashTable *
count_colours (cairo_surface_t       *picture,
               const graphene_rect_t *area,
               guint32                mask)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  const guchar *data = cairo_image_surface_get_data (picture);
  int stride = cairo_image_surface_get_stride (picture);
  int left = MAX (0, floorf (area->origin.x * SCALE));
  int top = MAX (0, floorf (area->origin.y * SCALE));
  int right = MIN (cairo_image_surface_get_width (picture),
                   ceilf ((area->origin.x + area->size.width) * SCALE));
  int bottom = MIN (cairo_image_surface_get_height (picture),
                    ceilf ((area->origin.y + area->size.height) * SCALE));

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        gpointer colour =
          GUINT_TO_POINTER (*(const guint32 *) (data + y * stride + 4 * x) & mask);
        guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, colour));

        g_hash_table_insert (counts, colour, GUINT_TO_POINTER (count + 1));
      }
  return counts;
}

/* Returns: how well what is in the area stands out against the ground, which most pixels are of; 0
 * if nothing is there. All colours that are common enough count, but for edges the strongest of
 * them is that of what is drawn. */
static double
measure (cairo_surface_t       *picture,
         const graphene_rect_t *area,
         guint32                mask)
{
  g_autoptr(GHashTable) counts = count_colours (picture, area, mask);
  GHashTableIter iter;
  gpointer colour, count;
  guint32 ground = 0;
  guint most = 0, others = 0;
  double best = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    {
      others += GPOINTER_TO_UINT (count);
      if (GPOINTER_TO_UINT (count) <= most)
        continue;
      most = GPOINTER_TO_UINT (count);
      ground = GPOINTER_TO_UINT (colour);
    }
  others -= most;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    if (GPOINTER_TO_UINT (count) > LEAST_SHARE * others && GPOINTER_TO_UINT (colour) != ground)
      best = MAX (best, get_ratio (GPOINTER_TO_UINT (colour), ground));
  return best;
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static double
get_needed_ratio (GtkWidget *label)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  gboolean bold = pango_font_description_get_weight (font) >= PANGO_WEIGHT_BOLD;

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96. / 72;
  return size >= (bold ? LARGE_BOLD_TEXT : LARGE_TEXT) ? PART_RATIO : TEXT_RATIO;
}

static void
check_area (Contrast              *contrast,
            GtkWidget             *widget,
            const graphene_rect_t *area,
            guint32                mask,
            double                 needed)
{
  double ratio;

  if (area->size.width < 2 || area->size.height < 2)
    return;
  ratio = measure (contrast->picture, area, mask);
  if (ratio > NOTHING && ratio < needed)
    {
      g_autofree char *name = looks_describe (widget);

      g_ptr_array_add (contrast->faults, g_strdup_printf ("%s has a contrast of %.2f, not %.1f",
                                                          name, ratio, needed));
    }
}

/* The letters alone: there may be much of another ground around them. */
static gboolean
get_ink (Contrast        *contrast,
         GtkWidget       *label,
         graphene_rect_t *area)
{
  graphene_rect_t bounds, in_sight;
  PangoRectangle ink;
  int x, y;

  looks_get_bounds (label, contrast->window, &bounds, &in_sight);
  gtk_label_get_layout_offsets (GTK_LABEL (label), &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (label)), &ink, NULL);
  graphene_rect_init (area, bounds.origin.x + x + ink.x - 1, bounds.origin.y + y + ink.y - 1,
                      ink.width + 2, ink.height + 2);
  return graphene_rect_intersection (area, &in_sight, area);
}

static void
check_widget (gpointer data,
              gpointer user_data)
{
  GtkWidget *widget = data;
  Contrast *contrast = user_data;
  graphene_rect_t area, bounds;

  if (!gtk_widget_is_sensitive (widget) ||      /* what cannot be used may be pale */
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return;
  if (GTK_IS_LABEL (widget))
    {
      if (has_letters (gtk_label_get_text (GTK_LABEL (widget))) &&
          get_ink (contrast, widget, &area))
        check_area (contrast, widget, &area, EXACT, get_needed_ratio (widget));
    }
  else if (GTK_IS_IMAGE (widget))
    {
      looks_get_bounds (widget, contrast->window, &bounds, &area);
      check_area (contrast, widget, &area, ALIKE, PART_RATIO);
    }
}

void
looks_check_contrast (GtkWidget *window,
                      GPtrArray *faults)
{
  Contrast contrast = { window, looks_paint (window, SCALE), faults };

  looks_walk (window, check_widget, &contrast);
  cairo_surface_destroy (contrast.picture);
}
