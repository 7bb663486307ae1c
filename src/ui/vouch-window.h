/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-context.h"

G_BEGIN_DECLS

/**
 * VouchWindow:
 *
 * Shows the page of the step that VouchSetup says there is, and around it what every step has: way
 * back, menu, banners. Nobody navigates it.
 *
 * Properties, construct only: "context".
 */
#define VOUCH_TYPE_WINDOW (vouch_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchWindow, vouch_window, VOUCH, WINDOW, AdwApplicationWindow)

GtkWidget    *vouch_window_new         (GtkApplication *application,
                                        VouchContext   *context);
/* Leaves the Beeper that is in use, unless that has to be waited for, and connects to this one as
 * if the person had typed its address.
 * Returns: FALSE: refused, because the setup is busy */
gboolean      vouch_window_use_address (VouchWindow    *self,
                                        const char     *address);
VouchContext *vouch_window_get_context (VouchWindow    *self);

G_END_DECLS
