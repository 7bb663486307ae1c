/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Beeper Server as a user unit of systemd, controlled over the session bus. The names of the units
 * are those of api.md 4. The main thread only. */

/* Looks for a unit that is installed, and checks that no unit runs. */
void      vouch_beeper_unit_find_async   (GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Returns: (transfer full) (nullable): the name of the unit, such as beeper-server.service; an
 * enabled unit is preferred. NULL when there is none, when one runs, or without systemd. Does not
 * fail. */
char     *vouch_beeper_unit_find_finish  (GAsyncResult         *result);

/* Starts a unit, as "systemctl --user start" does.
 *
 * @cancellable: (nullable): cancels the wait, not the start */
void      vouch_beeper_unit_start_async  (const char           *name,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* Returns: whether systemd accepted the job. It does not tell whether Beeper Server runs.
 *
 * Errors: those of g_dbus_connection_call(). */
gboolean  vouch_beeper_unit_start_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
