/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the library is installed that the runtime of an AppImage needs (FUSE 2). Any thread. */

/* Chooses the command for a distribution by the fields of its os-release(5). Pure.
 *
 * @id: ID
 * @like, @version, @codename: (nullable): ID_LIKE, VERSION_ID, and UBUNTU_CODENAME or
 *   DEBIAN_CODENAME: the release that a derivative is made of
 * Returns: (nullable): a command for a terminal; NULL: not known for this distribution */
const char *vouch_fuse_choose_command (const char *id,
                                       const char *like,
                                       const char *version,
                                       const char *codename);
/* Returns: (nullable): the command for this computer */
const char *vouch_fuse_get_command    (void);

G_END_DECLS
