/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The commands of menu and keyboard that every screen has: "win.back", "win.change-server",
 * "win.practice", "win.open-beeper", "win.allow-beeper" (to run, and opens it), "win.copy-report",
 * "win.show-shortcuts", "win.show-help", "win.show-about", "win.forget-access". */
void vouch_window_actions_install (GtkWidgetClass *window_class);
/* Enables those that are possible, from now on. */
void vouch_window_actions_follow  (GtkWidget      *window);

G_END_DECLS
