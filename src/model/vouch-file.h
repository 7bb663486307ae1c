/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * vouch_file_replace:
 *
 * Puts @contents into the file @path, which only its owner may read. On success all of it is on the
 * disk. On failure, and if the program or the computer stops meanwhile, @path is as it was: the old
 * file, or no file, and nothing else is left in its folder. Nothing is ever written into the old
 * file. A link of that name gives way to a file.
 *
 * Blocks for as long as the disk takes. Any thread. Errors are %G_IO_ERROR.
 */
gboolean vouch_file_replace (const char  *path,
                             GBytes      *contents,
                             GError     **error);

/**
 * vouch_file_read:
 * @max_size: bytes; a larger file is none of ours
 *
 * Blocks for as long as the disk takes. Any thread.
 *
 * Returns: (transfer full) (nullable): all of @path; %NULL if it is not there, is no regular file,
 *   is too large or cannot be read
 */
GBytes  *vouch_file_read    (const char  *path,
                             gsize        max_size);

G_END_DECLS
