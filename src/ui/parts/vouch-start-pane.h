/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchStartPane:
 *
 * Shows the progress of opening Beeper, and its problems. It is hidden while there is nothing to
 * show. The wait ends when the pane is unrooted.
 *
 * Properties: "launcher" (VouchBeeperStart, nullable), to be set once; "helps" (boolean, read:
 * Beeper could not be opened, and the pane has what must be done before the next try).
 */
#define VOUCH_TYPE_START_PANE (vouch_start_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchStartPane, vouch_start_pane, VOUCH, START_PANE, GtkBox)

gboolean vouch_start_pane_get_helps (VouchStartPane *self);

G_END_DECLS
