/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-beeper-process.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define ELSEWHERE 65534   /* another user */

/* Makes a folder to use in place of /proc. */
static char *
make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("vouch-proc-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* @name: (nullable): NULL: the process has ended */
static void
add_process (const char *folder,
             const char *pid,
             const char *name,
             gboolean    own)
{
  g_autofree char *process = g_build_filename (folder, pid, NULL);
  g_autofree char *path = g_build_filename (process, "comm", NULL);

  g_assert_cmpint (g_mkdir (process, 0700), ==, 0);
  if (name != NULL)
    g_assert_true (g_file_set_contents (path, name, -1, NULL));
  if (!own)
    g_assert_cmpint (chown (process, ELSEWHERE, -1), ==, 0);
}

static void
test_names (void)
{
  static const struct {
    const char         *name;
    gboolean            foreign;
    VouchBeeperProcess  process;
  } cases[] = {
    { "beepertexts\n", FALSE, VOUCH_BEEPER_PROCESS_DESKTOP },
    { "beeper-server\n", FALSE, VOUCH_BEEPER_PROCESS_SERVER },
    { "beeper\n", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "node\n", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "beepertexts2\n", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "Beepertexts\n", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "\xff\xfe\n", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "", FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { NULL, FALSE, VOUCH_BEEPER_PROCESS_NONE },
    { "beepertexts\n", TRUE, VOUCH_BEEPER_PROCESS_NONE },
    { "beeper-server\n", TRUE, VOUCH_BEEPER_PROCESS_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = make_folder ();

      if (cases[i].foreign && geteuid () != 0)
        continue;
      add_process (folder, "self", "test\n", TRUE);
      add_process (folder, "1", "systemd\n", TRUE);
      add_process (folder, "4242", cases[i].name, !cases[i].foreign);
      add_process (folder, "sys", "beepertexts\n", TRUE);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_beeper_process_look (folder), ==, cases[i].process);
    }
}

/* If both run, Beeper Desktop is reported, because its API must be turned on in its settings. */
static void
test_both (void)
{
  g_autofree char *folder = make_folder ();

  add_process (folder, "self", "test\n", TRUE);
  add_process (folder, "10", "beeper-server\n", TRUE);
  add_process (folder, "11", "beepertexts\n", TRUE);
  add_process (folder, "12", "beeper-server\n", TRUE);
  g_assert_cmpint (vouch_beeper_process_look (folder), ==, VOUCH_BEEPER_PROCESS_DESKTOP);
}

/* A folder without the files of /proc gives no result. */
static void
test_hidden (void)
{
  g_autofree char *folder = make_folder ();

  g_assert_cmpint (vouch_beeper_process_look (folder), ==, VOUCH_BEEPER_PROCESS_UNKNOWN);
  g_assert_cmpint (vouch_beeper_process_look ("/nonexistent"), ==, VOUCH_BEEPER_PROCESS_UNKNOWN);
  g_setenv ("SNAP", "/snap/vouch/1", TRUE);
  g_assert_cmpint (vouch_beeper_process_look ("/proc"), ==, VOUCH_BEEPER_PROCESS_UNKNOWN);
  g_unsetenv ("SNAP");
}

static VouchBeeperProcess
look (void)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_beeper_process_look_async (wait_on_ready, &result);
  wait_for_result (&result);
  return vouch_beeper_process_look_finish (result);
}

/* The real /proc, with a process of the right name */
static void
test_real (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *program = g_build_filename (folder, "beepertexts", NULL);
  g_autofree char *sleep = g_find_program_in_path ("sleep");
  const char *arguments[] = { program, "60", NULL };
  g_autoptr(GSubprocess) subprocess = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (symlink (sleep, program), ==, 0);
  subprocess = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (look () == VOUCH_BEEPER_PROCESS_DESKTOP);
  g_subprocess_force_exit (subprocess);
  g_subprocess_wait (subprocess, NULL, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/beeper-process/process-names/beeper-is-recognised", test_names);
  g_test_add_func ("/beeper-process/both-run/desktop-counts", test_both);
  g_test_add_func ("/beeper-process/no-proc/is-unknown", test_hidden);
  g_test_add_func ("/beeper-process/running-process/is-found", test_real);
  return g_test_run ();
}
