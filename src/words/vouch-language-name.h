/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer none): the name of @language ("de", "pt_BR") in that language; @language
 * itself when the name is unknown */
const char *vouch_language_name_look_up (const char         *language);
/* Finds the first of @wanted that is in @languages. Pure.
 *
 * @languages: NULL-terminated
 * @wanted: NULL-terminated: the languages of the user, the preferred one first
 * Returns: the index in @languages; -1: none */
int         vouch_language_name_match   (const char * const *languages,
                                         const char * const *wanted);

G_END_DECLS
