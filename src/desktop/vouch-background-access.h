/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop's Background portal whether the program may run without a window. The portal may
 * show a dialog, so this is called only after a click. The request is never cancelled, because a
 * portal remembers that as a refusal. The main thread only.
 *
 * @reason: translated; shown in the dialog; copied */
void     vouch_background_access_ask_async  (const char           *reason,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: TRUE if the program may run without a window; also where no portal is needed, which is
 *   outside a sandbox
 *
 * Errors: G_IO_ERROR_PERMISSION_DENIED: the user or the desktop refused; others: there was no
 * answer. */
gboolean vouch_background_access_ask_finish (GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
