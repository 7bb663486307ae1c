/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds Beeper among the installed programs: by the id of its desktop file, by the window class
 * in it, or at the two paths where it is put by hand. Reads files, so it works on a thread of
 * its own. */
void      vouch_beeper_launcher_find        (GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
/* Returns: (transfer full) (nullable): NULL when Beeper is not installed. */
GAppInfo *vouch_beeper_launcher_find_finish (GAsyncResult        *result,
                                             GError             **error);
/* Whether a desktop file of this id, with this StartupWMClass (nullable), is Beeper's. Pure. */
gboolean  vouch_beeper_launcher_is_beeper   (const char          *id,
                                             const char          *window_class);

G_END_DECLS
