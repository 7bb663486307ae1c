/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The reply of /v1/info: a Beeper Desktop at @base_url. Returns: (transfer full) */
JsonObject *vouch_practice_info_describe (const char *base_url,
                                          guint16     port);

G_END_DECLS
