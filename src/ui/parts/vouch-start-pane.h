/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchStartPane:
 *
 * How opening Beeper goes, in any page: the wait for it, and what went wrong.
 * Takes no room while there is nothing to say. When it goes, so does the wait.
 *
 * Properties: "launcher" (VouchBeeperStart, nullable), to be set once.
 */
#define VOUCH_TYPE_START_PANE (vouch_start_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchStartPane, vouch_start_pane, VOUCH, START_PANE, GtkBox)

G_END_DECLS
