/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-drawing"

#include "vouch-drawing.h"

#include <math.h>

#define USUAL_TEXT_PIXELS (11 * 96 / 72.0)
#define POINTS_PER_INCH   72.0
#define USUAL_RESOLUTION  96.0

GdkRGBA
vouch_drawing_get_color (GtkWidget  *widget,
                         const char *name)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (style, name, &color))
    gtk_style_context_get_color (style, &color);
  return color;
}

GdkRGBA
vouch_drawing_mix (const GdkRGBA *from,
                   const GdkRGBA *to,
                   double         share)
{
  float part = (float) share;

  return (GdkRGBA) {
    from->red + (to->red - from->red) * part,
    from->green + (to->green - from->green) * part,
    from->blue + (to->blue - from->blue) * part,
    from->alpha + (to->alpha - from->alpha) * part,
  };
}

double
vouch_drawing_get_text_scale (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  if (!pango_font_description_get_size_is_absolute (font))
    {
      double resolution = pango_cairo_context_get_resolution (context);

      size *= (resolution > 0 ? resolution : USUAL_RESOLUTION) / POINTS_PER_INCH;
    }
  return MAX (1, size / USUAL_TEXT_PIXELS);
}

void
vouch_drawing_fill (GtkSnapshot           *snapshot,
                    const graphene_rect_t *area,
                    float                  radius,
                    const GdkRGBA         *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, area);
  gtk_snapshot_pop (snapshot);
}

void
vouch_drawing_outline (GtkSnapshot           *snapshot,
                       const graphene_rect_t *area,
                       float                  radius,
                       float                  width,
                       const GdkRGBA         *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, area, radius);
  gtk_snapshot_append_border (snapshot, &rounded,
                              (float[]) { width, width, width, width },
                              (GdkRGBA[]) { *color, *color, *color, *color });
}

/* The first half of the time is the circle's. The two strokes of the mark begin a little before its
 * end, so that one movement leads into the other. */
void
vouch_drawing_check_mark (GtkSnapshot           *snapshot,
                          const graphene_rect_t *area,
                          const GdkRGBA         *color,
                          double                 progress)
{
  double size = MIN (area->size.width, area->size.height);
  double circle = CLAMP (progress / 0.55, 0, 1);
  double strokes = CLAMP ((progress - 0.45) / 0.55, 0, 1);
  double first = MIN (strokes / 0.35, 1);
  double second = CLAMP ((strokes - 0.35) / 0.65, 0, 1);
  cairo_t *cairo;

  if (progress <= 0)
    return;

  cairo = gtk_snapshot_append_cairo (snapshot, area);
  cairo_translate (cairo, area->origin.x + (area->size.width - size) / 2,
                   area->origin.y + (area->size.height - size) / 2);
  cairo_scale (cairo, size, size);
  cairo_set_line_width (cairo, 0.07);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cairo, color);

  cairo_arc (cairo, 0.5, 0.5, 0.46, -G_PI_2, -G_PI_2 + 2 * G_PI * circle);
  cairo_stroke (cairo);

  if (strokes > 0)
    {
      cairo_set_line_width (cairo, 0.09);
      cairo_move_to (cairo, 0.29, 0.52);
      cairo_line_to (cairo, 0.29 + 0.15 * first, 0.52 + 0.15 * first);
      if (second > 0)
        cairo_line_to (cairo, 0.44 + 0.28 * second, 0.67 - 0.31 * second);
      cairo_stroke (cairo);
    }
  cairo_destroy (cairo);
}
