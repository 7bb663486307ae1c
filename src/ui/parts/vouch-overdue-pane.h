/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchOverduePane:
 *
 * A sentence that Beeper may work already, and Open Beeper where that is possible. Pages that wait
 * for Beeper bind its visibility to "overdue" of VouchSetup.
 *
 * Properties: "launcher" (VouchBeeperStart, nullable), to be set once.
 */
#define VOUCH_TYPE_OVERDUE_PANE (vouch_overdue_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchOverduePane, vouch_overdue_pane, VOUCH, OVERDUE_PANE, GtkBox)

G_END_DECLS
