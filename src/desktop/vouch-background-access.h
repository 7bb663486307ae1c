/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop, by its Background portal, whether the program may go on without a window. That
 * may show a dialog and take as long as the person likes: only on a click. The question is never
 * taken back: a portal keeps that as a "no". */
void     vouch_background_access_ask_async  (const char           *reason,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: whether it may; else G_IO_ERROR_PERMISSION_DENIED when it was refused, and any other
 * error when nobody answered. */
gboolean vouch_background_access_ask_finish (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
