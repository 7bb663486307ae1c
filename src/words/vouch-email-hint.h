/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Looks for a typing mistake in an email address: a domain that differs from a common one by one
 * letter, or by two neighbouring letters that are swapped, or an ending such as ".con". It is
 * advice only. Pure.
 *
 * Returns: (transfer full) (nullable): the address that the user probably meant */
char *vouch_email_hint (const char *email);

G_END_DECLS
