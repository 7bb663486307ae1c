/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "downloads.h"

#include <glib.h>
#include <glib/gstdio.h>

/* GLib reads the file of xdg-user-dirs from the folder of the environment, and not from that of the
 * test. */
void
downloads_make_folder (void)
{
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "Downloads", NULL);
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *line = g_strdup_printf ("XDG_DOWNLOAD_DIR=\"%s\"\n", folder);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, line, -1, NULL));
  g_setenv ("XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_reload_user_special_dirs_cache ();
}
