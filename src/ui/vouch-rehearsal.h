/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens two windows on a simulated Beeper: one that sets it up as the real one does, and the
 * phone. No network beyond this computer, no account, nothing stored. Both, and all that is
 * behind them, end with the first.
 *
 * Returns: (transfer none): the first window, not presented yet; NULL and an error when no
 * server could be started. */
GtkWindow *vouch_rehearsal_start (GtkApplication  *application,
                                  GError         **error);

G_END_DECLS
