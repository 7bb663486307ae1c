/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the pictures are drawn with that Vouch draws itself. */

/* Returns: a colour of the style by its name ("accent_color"); the colour of the text when the
 * style does not have it */
GdkRGBA vouch_drawing_get_color      (GtkWidget             *widget,
                                      const char            *name);
/* Returns: the colour between the two, @share (0 to 1) of the way from @from to @to */
GdkRGBA vouch_drawing_mix            (const GdkRGBA         *from,
                                      const GdkRGBA         *to,
                                      double                 share);
/* Returns: how large the text of the user is: 1 is the usual size, and the smallest */
double  vouch_drawing_get_text_scale (GtkWidget             *widget);

void    vouch_drawing_fill           (GtkSnapshot           *snapshot,
                                      const graphene_rect_t *area,
                                      float                  radius,
                                      const GdkRGBA         *color);
/* Draws the border inside @area. */
void    vouch_drawing_outline        (GtkSnapshot           *snapshot,
                                      const graphene_rect_t *area,
                                      float                  radius,
                                      float                  width,
                                      const GdkRGBA         *color);
/* Draws a check mark in a circle, as far as it has come.
 *
 * @progress: 0 is nothing, 1 is the whole mark */
void    vouch_drawing_check_mark     (GtkSnapshot           *snapshot,
                                      const graphene_rect_t *area,
                                      const GdkRGBA         *color,
                                      double                 progress);

G_END_DECLS
