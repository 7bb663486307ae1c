/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-key-sheet.h"

G_BEGIN_DECLS

/* Writes a file that only its owner may read. It is a PDF if its name ends so, else text. See
 * vouch_file_replace() for the content of the file after a failure.
 * @file: has a path on this computer, which includes mounts of the desktop and files of a portal */
void     vouch_key_save_async  (const VouchKeySheet  *sheet,
                                GFile                *file,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean vouch_key_save_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
