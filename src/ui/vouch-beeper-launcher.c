/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-beeper-launcher"

#include "vouch-beeper-launcher.h"

#include <gio/gdesktopappinfo.h>

/* Beeper is an AppImage: what integrates it gives it a desktop file under many names, and keeps
 * the window class. */
gboolean
vouch_beeper_launcher_is_beeper (const char *id,
                                 const char *window_class)
{
  static const char * const ids[] = { "beeper", "beepertexts", NULL };
  g_autofree char *name = id != NULL ? g_ascii_strdown (id, -1) : g_strdup ("");
  g_autofree char *class = window_class != NULL ? g_ascii_strdown (window_class, -1) : NULL;
  char *suffix = g_strrstr (name, ".desktop");

  if (suffix != NULL)
    *suffix = '\0';
  return g_strv_contains (ids, name)
         || g_str_has_prefix (name, "com.automattic.beeper")
         || (class != NULL && g_strv_contains (ids, class))
         || (class != NULL && g_str_has_prefix (class, "com.automattic.beeper"));
}

static GAppInfo *
find_by_desktop_file (void)
{
  GList *infos = g_app_info_get_all ();
  GAppInfo *found = NULL;

  for (GList *l = infos; l != NULL && found == NULL; l = l->next)
    {
      const char *class = G_IS_DESKTOP_APP_INFO (l->data)
                          ? g_desktop_app_info_get_startup_wm_class (l->data) : NULL;

      if (vouch_beeper_launcher_is_beeper (g_app_info_get_id (l->data), class))
        found = g_object_ref (l->data);
    }
  g_list_free_full (infos, g_object_unref);
  return found;
}

static GAppInfo *
find_by_path (void)
{
  static const char * const paths[] = { "/usr/bin/beeper", "/usr/local/bin/beeper" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_EXECUTABLE))
      return g_app_info_create_from_commandline (paths[i], "Beeper", G_APP_INFO_CREATE_NONE, NULL);
  return NULL;
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GAppInfo *found = find_by_desktop_file ();

  if (found == NULL)
    found = find_by_path ();
  g_task_return_pointer (task, found, g_object_unref);
}

void
vouch_beeper_launcher_find (GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, find_in_thread);
}

GAppInfo *
vouch_beeper_launcher_find_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
