/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts practice mode: a simulated Beeper, and a window that sets it up as a real one and has a
 * simulated phone beside it. It uses only this computer, needs no account and stores nothing. It
 * ends with the window.
 *
 * Returns: (transfer none): the window, not presented yet; NULL with an error if the server could
 * not be started */
GtkWindow *vouch_practice_start (GtkApplication  *application,
                                 GError         **error);

G_END_DECLS
