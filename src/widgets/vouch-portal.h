/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waits, in a sandbox, until the portals of the desktop answer. GTK and GLib call some of them
 * without the main loop, and GTK cannot cancel a call that has no reply yet. Outside a sandbox they
 * work without portals. */
void      vouch_portal_wait_async  (GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
/* Returns: TRUE also without portals; FALSE with G_IO_ERROR_CANCELLED, or with G_IO_ERROR_TIMED_OUT
 * where they hang */
gboolean  vouch_portal_wait_finish (GAsyncResult        *result,
                                    GError             **error);

G_END_DECLS
