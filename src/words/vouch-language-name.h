/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What speakers of @language ("de", "pt_BR") call it; the code itself when that is not known. */
const char *vouch_language_name_look_up (const char         *language);
/* The index in @languages of the first of @wanted (the person's, best first) that is there; -1
 * without one. */
int         vouch_language_name_match   (const char * const *languages,
                                         const char * const *wanted);

G_END_DECLS
