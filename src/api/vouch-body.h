/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Internal to api: the JSON that we send, flat objects of strings, which often hold a secret. */

/* As a value: the literal true. */
extern const char vouch_body_true[];

GBytes *vouch_body_new (const char *name,
                        ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
