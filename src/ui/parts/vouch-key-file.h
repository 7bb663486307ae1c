/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads the first thing that looks like a recovery key out of a file that the person chose: text,
 * of which only the beginning is looked at and which is wiped, or a picture of a printed sheet. */
void  vouch_key_file_read_async  (GFile                *file,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/* Returns: (transfer full) (nullable): a secret; NULL without an error when there is no key in
 * it. */
char *vouch_key_file_read_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
