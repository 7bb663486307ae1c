/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-permission"

#include "vouch-camera-permission.h"

#define STORE_NAME "org.freedesktop.impl.portal.PermissionStore"
#define STORE_PATH "/org/freedesktop/impl/portal/PermissionStore"

/* The store is started by the bus at need. */
#define REPLY_TIMEOUT_MS 3000

gboolean
vouch_camera_permission_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP") != NULL;
}

/* Out of a sandbox the portal knows a program by its application id, or by no name at all,
 * depending on how it was started. */
static gboolean
has_answer (GVariant *reply)
{
  g_autoptr(GVariant) permissions = g_variant_get_child_value (reply, 0);
  const char * const names[] = { "", VOUCH_APPLICATION_ID };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree const char **answers = NULL;

      if (g_variant_lookup (permissions, names[i], "^a&s", &answers) && answers[0] != NULL &&
          (g_str_equal (answers[0], "yes") || g_str_equal (answers[0], "no")))
        return TRUE;
    }
  return FALSE;
}

/* Without a store there is no portal either: they are installed together. */
static gboolean
has_no_store (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER);
}

static void
on_lookup_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_task_return_boolean (task, reply != NULL ? has_answer (reply) : has_no_store (error));
}

static void
on_bus_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_dbus_connection_call (connection, STORE_NAME, STORE_PATH, STORE_NAME, "Lookup",
                            g_variant_new ("(ss)", "devices", "camera"),
                            G_VARIANT_TYPE ("(a{sas}v)"), G_DBUS_CALL_FLAGS_NONE, REPLY_TIMEOUT_MS,
                            NULL, on_lookup_ready, g_object_ref (task));
}

/* In a sandbox the store cannot be read, so a question is always possible. */
void
vouch_camera_permission_check_async (GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_camera_permission_check_async);
  if (vouch_camera_permission_is_sandboxed ())
    g_task_return_boolean (task, FALSE);
  else
    g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_ready, g_object_ref (task));
}

/* Returns: whether no question would be shown */
gboolean
vouch_camera_permission_check_finish (GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
