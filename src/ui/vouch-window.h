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

G_END_DECLS
