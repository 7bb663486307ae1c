/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-picture-decoder.h"

G_BEGIN_DECLS

/* Finds the codes in a picture that is a file, on the clipboard, or dropped. Finishing returns
 * their bytes, or an error of VouchPictureError, or G_IO_ERROR_CANCELLED. */
void               vouch_picture_read_file_async      (GFile               *file,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
void               vouch_picture_read_clipboard_async (GdkClipboard        *clipboard,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
void               vouch_picture_read_drop_async      (GdkDrop             *drop,
                                                       GCancellable        *cancellable,
                                                       GAsyncReadyCallback  callback,
                                                       gpointer             user_data);
GPtrArray         *vouch_picture_read_finish          (GAsyncResult        *result,
                                                       GError             **error);
/* Returns: (transfer full): the types that can be dropped or pasted */
GdkContentFormats *vouch_picture_get_formats          (void);

G_END_DECLS
