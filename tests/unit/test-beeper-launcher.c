/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-appimage.h"
#include "vouch-beeper-launcher.h"
#include "wait.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Writes its open files and the number of its arguments into files beside itself, and fails. */
#define PROGRAM \
  "#!/bin/sh\n" \
  "folder=$(dirname \"$0\")\n" \
  "ls /proc/$$/fd > \"$folder/files\"\n" \
  "echo $# > \"$folder/arguments\"\n" \
  "exit 3\n"

/* Writes a file below the home folder of this test. */
static char *
write_file (const char *name,
            const char *contents,
            int         mode)
{
  char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
  return path;
}

static void
put (const char *name,
     int         mode)
{
  g_free (write_file (name, PROGRAM, mode));
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr(GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

/* Sets the download folder in the file of xdg-user-dirs. GLib reads it from the home folder of the
 * environment, and not from that of the test. */
static void
set_downloads (const char *name)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *line = g_strdup_printf ("XDG_DOWNLOAD_DIR=\"%s/%s\"\n", g_get_home_dir (), name);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, line, -1, NULL));
  g_setenv ("XDG_CONFIG_HOME", g_get_user_config_dir (), TRUE);
  g_reload_user_special_dirs_cache ();
}

static VouchBeeperProgram *
find (const char *allow)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  VouchBeeperProgram *program;

  vouch_beeper_launcher_find_async (allow, NULL, wait_on_ready, &result);
  wait_for_result (&result);
  program = vouch_beeper_launcher_find_finish (result, &error);
  g_assert_no_error (error);
  return program;
}

/* Asserts which AppImage is found, by its path below the home folder, and whether it is
 * executable. */
static void
assert_found (const char *name,
              gboolean    executable)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);
  g_autoptr(VouchBeeperProgram) program = find (NULL);

  g_assert_nonnull (program);
  g_assert_cmpstr (program->appimage, ==, path);
  g_assert_cmpint (program->info != NULL, ==, executable);
}

static void
test_is_beeper (void)
{
  static const struct {
    const char *id;
    const char *window_class;
    gboolean    beeper;
  } cases[] = {
    { "beeper.desktop", NULL, TRUE },
    { "beepertexts.desktop", NULL, TRUE },
    { "Beeper.desktop", "whatever", TRUE },
    { "com.automattic.beeper.desktop.desktop", NULL, TRUE },
    { "appimagekit_0123-Beeper.desktop", "Beeper", TRUE },
    { "appimagekit_0123-Beeper.desktop", "BeeperTexts", TRUE },
    { NULL, "com.automattic.beeper.desktop.nightly", TRUE },
    { "com.beeper.beeper.desktop", NULL, TRUE },
    { "com.beeper.beepertexts.desktop", NULL, TRUE },
    { "com.beeper.Beeper.desktop", NULL, TRUE },
    { "BeeperTexts.desktop", NULL, TRUE },
    { "beeper-AM.desktop", "Beeper", TRUE },
    { "beeper-cli.desktop", NULL, FALSE },
    { "com.beeper.bridge.desktop", NULL, FALSE },
    { "io.github.vouchapp.Vouch.desktop", NULL, FALSE },
    { "org.example.beepers.desktop", "Beepers", FALSE },
    { "org.example.Chat.desktop", "chat", FALSE },
    { NULL, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_beeper_launcher_is_beeper (cases[i].id, cases[i].window_class), ==,
                     cases[i].beeper);
}

static void
test_names (void)
{
  static const struct {
    const char *name;
    gboolean    beeper;
  } cases[] = {
    { "Beeper-4.1.20.AppImage", TRUE },
    { "beeper.appimage", TRUE },
    { "BEEPER 4.0 (2).APPIMAGE", TRUE },
    { "Beeper\n-1.\xff.AppImage", TRUE },
    { "Beeper-4.1.20.AppImage.part", FALSE },
    { "Beeper-4.1.20.AppImage.zs-old", FALSE },
    { "Signal.AppImage", FALSE },
    { "my-beeper.AppImage", FALSE },
    { "Beeper.deb", FALSE },
    { ".AppImage", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_appimage_is_beeper (cases[i].name), ==, cases[i].beeper);
}

static void
test_versions (void)
{
  static const struct {
    const char *a;
    const char *b;
    int         order;
  } cases[] = {
    { "Beeper-4.10.AppImage", "Beeper-4.9.AppImage", 1 },
    { "Beeper-4.9.9.AppImage", "Beeper-4.10.0.AppImage", -1 },
    { "Beeper-Cloud-3.110.1.AppImage", "Beeper-4.0.1.AppImage", -1 },
    { "Beeper-4.1-x86_64.AppImage", "beeper_4.1.0.appimage", 0 },
    { "Beeper-4.1-x86_64.AppImage", "Beeper-4.2-x86_64.AppImage", -1 },
    { "Beeper-x86_64.AppImage", "Beeper-0.1.AppImage", -1 },
    { "Beeper.AppImage", "Beeper (2).AppImage", 0 },
    { "Beeper-4.1.20-beta.3.AppImage", "Beeper-4.1.20.AppImage", 0 },
    { "Beeper-4.99999999999999999999999.AppImage", "Beeper-4.1.AppImage", 1 },
    { "", "", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (vouch_appimage_compare (cases[i].a, cases[i].b), ==, cases[i].order);
      g_assert_cmpint (vouch_appimage_compare (cases[i].b, cases[i].a), ==, -cases[i].order);
    }
}

/* The newest executable AppImage of all folders is found. Each row adds a file to those before
 * it. */
static void
test_appimages (void)
{
  static const struct {
    const char *name;
    int         mode;
    const char *found;
  } steps[] = {
    { "Downloads here/Beeper-9.0.AppImage", 0644, "Downloads here/Beeper-9.0.AppImage" },
    { "Beeper-3.0.AppImage", 0755, "Beeper-3.0.AppImage" },
    { "Applications/Beeper-4.9.0.AppImage", 0755, "Applications/Beeper-4.9.0.AppImage" },
    { "AppImages/beeper 4.10.0.appimage", 0755, "AppImages/beeper 4.10.0.appimage" },
    { "bin/Beeper-4.10.AppImage.part", 0755, "AppImages/beeper 4.10.0.appimage" },
    { "Applications/below/Beeper-8.0.AppImage", 0755, "AppImages/beeper 4.10.0.appimage" },
    { ".local/bin/Beeper\n-4.11.\xff.AppImage", 0700, ".local/bin/Beeper\n-4.11.\xff.AppImage" },
    { "Downloads here/Beeper-4.12.AppImage", 0755, "Downloads here/Beeper-4.12.AppImage" },
    { ".beeper/apps/desktop/Beeper-4.13.AppImage", 0755,
      ".beeper/apps/desktop/Beeper-4.13.AppImage" },
    { ".beeper/apps/desktop/4.14-1/Beeper-4.14-x86_64.AppImage", 0755,
      ".beeper/apps/desktop/4.14-1/Beeper-4.14-x86_64.AppImage" },
    { ".beeper/apps/server/4.15-1/Beeper-4.15.AppImage", 0755,
      ".beeper/apps/desktop/4.14-1/Beeper-4.14-x86_64.AppImage" },
  };

  set_downloads ("Downloads here");
  g_assert_null (find (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      put (steps[i].name, steps[i].mode);
      assert_found (steps[i].found, g_str_equal (steps[i].name, steps[0].name) ? FALSE : TRUE);
    }
}

/* None of these is an AppImage, and none of them stops the search. */
static void
test_obstacles (void)
{
  g_autofree char *home = g_strdup (g_get_home_dir ());

  g_assert_cmpint (g_mkdir_with_parents (home, 0700), ==, 0);
  g_assert_cmpint (g_chdir (home), ==, 0);
  g_assert_cmpint (symlink ("Applications", "AppImages"), ==, 0);
  g_assert_cmpint (symlink ("AppImages", "Applications"), ==, 0);
  g_assert_cmpint (symlink (".", "bin"), ==, 0);
  g_assert_cmpint (symlink ("Beeper-9.AppImage", "Beeper-9.AppImage"), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", "Beeper-8.0.AppImage"), ==, 0);
  g_assert_cmpint (g_mkdir ("Beeper-7.0.AppImage", 0755), ==, 0);
  g_assert_cmpint (mkfifo ("Beeper-6.0.AppImage", 0755), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (".local/bin", 0), ==, 0);
  g_assert_null (find (NULL));

  put ("kept elsewhere.AppImage", 0755);
  g_assert_cmpint (symlink ("kept elsewhere.AppImage", "Beeper.AppImage"), ==, 0);
  assert_found ("bin/Beeper.AppImage", TRUE);
  g_assert_cmpint (g_chmod (".local/bin", 0700), ==, 0);
  g_assert_cmpint (g_chdir ("/"), ==, 0);
}

/* A search never changes the file. Only consent does. */
static void
test_allow (void)
{
  g_autofree char *path = write_file ("Applications/Beeper-4.0.AppImage", PROGRAM, 0640);
  g_autoptr(VouchBeeperProgram) program = NULL;
  GStatBuf about;

  assert_found ("Applications/Beeper-4.0.AppImage", FALSE);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0640);

  program = find (path);
  g_assert_nonnull (program->info);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0740);
}

static void
test_desktop_file (void)
{
  g_autofree char *program = write_file ("somewhere/texts", PROGRAM, 0755);
  g_autofree char *lines = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Beeper\n"
                                            "Exec=\"%s\" %%U\nStartupWMClass=BeeperTexts\n",
                                            program);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *path = g_build_filename (folder, "appimagekit-1.desktop", NULL);
  g_autoptr(VouchBeeperProgram) found = NULL;

  put ("Applications/Beeper-4.0.AppImage", 0755);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, lines, -1, NULL));

  found = find (NULL);
  g_assert_null (found->appimage);
  g_assert_cmpstr (g_app_info_get_id (found->info), ==, "appimagekit-1.desktop");
}

/* Other users can change the program, the program that a wrapper starts, or the desktop file. */
static void
test_exposed (void)
{
  static const struct {
    const char *before;
    int         desktop_mode;
    int         program_mode;
    const char *exposed;   /* (nullable) */
  } cases[] = {
    { "", 0644, 0755, NULL },
    { "", 0644, 0757, "somewhere/texts" },
    { "env A=1 ", 0644, 0755, NULL },
    { "env A=1 ", 0644, 0757, "somewhere/texts" },
    { "", 0646, 0755, "data/applications/beeper.desktop" },
  };
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *path = g_build_filename (folder, "beeper.desktop", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *program = write_file ("somewhere/texts", PROGRAM, cases[i].program_mode);
      g_autofree char *lines = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Beeper\n"
                                                "Exec=%s\"%s\" %%U\n",
                                                cases[i].before, program);
      g_autoptr(VouchBeeperProgram) found = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_true (g_file_set_contents (path, lines, -1, NULL));
      g_assert_cmpint (g_chmod (path, cases[i].desktop_mode), ==, 0);
      found = find (NULL);
      g_assert_nonnull (found->info);
      if (cases[i].exposed == NULL)
        g_assert_cmpstr (found->exposed, ==, NULL);
      else
        g_assert_true (g_str_has_suffix (found->exposed, cases[i].exposed));
    }
}

#define APPIMAGE(type) "\177ELF\2\1\1\3AI" type "the rest of it"

/* A file at a path where users put Beeper is Beeper, or another file of the same name. */
static void
test_paths (void)
{
  static const struct {
    const char *path;
    const char *contents;
    int         mode;
    const char *beside;   /* (nullable): another file */
    gboolean    beeper;
  } cases[] = {
    { "/usr/bin/beeper", "#!/usr/bin/env node\n", 0755, NULL, FALSE },
    { "/usr/bin/beeper", "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0", 0755, NULL, FALSE },
    { "/usr/bin/beeper", APPIMAGE ("\3"), 0755, NULL, FALSE },
    { "/usr/bin/beeper", "", 0755, NULL, FALSE },
    { "/usr/bin/beeper", APPIMAGE ("\1"), 0755, NULL, TRUE },
    { "/usr/bin/beeper", APPIMAGE ("\2"), 0644, NULL, FALSE },
    { "/usr/local/bin/beeper", PROGRAM, 0755, NULL, FALSE },
    { "/usr/local/bin/beeper", APPIMAGE ("\2"), 0755, NULL, TRUE },
    { "/opt/beeper/beepertexts", PROGRAM, 0755, NULL, TRUE },
    { "/opt/beeper/AppRun", PROGRAM, 0755, NULL, TRUE },
    { "/opt/beeper/squashfs-root/AppRun", PROGRAM, 0755, NULL, TRUE },
    { "/opt/beeper/beeper", PROGRAM, 0755, NULL, FALSE },
    { "/opt/beeper/beeper", PROGRAM, 0755, "/opt/beeper/resources/app.asar", TRUE },
    { "/opt/beeper/beeper", APPIMAGE ("\2"), 0755, NULL, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("root-%" G_GSIZE_FORMAT, i);
      g_autofree char *root = g_build_filename (g_get_home_dir (), name, NULL);
      g_autofree char *inside = g_build_filename (name, cases[i].path, NULL);
      g_autofree char *path = write_file (inside, cases[i].contents, cases[i].mode);
      g_autofree char *beside = cases[i].beside != NULL
                                ? g_build_filename (name, cases[i].beside, NULL) : NULL;
      g_autofree char *found = NULL;

      if (beside != NULL)
        put (beside, 0644);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      found = vouch_beeper_launcher_find_path (root);
      g_assert_cmpstr (found, ==, cases[i].beeper ? path : NULL);
    }
}

/* A command-line tool can have a desktop file of the right name. */
static void
test_terminal (void)
{
  g_autofree char *program = write_file ("somewhere/beeper", PROGRAM, 0755);
  g_autofree char *lines = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Beeper\n"
                                            "Exec=\"%s\"\nTerminal=true\n", program);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "applications", NULL);
  g_autofree char *path = g_build_filename (folder, "beeper.desktop", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, lines, -1, NULL));
  g_assert_null (find (NULL));
}

static void
on_child_exited (GPid     pid,
                 int      status,
                 gpointer user_data)
{
  *(int *) user_data = status;
}

/* A path of any characters is passed as one argument. The child is independent, and its end is
 * noticed. */
static void
test_launch (void)
{
  static const char * const names[] = {
    "Beeper-4.0.AppImage", "Beeper 4 $(touch x) `x`; 'x' \"x\" %u %% \\.AppImage",
    "-Beeper\n\xff\xfe.AppImage",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = write_file (names[i], PROGRAM, 0755);
      g_autoptr(GError) error = NULL;
      g_autoptr(GAppInfo) info = vouch_beeper_launcher_wrap (path, &error);
      g_autofree char *files = NULL;
      g_autofree char *arguments = NULL;
      int ours = fcntl (STDIN_FILENO, F_DUPFD, 50);
      int status = -1;
      GPid pid = 0;

      g_assert_no_error (error);
      vouch_beeper_launcher_launch (info, NULL, &pid, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pid, >, 0);
      g_assert_cmpint (getsid (pid), ==, pid);
      g_child_watch_add (pid, on_child_exited, &status);
      WAIT_UNTIL (status != -1);
      g_assert_cmpint (WEXITSTATUS (status), ==, 3);

      files = read_file ("files");
      g_assert_nonnull (strstr (files, "0\n"));
      g_assert_null (strstr (files, "50\n"));
      arguments = read_file ("arguments");
      g_assert_cmpstr (arguments, ==, "2\n");
      close (ours);
    }
}

/* A failed start is reported at once, or by the end of the child, because GLib uses a helper
 * process. */
static void
test_launch_fails (void)
{
  g_autofree char *path = write_file ("Beeper.AppImage", "\177ELF, but not further", 0755);
  g_autoptr(GAppInfo) info = vouch_beeper_launcher_wrap (path, NULL);
  g_autoptr(GError) error = NULL;
  int status = -1;
  GPid pid;

  if (vouch_beeper_launcher_launch (info, NULL, &pid, &error))
    {
      g_child_watch_add (pid, on_child_exited, &status);
      WAIT_UNTIL (status != -1);
      g_assert_false (g_spawn_check_wait_status (status, NULL));
    }
  else
    g_assert_nonnull (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/beeper-launcher/desktop-files/beeper-is-recognised", test_is_beeper);
  g_test_add_func ("/beeper-launcher/file-names/appimages-of-beeper-are-recognised", test_names);
  g_test_add_func ("/beeper-launcher/two-versions/newer-is-greater", test_versions);
  g_test_add_func ("/beeper-launcher/several-appimages/newest-that-runs-is-found", test_appimages);
  g_test_add_func ("/beeper-launcher/broken-folders-and-links/search-goes-on", test_obstacles);
  g_test_add_func ("/beeper-launcher/file-may-not-run/is-changed-with-consent-only", test_allow);
  g_test_add_func ("/beeper-launcher/desktop-file-exists/is-preferred", test_desktop_file);
  g_test_add_func ("/beeper-launcher/others-can-change-it/is-told", test_exposed);
  g_test_add_func ("/beeper-launcher/other-program-of-the-name/is-not-beeper", test_paths);
  g_test_add_func ("/beeper-launcher/command-line-tool/is-not-beeper", test_terminal);
  g_test_add_func ("/beeper-launcher/any-file-name/starts-as-one-argument", test_launch);
  g_test_add_func ("/beeper-launcher/cannot-run/is-told", test_launch_fails);
  return g_test_run ();
}
