/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchBackground:
 *
 * Whether the program goes on watching when its window is closed: off until the person turns it on,
 * and only if the desktop has nothing against it. While it is on and there is a Beeper to watch,
 * the application is held; and without a word while a verb runs, until that has ended.
 *
 * Property "wanted" (read-write): what the switch shows. The desktop is asked when it is turned on;
 * it goes back by itself, and the person reads why, if the answer is no.
 */
#define VOUCH_TYPE_BACKGROUND (vouch_background_get_type ())
G_DECLARE_FINAL_TYPE (VouchBackground, vouch_background, VOUCH, BACKGROUND, GObject)

/* @settings: (nullable): without them the answer is not remembered. */
VouchBackground *vouch_background_new         (GtkApplication  *application,
                                               GSettings       *settings);
/* @setup: (nullable): what is watched. */
void             vouch_background_set_setup   (VouchBackground *self,
                                               VouchSetup      *setup);
/* Whether the program is to end with its last window this time. */
void             vouch_background_set_leaving (VouchBackground *self,
                                               gboolean         leaving);
/* Whether the program goes on without a window. */
gboolean         vouch_background_get_active  (VouchBackground *self);

G_END_DECLS
