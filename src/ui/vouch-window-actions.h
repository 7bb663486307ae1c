/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-context.h"

G_BEGIN_DECLS

/**
 * VouchWindowActions:
 *
 * The actions of menu and keyboard that every screen has: "win.back", "win.show-request",
 * "win.change-server", "win.practice", "win.open-beeper", "win.allow-beeper" (makes the file
 * executable first), "win.trust-beeper" (other users can change the file), "win.start-server",
 * "win.copy-report", "win.show-shortcuts", "win.show-about", "win.forget-access".
 * Disables the actions that are not possible.
 */
#define VOUCH_TYPE_WINDOW_ACTIONS (vouch_window_actions_get_type ())
G_DECLARE_FINAL_TYPE (VouchWindowActions, vouch_window_actions, VOUCH, WINDOW_ACTIONS, GObject)

/* Installs the actions and their keys. @activate passes the name of the action to
 * vouch_window_actions_activate(). */
void                vouch_window_actions_install  (GtkWidgetClass              *window_class,
                                                   GtkWidgetActionActivateFunc  activate);
/* @window: an instance of the class with the actions; it owns the result */
VouchWindowActions *vouch_window_actions_new      (GtkWidget                   *window,
                                                   VouchContext                *context);
void                vouch_window_actions_activate (VouchWindowActions          *self,
                                                   const char                  *name);

G_END_DECLS
