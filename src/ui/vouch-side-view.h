/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchSideView:
 *
 * A widget, and beside it, where there is room, a second one; in a narrow window one of the two.
 * The one that is out of sight stays mapped and goes on, but takes no focus and is hidden from
 * screen readers: it is not a page that was left.
 *
 * Properties: "content" (GtkWidget, nullable), "side" (GtkWidget, nullable), "folded" (boolean,
 * read only: there is room for one of the two), "side-shown" (boolean: which one that is).
 */
#define VOUCH_TYPE_SIDE_VIEW (vouch_side_view_get_type ())
G_DECLARE_FINAL_TYPE (VouchSideView, vouch_side_view, VOUCH, SIDE_VIEW, GtkWidget)

/* @widget: (nullable) */
void      vouch_side_view_set_content       (VouchSideView *self,
                                             GtkWidget     *widget);
void      vouch_side_view_set_side          (VouchSideView *self,
                                             GtkWidget     *widget);
/* Returns: the width from which on both are shown, with text of the size that it has now */
int       vouch_side_view_get_room_for_both (VouchSideView *self);
gboolean  vouch_side_view_get_folded        (VouchSideView *self);
gboolean  vouch_side_view_get_side_shown    (VouchSideView *self);
void      vouch_side_view_set_side_shown    (VouchSideView *self,
                                             gboolean       shown);

G_END_DECLS
