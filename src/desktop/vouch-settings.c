/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-settings"

#include "vouch-settings.h"

#include <glib/gstdio.h>

#include "vouch-file.h"

/* The schema is looked up first, because g_settings_new() aborts without it. */
GSettings *
vouch_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, VOUCH_APPLICATION_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, VOUCH_SETTINGS_KNOWN_SERVERS) ||
      !g_settings_schema_has_key (schema, VOUCH_SETTINGS_CAMERA) ||
      !g_settings_schema_has_key (schema, VOUCH_SETTINGS_ALLOW_BACKGROUND) ||
      !g_settings_schema_has_key (schema, VOUCH_SETTINGS_WELCOMED))
    {
      g_debug ("The settings schema is not installed");
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

/* Returns: (transfer full) (nullable): the file in which GLib keeps the settings, which it does in
 * a sandbox */
static char *
dup_key_file (GSettings *settings)
{
  g_autoptr(GObject) backend = NULL;
  char *path = NULL;

  g_object_get (settings, "backend", &backend, NULL);
  if (backend != NULL && g_str_equal (G_OBJECT_TYPE_NAME (backend), "GKeyfileSettingsBackend"))
    g_object_get (backend, "filename", &path, NULL);
  return path;
}

/* GLib writes that file with g_file_replace_contents(). When the disk is full, that replaces the
 * old file with an incomplete one. So a copy is made first, and renamed back, which needs no
 * space. */
static gboolean
set_in_file (GSettings  *settings,
             const char *key,
             GVariant   *value,
             const char *path)
{
  g_autofree char *copy = g_strconcat (path, ".vouch", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  gboolean done;

  if (g_file_get_contents (path, &contents, &length, NULL))
    bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  if (bytes != NULL && !vouch_file_replace (copy, bytes, &error))
    {
      g_debug ("A setting is not kept: %s", error->message);
      return FALSE;
    }

  done = g_settings_set_value (settings, key, value);
  if (!done && bytes != NULL)
    g_rename (copy, path);
  else if (!done)
    g_unlink (path);
  g_unlink (copy);
  return done;
}

gboolean
vouch_settings_set (GSettings  *settings,
                    const char *key,
                    GVariant   *value)
{
  g_autoptr(GVariant) sunk = g_variant_ref_sink (value);
  g_autofree char *path = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  path = dup_key_file (settings);
  return path != NULL ? set_in_file (settings, key, sunk, path)
                      : g_settings_set_value (settings, key, sunk);
}
