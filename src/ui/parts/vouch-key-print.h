/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-key-sheet.h"

G_BEGIN_DECLS

/* Shows the print dialog and prints the sheet. The dialog is a window of the desktop: see
 * #VouchDesktopWait. */
void     vouch_key_print_async  (const VouchKeySheet  *sheet,
                                 GtkWidget            *parent,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
/* Returns: FALSE without an error if the user cancelled the dialog */
gboolean vouch_key_print_finish (GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
