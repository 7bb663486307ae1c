/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-settings"

#include "vouch-settings.h"

/* A missing schema would end the program. */
GSettings *
vouch_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, VOUCH_APPLICATION_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, VOUCH_SETTINGS_KNOWN_SERVERS)
      || !g_settings_schema_has_key (schema, VOUCH_SETTINGS_CAMERA)
      || !g_settings_schema_has_key (schema, VOUCH_SETTINGS_ALLOW_BACKGROUND))
    {
      g_debug ("The settings schema is not installed");
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}
