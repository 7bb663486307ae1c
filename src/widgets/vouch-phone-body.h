/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A phone without what is on its screen: the frame, the notch and the bar at the bottom. */

/* The colours of one phone. All are opaque, and but for @screen each has 3:1 on @screen at
 * least. */
typedef struct {
  GdkRGBA screen;
  GdkRGBA text;
  GdkRGBA part;      /* what stands for text, and edges */
  GdkRGBA accent;    /* the one thing to press */
  GdkRGBA success;
} VouchPhoneColors;

/* Where the parts are. */
typedef struct {
  graphene_rect_t screen;   /* what is inside the frame */
  float           unit;     /* of all lengths below: 1 for a phone of 140 × 252 */
  float           radius;   /* of the corners of the screen */
  float           top;      /* taken of the screen by notch and status bar */
  float           bottom;   /* taken of the screen by the bar at the bottom */
} VouchPhoneBody;

#define VOUCH_PHONE_BODY_WIDTH  140
#define VOUCH_PHONE_BODY_HEIGHT 252

void vouch_phone_colors_look_up  (VouchPhoneColors       *colors,
                                  GtkWidget              *widget);
/* Makes the screen as dark as one that is off. */
void vouch_phone_colors_turn_off (VouchPhoneColors       *colors);
/* @unit: how large frame, notch and bars are: 1 for a phone of 140 × 252 */
void vouch_phone_body_lay_out    (VouchPhoneBody         *body,
                                  const graphene_rect_t  *area,
                                  float                   unit);
/* Draws frame, screen and notch. @area: the same as laid out */
void vouch_phone_body_draw       (GtkSnapshot            *snapshot,
                                  const VouchPhoneBody   *body,
                                  const graphene_rect_t  *area,
                                  const VouchPhoneColors *colors);
/* Draws the bar at the bottom of a screen that is on. */
void vouch_phone_body_draw_bar   (GtkSnapshot            *snapshot,
                                  const VouchPhoneBody   *body,
                                  const VouchPhoneColors *colors);

G_END_DECLS
