/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts practice mode: a simulated Beeper, a window that sets it up as the real one does, and the
 * window of the phone. There is no network beyond this computer and no account, and nothing is
 * stored. All of it ends with the first window.
 *
 * Returns: (transfer none): the first window, not presented yet; NULL and an error when no server
 * could be started. */
GtkWindow *vouch_practice_start (GtkApplication  *application,
                                 GError         **error);

G_END_DECLS
