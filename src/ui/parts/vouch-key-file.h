/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads the first recovery key of a file that the user chose. The file is text, or a picture of a
 * printed sheet. Only the beginning of a text is read, and its buffer is wiped. */
void  vouch_key_file_read_async  (GFile                *file,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* Returns: (transfer full) (nullable): a secret; NULL without an error if the file has no key */
char *vouch_key_file_read_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
