/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VOUCH_SETTINGS_KNOWN_SERVERS    "known-servers"
#define VOUCH_SETTINGS_CAMERA           "camera"
#define VOUCH_SETTINGS_ALLOW_BACKGROUND "allow-background"
#define VOUCH_SETTINGS_WELCOMED         "welcomed"

/* Returns: (transfer full) (nullable): NULL when the schema is not installed: no settings are kept
 * then. The main thread only. */
GSettings *vouch_settings_open (void);

/* @value: (transfer floating)
 * Returns: whether the value is saved; if not, all earlier values are kept. The main thread
 *   only. */
gboolean   vouch_settings_set  (GSettings  *settings,
                                const char *key,
                                GVariant   *value);

G_END_DECLS
