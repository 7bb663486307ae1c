/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VOUCH_SETTINGS_KNOWN_SERVERS    "known-servers"
#define VOUCH_SETTINGS_CAMERA           "camera"
#define VOUCH_SETTINGS_ALLOW_BACKGROUND "allow-background"

/* Returns: (transfer full) (nullable): NULL where Vouch is not installed: then nothing is
 * remembered. */
GSettings *vouch_settings_open (void);

/* @value: (transfer floating)
 * Returns: whether it is kept; if not, everything that was kept before still is. */
gboolean   vouch_settings_set  (GSettings  *settings,
                                const char *key,
                                GVariant   *value);

G_END_DECLS
