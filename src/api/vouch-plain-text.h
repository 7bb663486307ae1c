/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes a text of a server fit to be shown (ux.md rule 7): valid UTF-8 on one line, without
 * control, bidirectional and invisible characters, and no longer than @max_length characters (cut
 * with an ellipsis). It stays plain text, and must not be parsed as markup.
 *
 * Returns: (transfer full): NULL when @text is NULL or nothing is left */
char *vouch_plain_text (const char *text,
                        guint       max_length);

G_END_DECLS
