/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Beeper Server as a unit of this user's systemd, over the session bus. Its names are those that
 * Beeper's command-line tool and Beeper's instructions give it (api.md 4). */

/* Looks for one that is installed and stopped. */
void      vouch_beeper_unit_find_async   (GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Returns: (transfer full) (nullable): its name, such as beeper-server.service; one that starts
 * with the session before others. NULL when there is none, when one runs, and without systemd. */
char     *vouch_beeper_unit_find_finish  (GAsyncResult         *result);

/* Starts it, as "systemctl --user start" does.
 *
 * @cancellable: (nullable): takes back that somebody waits, not the start */
void      vouch_beeper_unit_start_async  (const char           *name,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Returns: whether systemd has taken the order. Whether Beeper Server then runs is another
 * matter. */
gboolean  vouch_beeper_unit_start_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
