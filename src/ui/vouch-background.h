/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchBackground:
 *
 * Decides whether the program goes on watching when its window is closed. It is off until the user
 * turns it on and the desktop allows it. While it is on and a server is in use, it holds the
 * application. It also holds the application while a verb runs.
 *
 * Property "wanted" (read-write): the state of the switch. The desktop is asked when it is turned
 * on. If the desktop refuses, it is turned off and the user reads why.
 */
#define VOUCH_TYPE_BACKGROUND (vouch_background_get_type ())
G_DECLARE_FINAL_TYPE (VouchBackground, vouch_background, VOUCH, BACKGROUND, GObject)

/* @settings: (nullable): NULL: the state is not stored */
VouchBackground *vouch_background_new         (GtkApplication  *application,
                                               GSettings       *settings);
/* @setup: (nullable): the setup to watch */
void             vouch_background_set_setup   (VouchBackground *self,
                                               VouchSetup      *setup);
/* Sets whether the program ends when its last window is closed, also while it is wanted. */
void             vouch_background_set_leaving (VouchBackground *self,
                                               gboolean         leaving);
/* Returns: whether the program goes on without a window */
gboolean         vouch_background_get_active  (VouchBackground *self);

G_END_DECLS
