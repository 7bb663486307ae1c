/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Checks whether other users of this computer can change the file of a path. Root can do so always,
 * and does not count as another user. */

/* Checks the mode of one file, folder or link. In a sticky folder other users can add files but
 * replace only their own. Pure.
 *
 * @about: from lstat()
 * @user: the user for whom this is checked
 * @group_is_private: whether the group of @about has no members but @user and root
 * Returns: whether other users can change it */
gboolean vouch_write_access_is_open    (const struct stat *about,
                                        uid_t              user,
                                        gboolean           group_is_private);
/* Checks the file, and each folder and symbolic link of its path. If the result is FALSE, the same
 * file will be there when it is started. Blocks while it reads the file system and the list of
 * groups. Any thread.
 *
 * @path: absolute
 * @user: as above
 * Returns: whether other users can change it; TRUE also if a part of the path is missing or cannot
 *   be read */
gboolean vouch_write_access_has_others (const char        *path,
                                        uid_t              user);

G_END_DECLS
