/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchTick:
 *
 * A check mark in a circle that draws itself when it is shown: it worked. Where the desktop has no
 * animations it is there at once. To a screen reader it is a picture, whose accessible label is set
 * by whoever shows it.
 *
 * Properties: "size" (int: width and height in pixels with text of the usual size; it grows with
 * larger text).
 */
#define VOUCH_TYPE_TICK (vouch_tick_get_type ())
G_DECLARE_FINAL_TYPE (VouchTick, vouch_tick, VOUCH, TICK, GtkWidget)

GtkWidget *vouch_tick_new      (void);
int        vouch_tick_get_size (VouchTick *self);
void       vouch_tick_set_size (VouchTick *self,
                                int        size);

G_END_DECLS
