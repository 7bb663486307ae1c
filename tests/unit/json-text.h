/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "vouch-json.h"

G_BEGIN_DECLS

/* Fails the test if @text is not a JSON object. Returns: (transfer full) */
static inline JsonObject *
parse_json (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  JsonObject *object = vouch_json_parse (bytes, &error);

  g_assert_no_error (error);
  return object;
}

G_END_DECLS
