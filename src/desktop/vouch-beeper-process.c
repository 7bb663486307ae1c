/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-beeper-process"

#include "vouch-beeper-process.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* The names of processes in the kernel (proc_pid_comm(5)), as seen on real computers (api.md 4).
 * Command-line tools are named "beeper", too, so that name is not used. */
static VouchBeeperProcess
judge_name (const char *name)
{
  if (g_strcmp0 (name, "beepertexts\n") == 0)
    return VOUCH_BEEPER_PROCESS_DESKTOP;
  if (g_strcmp0 (name, "beeper-server\n") == 0)
    return VOUCH_BEEPER_PROCESS_SERVER;
  return VOUCH_BEEPER_PROCESS_NONE;
}

static gboolean
is_own (const char *path)
{
  GStatBuf about;

  return g_stat (path, &about) == 0 && about.st_uid == geteuid ();
}

static VouchBeeperProcess
examine (const char *folder,
         const char *pid)
{
  g_autofree char *process = g_build_filename (folder, pid, NULL);
  g_autofree char *path = g_build_filename (process, "comm", NULL);
  g_autofree char *name = NULL;

  if (!g_ascii_isdigit (*pid) || !is_own (process) ||
      !g_file_get_contents (path, &name, NULL, NULL))
    return VOUCH_BEEPER_PROCESS_NONE;
  return judge_name (name);
}

static gboolean
is_in_sandbox (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_getenv ("SNAP") != NULL;
}

VouchBeeperProcess
vouch_beeper_process_look (const char *folder)
{
  g_autofree char *self = g_build_filename (folder, "self", NULL);
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  VouchBeeperProcess found = VOUCH_BEEPER_PROCESS_NONE;
  const char *name;

  if (entries == NULL || is_in_sandbox () || !g_file_test (self, G_FILE_TEST_EXISTS))
    return VOUCH_BEEPER_PROCESS_UNKNOWN;

  while (found != VOUCH_BEEPER_PROCESS_DESKTOP && (name = g_dir_read_name (entries)) != NULL)
    {
      VouchBeeperProcess process = examine (folder, name);

      if (process != VOUCH_BEEPER_PROCESS_NONE)
        found = process;
    }
  return found;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_int (task, vouch_beeper_process_look ("/proc"));
}

void
vouch_beeper_process_look_async (GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, vouch_beeper_process_look_async);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, look_in_thread);
}

VouchBeeperProcess
vouch_beeper_process_look_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), VOUCH_BEEPER_PROCESS_UNKNOWN);

  return g_task_propagate_int (G_TASK (result), NULL);
}
