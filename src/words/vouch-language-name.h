/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer none): the name of @language ("de", "pt_BR") in that language; @language
 * itself when the name is unknown */
const char *vouch_language_name_look_up (const char *language);

G_END_DECLS
