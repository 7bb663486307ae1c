/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-beeper-launcher"

#include "vouch-beeper-launcher.h"

#include <gio/gdesktopappinfo.h>
#include <unistd.h>

#include "vouch-appimage.h"
#include "vouch-write-access.h"

/* Tools that integrate AppImages give Beeper's desktop file different names, but keep the window
 * class. */
gboolean
vouch_beeper_launcher_is_beeper (const char *id,
                                 const char *window_class)
{
  static const char * const ids[] = { "beeper", "beepertexts", "com.beeper.beeper",
                                      "com.beeper.beepertexts", NULL };
  g_autofree char *name = id != NULL ? g_ascii_strdown (id, -1) : g_strdup ("");
  g_autofree char *class = window_class != NULL ? g_ascii_strdown (window_class, -1) : NULL;
  char *suffix = g_strrstr (name, ".desktop");

  if (suffix != NULL)
    *suffix = '\0';
  return g_strv_contains (ids, name) ||
         g_str_has_prefix (name, "com.automattic.beeper") ||
         (class != NULL && g_strv_contains (ids, class)) ||
         (class != NULL && g_str_has_prefix (class, "com.automattic.beeper"));
}

/* Command-line tools can have the name beeper, too. A program with "Terminal=true" is one of these
 * (api.md 4). */
static gboolean
is_beeper_info (GAppInfo *info)
{
  return G_IS_DESKTOP_APP_INFO (info) &&
         vouch_beeper_launcher_is_beeper (
              g_app_info_get_id (info),
              g_desktop_app_info_get_startup_wm_class (G_DESKTOP_APP_INFO (info))) &&
         !g_desktop_app_info_get_boolean (G_DESKTOP_APP_INFO (info), "Terminal");
}

static GAppInfo *
find_by_desktop_file (void)
{
  GList *infos = g_app_info_get_all ();
  GAppInfo *found = NULL;

  for (GList *l = infos; l != NULL && found == NULL; l = l->next)
    if (is_beeper_info (l->data))
      found = g_object_ref (l->data);
  g_list_free_full (infos, g_object_unref);
  return found;
}

/* The command line is that of a desktop file: quoted as for a shell, with each % doubled. The
 * options are those of Beeper's own desktop file and of its command-line tool (api.md 4). */
GAppInfo *
vouch_beeper_launcher_wrap (const char  *path,
                            GError     **error)
{
  g_autofree char *quoted = g_shell_quote (path);
  g_auto(GStrv) parts = g_strsplit (quoted, "%", -1);
  g_autofree char *file = g_strjoinv ("%%", parts);
  g_autofree char *line = g_strconcat (file, " --no-sandbox --no-enforce-app-location", NULL);

  return g_app_info_create_from_commandline (line, "Beeper",
                                             G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION,
                                             error);
}

/* A file named beeper can be one of several command-line tools. It is Beeper Desktop if it is an
 * AppImage, or lies in the folder of an unpacked one (api.md 4). */
static gboolean
is_desktop (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *resources = g_build_filename (folder, "resources", "app.asar", NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR) &&
         (!g_str_equal (name, "beeper") || vouch_appimage_has_magic (path) ||
             g_file_test (resources, G_FILE_TEST_EXISTS));
}

char *
vouch_beeper_launcher_find_path (const char *root)
{
  static const char * const paths[] = {
    "/opt/beeper/beepertexts", "/opt/beeper/AppRun", "/opt/beeper/squashfs-root/AppRun",
    "/opt/beeper/beeper", "/usr/bin/beeper", "/usr/local/bin/beeper",
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = g_strconcat (root, paths[i], NULL);

      if (is_desktop (path))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): the program of the desktop file, if it is an AppImage */
static char *
find_appimage (GAppInfo *info)
{
  const char *executable = g_app_info_get_executable (info);

  return executable != NULL && vouch_appimage_has_magic (executable) ? g_strdup (executable) : NULL;
}

/* Returns: (transfer full) (nullable): @path, if other users can change the file */
static char *
find_exposed (const char *path)
{
  return vouch_write_access_has_others (path, getuid ()) ? g_strdup (path) : NULL;
}

/* The program can be an argument of another one: "env APPIMAGELAUNCHER_DISABLE=1 /home/…". */
static char *
find_exposed_argument (GAppInfo *info)
{
  const char *line = g_app_info_get_commandline (info);
  g_auto(GStrv) arguments = NULL;
  g_autofree char *program = NULL;
  char *exposed = NULL;

  if (line == NULL || !g_shell_parse_argv (line, NULL, &arguments, NULL))
    return NULL;
  program = g_find_program_in_path (arguments[0]);
  if (program != NULL)
    exposed = find_exposed (program);
  for (guint i = 1; arguments[i] != NULL && exposed == NULL; i++)
    if (g_path_is_absolute (arguments[i]) && g_file_test (arguments[i], G_FILE_TEST_IS_EXECUTABLE))
      exposed = find_exposed (arguments[i]);
  return exposed;
}

/* A user who can change the desktop file can choose the program that it starts. */
static char *
find_exposed_by_desktop_file (GAppInfo *info)
{
  const char *path = g_desktop_app_info_get_filename (G_DESKTOP_APP_INFO (info));
  char *exposed = find_exposed_argument (info);

  return exposed != NULL || path == NULL ? exposed : find_exposed (path);
}

/* An AppImage that is not executable is used only if there is no other Beeper. */
static VouchBeeperProgram *
find_program (GCancellable *cancellable)
{
  g_autoptr(VouchBeeperProgram) program = g_new0 (VouchBeeperProgram, 1);
  g_auto(GStrv) folders = vouch_appimage_folders ();
  g_autoptr(VouchAppimage) appimage = NULL;
  g_autofree char *path = NULL;

  program->info = find_by_desktop_file ();
  if (program->info != NULL)
    {
      program->appimage = find_appimage (program->info);
      program->exposed = find_exposed_by_desktop_file (program->info);
      return g_steal_pointer (&program);
    }

  appimage = vouch_appimage_find ((const char * const *) folders, cancellable);
  if (appimage != NULL && appimage->executable)
    program->info = vouch_beeper_launcher_wrap (appimage->path, NULL);
  else
    path = vouch_beeper_launcher_find_path ("");
  if (path != NULL)
    program->info = vouch_beeper_launcher_wrap (path, NULL);
  if (path != NULL && vouch_appimage_has_magic (path))
    program->appimage = g_strdup (path);
  else if (appimage != NULL && (appimage->executable || program->info == NULL))
    program->appimage = g_strdup (appimage->path);

  if (program->info == NULL && program->appimage == NULL)
    return NULL;
  program->exposed = find_exposed (path != NULL ? path : appimage->path);
  return g_steal_pointer (&program);
}

static void
find_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const char *allow = task_data;

  if (allow != NULL)
    vouch_appimage_allow (allow);
  g_task_return_pointer (task, find_program (cancellable),
                         (GDestroyNotify) vouch_beeper_program_free);
}

void
vouch_beeper_launcher_find_async (const char          *allow,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, g_strdup (allow), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

VouchBeeperProgram *
vouch_beeper_launcher_find_finish (GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Runs between fork() and exec(). In its own session Beeper does not get the SIGINT of Control+C in
 * a terminal. */
static void
leave_session (gpointer user_data)
{
  setsid ();
}

static void
on_child_started (GDesktopAppInfo *info,
                  GPid             pid,
                  gpointer         user_data)
{
  GPid *child = user_data;

  *child = pid;
}

gboolean
vouch_beeper_launcher_launch (GAppInfo           *info,
                              GAppLaunchContext  *context,
                              GPid               *pid,
                              GError            **error)
{
  GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD
                      | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;

  g_return_val_if_fail (G_IS_DESKTOP_APP_INFO (info), FALSE);

  *pid = 0;
  return g_desktop_app_info_launch_uris_as_manager (G_DESKTOP_APP_INFO (info), NULL, context,
                                                    flags, leave_session, NULL,
                                                    on_child_started, pid, error);
}

void
vouch_beeper_program_free (VouchBeeperProgram *program)
{
  g_clear_object (&program->info);
  g_free (program->appimage);
  g_free (program->exposed);
  g_free (program);
}
