/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Whether other users of this computer can change what a path leads to. Root can always, and is no
 * other user here. */

/* Whether the mode of one file, folder or link lets others change it. In a sticky folder they can
 * add files but replace only their own. Pure.
 *
 * @user: who asks
 * @group_is_private: whether nobody but @user or root belongs to the group of @about */
gboolean vouch_write_access_is_open    (const struct stat *about,
                                        uid_t              user,
                                        gboolean           group_is_private);
/* Looks at the file, and at each folder and symbolic link on the way to it: where the answer is
 * FALSE, what is there now is still there when it is started. TRUE where something on the way is
 * missing or cannot be looked at. Reads the file system and the list of groups: not for the main
 * thread.
 *
 * @path: absolute */
gboolean vouch_write_access_has_others (const char        *path,
                                        uid_t              user);

G_END_DECLS
