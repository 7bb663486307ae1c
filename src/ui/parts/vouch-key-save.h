/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-key-sheet.h"

G_BEGIN_DECLS

/* Writes a file that only its owner may read: a PDF if its name says so, else text. See
 * vouch_file_replace() for what stands there if it fails. @file: in a folder of this computer,
 * which includes those that the desktop mounts and those that a portal gives. */
void     vouch_key_save_async  (const VouchKeySheet  *sheet,
                                GFile                *file,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean vouch_key_save_finish (GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
