/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks for the slip of a finger in an email address: the domain is one letter, or two that changed
 * places, away from one that most people have. Advises and never blocks. Pure.
 *
 * Returns: (transfer full) (nullable): the address that was probably meant, or NULL */
char *vouch_email_hint (const char *email);

G_END_DECLS
