/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-context.h"

G_BEGIN_DECLS

/**
 * VouchWindow:
 *
 * Shows the page of VouchSetup's "step", with the back button, the menu and the banners that every
 * step has. The step decides which page is shown.
 *
 * Properties, construct only: "context".
 */
#define VOUCH_TYPE_WINDOW (vouch_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchWindow, vouch_window, VOUCH, WINDOW, AdwApplicationWindow)

GtkWidget    *vouch_window_new         (GtkApplication *application,
                                        VouchContext   *context);
/* Leaves the server that is in use, unless a verb runs, and connects to @address as if the user had
 * typed it.
 * Returns: FALSE: refused, because the setup is busy */
gboolean      vouch_window_use_address (VouchWindow    *self,
                                        const char     *address);
VouchContext *vouch_window_get_context (VouchWindow    *self);
/* Returns: the part of the window that shows the pages, for a camera to look at */
GtkWidget    *vouch_window_get_screen  (VouchWindow    *self);
/* Puts the phone of practice mode beside the pages, or in a narrow window in their place with a
 * button to switch. The window becomes wide enough for both, if the screen is. To be called before
 * it is shown. */
void          vouch_window_add_phone   (VouchWindow    *self,
                                        GtkWidget      *phone);

G_END_DECLS
