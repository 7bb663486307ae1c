/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vouch_file_replace:
 * @path: in the encoding of file names
 * @contents: the new contents
 *
 * Writes @contents to a file that only its owner may read (0600). On success the data is on the
 * disk. On failure, or after a crash, @path is unchanged and the folder contains no other new file.
 * The old file is never modified. A symbolic link is replaced by a file.
 *
 * Blocks while the disk is written. Any thread. Errors: %G_IO_ERROR.
 */
gboolean vouch_file_replace (const char  *path,
                             GBytes      *contents,
                             GError     **error);

/**
 * vouch_file_read:
 * @path: in the encoding of file names
 * @max_size: in bytes; a larger file is not read
 *
 * Blocks while the disk is read. Any thread.
 *
 * Returns: (transfer full) (nullable): the contents; %NULL if the file does not exist, is not a
 *   regular file, is too large or cannot be read
 */
GBytes  *vouch_file_read    (const char  *path,
                             gsize        max_size);

G_END_DECLS
