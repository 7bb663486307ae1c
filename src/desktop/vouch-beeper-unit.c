/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-beeper-unit"

#include "vouch-beeper-unit.h"

#include <string.h>

#define TIMEOUT_MS 5000
#define REPLY_FILES "(a(ss))"           /* of each unit file: its path, its state */
#define REPLY_UNITS "(a(ssssssouso))"   /* of each unit: the 4th is its state, the 8th its job */

static const char * const patterns[] = {
  "beeper-profile-*.service", "beeper-server.service", NULL
};

/* org.freedesktop.systemd1(5). NO_AUTO_START: the bus name can be activatable without a service
 * behind it. */
static void
call (GDBusConnection     *bus,
      const char          *method,
      GVariant            *arguments,
      const char          *reply_type,
      GCancellable        *cancellable,
      GAsyncReadyCallback  callback,
      gpointer             user_data)
{
  g_dbus_connection_call (bus, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
                          "org.freedesktop.systemd1.Manager", method, arguments,
                          G_VARIANT_TYPE (reply_type), G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          TIMEOUT_MS, cancellable, callback, user_data);
}

static GVariant *
build_query (void)
{
  return g_variant_new ("(^as^as)", (const char * const[]) { NULL }, patterns);
}

/* A masked or invalid unit cannot be started. A unit without an instance name (@.) is a
 * template. */
static gboolean
is_startable (const char *name,
              const char *state)
{
  return !g_str_has_prefix (state, "masked") && !g_str_equal (state, "bad") &&
         strstr (name, "@.") == NULL;
}

/* Returns: (transfer full) (nullable): the first enabled unit by name, else the first one */
static char *
choose (GVariant *files)
{
  g_autoptr(GVariantIter) iter = NULL;
  g_autofree char *enabled = NULL;
  g_autofree char *other = NULL;
  const char *path, *state;

  g_variant_get (files, REPLY_FILES, &iter);
  while (g_variant_iter_next (iter, "(&s&s)", &path, &state))
    {
      g_autofree char *name = g_path_get_basename (path);
      char **best = g_str_has_prefix (state, "enabled") ? &enabled : &other;

      if (!is_startable (name, state) || (*best != NULL && strcmp (*best, name) < 0))
        continue;
      g_free (*best);
      *best = g_steal_pointer (&name);
    }
  return enabled != NULL ? g_steal_pointer (&enabled) : g_steal_pointer (&other);
}

/* A unit with a job that has not begun yet counts as running. */
static gboolean
does_any_run (GVariant *units)
{
  g_autoptr(GVariantIter) iter = NULL;
  const char *state;
  guint32 job;

  g_variant_get (units, REPLY_UNITS, &iter);
  while (g_variant_iter_next (iter, "(&s&s&s&s&s&s&ou&s&o)", NULL, NULL, NULL, &state, NULL, NULL,
                              NULL, &job, NULL, NULL))
    if (job != 0 || !(g_str_equal (state, "inactive") || g_str_equal (state, "failed")))
      return TRUE;
  return FALSE;
}

static void
on_units_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  GError *error = NULL;
  g_autoptr(GVariant) units = g_dbus_connection_call_finish (bus, result, &error);

  if (units == NULL)
    g_task_return_error (task, error);
  else if (does_any_run (units))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
}

static void
on_files_listed (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  GError *error = NULL;
  g_autoptr(GVariant) files = g_dbus_connection_call_finish (bus, result, &error);
  char *name = files != NULL ? choose (files) : NULL;

  if (files == NULL)
    g_task_return_error (task, error);
  else if (name == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    {
      /* The states are read last: systemd has then handled a start that was sent meanwhile. */
      g_task_set_task_data (task, name, g_free);
      call (bus, "ListUnitsByPatterns", build_query (), REPLY_UNITS, NULL, on_units_listed,
            g_steal_pointer (&task));
    }
}

static void
on_bus_to_find (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    g_task_return_error (task, error);
  else
    call (bus, "ListUnitFilesByPatterns", build_query (), REPLY_FILES, NULL, on_files_listed,
          g_steal_pointer (&task));
}

void
vouch_beeper_unit_find_async (GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, vouch_beeper_unit_find_async);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_to_find, task);
}

char *
vouch_beeper_unit_find_finish (GAsyncResult *result)
{
  g_autoptr(GError) error = NULL;
  char *name;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  name = g_task_propagate_pointer (G_TASK (result), &error);
  if (error != NULL)
    g_debug ("No units: %s", error->message);
  return name;
}

static void
on_start_ordered (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(GVariant) job =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_bus_to_start (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *name = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL)
    g_task_return_error (task, error);
  else
    call (bus, "StartUnit", g_variant_new ("(ss)", name, "replace"), "(o)", cancellable,
          on_start_ordered, g_steal_pointer (&task));
}

void
vouch_beeper_unit_start_async (const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_beeper_unit_start_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_to_start, task);
}

gboolean
vouch_beeper_unit_start_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
