/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with a window as it looks now. Each rule appends a sentence for each fault, with
 * the widget and its text, to an array of strings. */

/* Returns: (transfer full): the window as it is painted, so many pixels for each of its own */
cairo_surface_t *looks_paint        (GtkWidget       *window,
                                     int              scale);
/* Waits until what has changed is laid out and painted. */
void             looks_wait_for_frames (GtkWidget    *window);
/* Whether the window has this size, without its border or shadow. */
gboolean         looks_has_size     (GtkWidget       *window,
                                     int              width,
                                     int              height);
/* Waits until the window has this size, or none smaller is possible, and is painted. */
void             looks_resize       (GtkWidget       *window,
                                     int              width,
                                     int              height);

/* Nothing is cut, torn, covered by something else, outside the window, or out of reach. */
void             looks_check_layout (GtkWidget       *window,
                                     int              width,
                                     int              height,
                                     GPtrArray       *faults);
/* Each text, and each picture, stands out against its ground. */
void             looks_check_contrast (GtkWidget     *window,
                                     GPtrArray       *faults);
/* The keyboard comes to each control, goes on from each, and shows where it is. Moves the focus. */
void             looks_check_keyboard (GtkWidget     *window,
                                     GPtrArray       *faults);

/* For rules: the nearest ancestor of that type, but not the widget itself */
GtkWidget       *looks_get_ancestor (GtkWidget       *widget,
                                     GType            type);
/* Returns: (transfer full): the widget's type and text, for a fault */
char            *looks_describe     (GtkWidget       *widget);
/* Returns: whether it is something to press or to write in */
gboolean         looks_is_control   (GtkWidget       *widget);
/* The bounds in the window, and the part of them that is not scrolled away. */
void             looks_get_bounds   (GtkWidget       *widget,
                                     GtkWidget       *window,
                                     graphene_rect_t *bounds,
                                     graphene_rect_t *in_sight);
/* Where the caret of a GtkText is, in @parent */
void             looks_get_caret    (GtkWidget       *text,
                                     GtkWidget       *parent,
                                     graphene_rect_t *caret);
/* Calls @function for each widget that is shown, or would be if it was scrolled to. */
void             looks_walk         (GtkWidget       *widget,
                                     GFunc            function,
                                     gpointer         data);

G_END_DECLS
