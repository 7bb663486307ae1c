/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPageLayout:
 *
 * Places the children of its widget one below the other, in a column of at most "maximum-width"
 * in the middle. Where there is room for two columns and the "picture" is visible, the picture
 * stands at the start and the other children at the end. Widths are for text of the usual size;
 * with larger text they grow as the text does.
 *
 * Children that expand vertically share the height that is left.
 *
 * Properties: "picture" (a child, not owned), "maximum-width" (400, in pixels), "spacing" (18, in
 * pixels), "wide" (read only: whether there are two columns; changes while the widget is
 * allocated, so what depends on it must not resize anything).
 */
#define VOUCH_TYPE_PAGE_LAYOUT (vouch_page_layout_get_type ())
G_DECLARE_FINAL_TYPE (VouchPageLayout, vouch_page_layout, VOUCH, PAGE_LAYOUT, GtkLayoutManager)

/* Returns: the height that a child of such a layout gets for @width: its natural height, or, if it
 * expands, its minimum, to which a share of the remaining height is added */
int vouch_page_layout_measure_height (GtkWidget *child,
                                      int        width);

G_END_DECLS
