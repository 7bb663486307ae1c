/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strings that hold a token, a code or a key: their memory is wiped when they are freed. */
char   *vouch_secret_dup        (const char  *secret);
void    vouch_secret_free       (char        *secret);
/* Replaces *@field by a copy of @secret (may be NULL), and wipes the old value. */
void    vouch_secret_set        (char       **field,
                                 const char  *secret);
/* Takes a variable out of the environment. The copy that the kernel shows in /proc/PID/environ is
 * wiped, too, and child processes do not get it. To be called before there are threads.
 *
 * Returns: (transfer full) (nullable): NULL when it is not set or empty */
char   *vouch_secret_take_variable (const char *name);
/* Bytes that are wiped when the last reference goes. Takes @data, which g_free() must fit. */
GBytes *vouch_secret_take_bytes (char        *data,
                                 gsize        length);

static inline void
vouch_secret_cleanup (char **secret)
{
  vouch_secret_free (*secret);
}
#define vouch_autosecret __attribute__ ((cleanup (vouch_secret_cleanup)))

G_END_DECLS
