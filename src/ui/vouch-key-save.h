/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-key-sheet.h"

G_BEGIN_DECLS

/* Writes a file that only its owner may read: a PDF if its name says so, else text. */
void     vouch_key_save        (const VouchKeySheet  *sheet,
                                GFile                *file,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean vouch_key_save_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
