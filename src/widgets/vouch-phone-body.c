/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-phone-body"

#include "vouch-phone-body.h"

#include <adwaita.h>

#include "vouch-drawing.h"

/* In units: see VouchPhoneBody */
#define FRAME          6
#define SCREEN_RADIUS 13
#define TOP           17
#define BOTTOM        12

/* Of the way from the screen to the text: enough for 3:1 in light and dark */
#define PART_SHARE    0.60
#define PART_CONTRAST 0.75   /* in high contrast */

void
vouch_phone_colors_look_up (VouchPhoneColors *colors,
                            GtkWidget        *widget)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  GdkRGBA text = vouch_drawing_get_color (widget, "view_fg_color");
  GdkRGBA opaque = { text.red, text.green, text.blue, 1 };

  colors->screen = vouch_drawing_get_color (widget, "view_bg_color");
  colors->text = vouch_drawing_mix (&colors->screen, &opaque, text.alpha);
  colors->part = vouch_drawing_mix (&colors->screen, &colors->text,
                                    contrast ? PART_CONTRAST : PART_SHARE);
  colors->accent = vouch_drawing_get_color (widget, "accent_color");
  colors->success = vouch_drawing_get_color (widget, "success_color");
}

/* Where text is light, the screen is dark already. */
void
vouch_phone_colors_turn_off (VouchPhoneColors *colors)
{
  const GdkRGBA black = { 0, 0, 0, 1 };
  gboolean dark = colors->text.green > colors->screen.green;

  colors->screen = vouch_drawing_mix (dark ? &colors->screen : &colors->text, &black, 0.8);
}

void
vouch_phone_body_lay_out (VouchPhoneBody        *body,
                          const graphene_rect_t *area,
                          float                  unit)
{
  graphene_rect_inset_r (area, FRAME * unit, FRAME * unit, &body->screen);
  body->unit = unit;
  body->radius = SCREEN_RADIUS * unit;
  body->top = TOP * unit;
  body->bottom = BOTTOM * unit;
}

void
vouch_phone_body_draw (GtkSnapshot            *snapshot,
                       const VouchPhoneBody   *body,
                       const graphene_rect_t  *area,
                       const VouchPhoneColors *colors)
{
  const graphene_rect_t *screen = &body->screen;
  float unit = body->unit;
  float middle = screen->origin.x + screen->size.width / 2;

  vouch_drawing_fill (snapshot, area, body->radius + FRAME * unit, &colors->part);
  vouch_drawing_fill (snapshot, screen, body->radius, &colors->screen);
  vouch_drawing_fill (snapshot,
                      &GRAPHENE_RECT_INIT (middle - 17 * unit, screen->origin.y - unit,
                                           34 * unit, 9 * unit),
                      4.5f * unit, &colors->part);
}

void
vouch_phone_body_draw_bar (GtkSnapshot            *snapshot,
                           const VouchPhoneBody   *body,
                           const VouchPhoneColors *colors)
{
  const graphene_rect_t *screen = &body->screen;
  float unit = body->unit;

  vouch_drawing_fill (snapshot,
                      &GRAPHENE_RECT_INIT (screen->origin.x + screen->size.width / 2 - 20 * unit,
                                           screen->origin.y + screen->size.height - 7 * unit,
                                           40 * unit, 3 * unit),
                      1.5f * unit, &colors->part);
}
