/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "downloads.h"
#include "vouch-beeper-start.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* Programs used in place of Beeper. A program that outlives the test writes its process id. */
#define STAYS "#!/bin/sh\necho $$ > \"$0.running\"\nexec sleep 60\n"
#define FAILS "#!/bin/sh\nexit 1\n"
#define NO_FUSE "#!/bin/sh\nexit 127\n"
#define CRASHES "#!/bin/sh\nkill -SEGV $$\n"
#define WRAPS_CRASH "#!/bin/sh\nexit 133\n"
#define HANDS_OVER "#!/bin/sh\nexit 0\n"

static char *
get_path (const char *suffix)
{
  return g_strconcat (g_get_home_dir (), "/Beeper-4.0.AppImage", suffix, NULL);
}

static void
install (const char *text,
         int         mode)
{
  g_autofree char *path = get_path ("");

  g_assert_cmpint (g_mkdir_with_parents (g_get_home_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static VouchBeeperStart *
build (guint patience)
{
  return g_object_new (VOUCH_TYPE_BEEPER_START, "patience", patience, NULL);
}

static void
wait_for (VouchBeeperStart *start,
          VouchBeeperPhase  phase)
{
  WAIT_UNTIL (vouch_beeper_start_get_phase (start) == phase);
}

static void
on_notify (guint *count)
{
  (*count)++;
}

/* Ends the program. VouchBeeperStart holds a reference to itself until the program has ended. */
static void
end_program (VouchBeeperStart *start)
{
  g_autofree char *path = get_path (".running");
  g_autofree char *text = NULL;

  WAIT_REPEATING (g_clear_pointer (&text, g_free),
                  g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '\n') != NULL);
  g_assert_cmpint (kill (atoi (text), SIGTERM), ==, 0);
  WAIT_UNTIL (G_OBJECT (start)->ref_count == 1);
}

static void
test_silent (void)
{
  VouchBeeperStart *start = build (2);
  guint seconds = 0;

  install (STAYS, 0755);
  g_signal_connect_swapped (start, "notify::seconds", G_CALLBACK (on_notify), &seconds);
  vouch_beeper_start_open (start, NULL, TRUE);
  g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_WAITING);
  g_assert_cmpint (vouch_beeper_start_get_seconds (start), ==, 2);
  wait_for (start, VOUCH_BEEPER_PHASE_SILENT);
  g_assert_cmpint (vouch_beeper_start_get_seconds (start), ==, 0);
  g_assert_cmpint (seconds, ==, 3);
  g_assert_true (vouch_beeper_start_get_installed (start));
  end_program (start);
  g_assert_finalize_object (start);
}

/* The user does something else. The program goes on, and its end is no failure. */
static void
test_stop (void)
{
  VouchBeeperStart *start = build (30);

  install (STAYS, 0755);
  vouch_beeper_start_open (start, NULL, TRUE);
  WAIT_UNTIL (vouch_beeper_start_get_installed (start));
  vouch_beeper_start_stop (start);
  g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_IDLE);
  end_program (start);
  g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_IDLE);
  g_assert_finalize_object (start);
}

static void
test_failures (void)
{
  static const struct {
    const char       *text;
    int               mode;
    gboolean          wait;
    VouchBeeperPhase  phase;
  } cases[] = {
    { FAILS, 0755, TRUE, VOUCH_BEEPER_PHASE_FAILED },
    { "#!/bin/sh\nexit 255\n", 0755, TRUE, VOUCH_BEEPER_PHASE_FAILED },
    { FAILS, 0755, FALSE, VOUCH_BEEPER_PHASE_FAILED },
    { NO_FUSE, 0755, TRUE, VOUCH_BEEPER_PHASE_UNMOUNTED },
    { "\177ELF", 0755, TRUE, VOUCH_BEEPER_PHASE_UNMOUNTED },
    { CRASHES, 0755, TRUE, VOUCH_BEEPER_PHASE_CRASHED },
    { CRASHES, 0755, FALSE, VOUCH_BEEPER_PHASE_CRASHED },
    { WRAPS_CRASH, 0755, TRUE, VOUCH_BEEPER_PHASE_CRASHED },
    { NULL, 0, TRUE, VOUCH_BEEPER_PHASE_FAILED },
    { FAILS, 0644, TRUE, VOUCH_BEEPER_PHASE_FORBIDDEN },
    { FAILS, 0644, FALSE, VOUCH_BEEPER_PHASE_FORBIDDEN },
    { HANDS_OVER, 0755, TRUE, VOUCH_BEEPER_PHASE_ENDED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchBeeperStart *start = build (30);
      g_autofree char *path = get_path ("");

      /* If a real Beeper runs beside the test, the start counts as handed over to it. */
      if (cases[i].phase == VOUCH_BEEPER_PHASE_ENDED &&
          vouch_beeper_process_look ("/proc") != VOUCH_BEEPER_PROCESS_NONE)
        {
          g_object_unref (start);
          continue;
        }
      g_unlink (path);
      if (cases[i].text != NULL)
        install (cases[i].text, cases[i].mode);
      vouch_beeper_start_open (start, NULL, cases[i].wait);
      wait_for (start, cases[i].phase);
      g_assert_finalize_object (start);
    }
}

/* Nothing is changed without consent. With consent the program runs. */
static void
test_allow (void)
{
  VouchBeeperStart *start = build (30);
  g_autofree char *path = get_path ("");

  install (STAYS, 0644);
  vouch_beeper_start_open (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_FORBIDDEN);
  g_assert_cmpstr (vouch_beeper_start_get_appimage (start), ==, path);
  vouch_beeper_start_allow (start, NULL, TRUE);
  g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_WAITING);
  end_program (start);
  g_assert_finalize_object (start);
}

/* A file that other users can change is started only after consent to that file. The consent to
 * make it executable is not enough. */
static void
test_trust (void)
{
  static const struct {
    int      mode;
    gboolean allow;
  } cases[] = { { 0757, FALSE }, { 0646, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchBeeperStart *start = build (30);
      g_autofree char *path = get_path ("");
      g_autofree char *running = get_path (".running");
      GStatBuf about;

      g_unlink (running);
      install (STAYS, cases[i].mode);
      vouch_beeper_start_open (start, NULL, TRUE);
      if (cases[i].allow)
        {
          wait_for (start, VOUCH_BEEPER_PHASE_FORBIDDEN);
          vouch_beeper_start_allow (start, NULL, TRUE);
        }
      wait_for (start, VOUCH_BEEPER_PHASE_EXPOSED);
      g_assert_cmpstr (vouch_beeper_start_get_exposed (start), ==, path);
      g_assert_cmpint (g_stat (path, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 0777, ==, cases[i].mode);
      g_assert_false (g_file_test (running, G_FILE_TEST_EXISTS));

      vouch_beeper_start_trust (start, NULL, TRUE);
      g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_WAITING);
      end_program (start);
      g_assert_finalize_object (start);
    }
}

/* A consent is valid for one file and one start. */
static void
test_trust_another (void)
{
  VouchBeeperStart *start = build (30);
  g_autofree char *newer = g_build_filename (g_get_home_dir (), "Beeper-4.1.AppImage", NULL);

  install (FAILS, 0757);
  vouch_beeper_start_open (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_EXPOSED);
  g_assert_true (g_file_set_contents (newer, FAILS, -1, NULL));
  g_assert_cmpint (g_chmod (newer, 0757), ==, 0);
  vouch_beeper_start_trust (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_EXPOSED);
  g_assert_cmpstr (vouch_beeper_start_get_exposed (start), ==, newer);
  vouch_beeper_start_trust (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_FAILED);
  vouch_beeper_start_open (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_EXPOSED);
  g_assert_finalize_object (start);
}

/* A program is found after it was installed. Its removal is noticed when it is opened. */
static void
test_look (void)
{
  VouchBeeperStart *start = build (30);
  g_autofree char *path = get_path ("");
  guint count = 0;

  g_signal_connect_swapped (start, "notify::installed", G_CALLBACK (on_notify), &count);
  install (STAYS, 0755);
  vouch_beeper_start_look (start);
  vouch_beeper_start_look (start);
  WAIT_UNTIL (vouch_beeper_start_get_installed (start));
  g_assert_cmpint (g_unlink (path), ==, 0);
  vouch_beeper_start_open (start, NULL, TRUE);
  wait_for (start, VOUCH_BEEPER_PHASE_FAILED);
  g_assert_false (vouch_beeper_start_get_installed (start));
  g_assert_cmpint (count, ==, 2);
  g_assert_finalize_object (start);
}

static gboolean
is_watching (VouchBeeperStart *start)
{
  gboolean watching;

  g_object_get (start, "watching", &watching, NULL);
  g_assert_cmpint (vouch_beeper_start_get_watching (start), ==, watching);
  return watching;
}

/* A download is offered by the one that watches, and not by the one that has ended its watch. */
static void
test_unwatch (void)
{
  VouchBeeperStart *ended = build (30);
  VouchBeeperStart *watching = build (30);
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Downloads",
                                            "Beeper-4.3.AppImage", NULL);
  guint count = 0;

  downloads_make_folder ();
  g_signal_connect_swapped (ended, "notify::watching", G_CALLBACK (on_notify), &count);
  vouch_beeper_start_unwatch (ended);
  g_assert_cmpuint (count, ==, 0);
  vouch_beeper_start_watch (ended);
  vouch_beeper_start_watch (watching);
  g_assert_true (is_watching (ended));
  vouch_beeper_start_unwatch (ended);
  g_assert_false (is_watching (ended));
  g_assert_cmpuint (count, ==, 2);

  g_assert_true (g_file_set_contents (path, STAYS, -1, NULL));
  wait_for (watching, VOUCH_BEEPER_PHASE_FORBIDDEN);
  g_assert_false (is_watching (watching));
  g_assert_cmpint (vouch_beeper_start_get_phase (ended), ==, VOUCH_BEEPER_PHASE_IDLE);
  g_assert_false (vouch_beeper_start_get_installed (ended));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_finalize_object (ended);
  WAIT_UNTIL (G_OBJECT (watching)->ref_count == 1);
  g_assert_finalize_object (watching);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/beeper-start/beeper-stays-silent/ends-after-patience", test_silent);
  g_test_add_func ("/beeper-start/user-goes-another-way/program-goes-on", test_stop);
  g_test_add_func ("/beeper-start/program-ends/reason-is-told", test_failures);
  g_test_add_func ("/beeper-start/file-may-not-run/starts-with-consent", test_allow);
  g_test_add_func ("/beeper-start/others-can-change-it/starts-with-consent-to-that", test_trust);
  g_test_add_func ("/beeper-start/consent-to-one-file/other-is-asked-about", test_trust_another);
  g_test_add_func ("/beeper-start/beeper-comes-and-goes/is-noticed", test_look);
  g_test_add_func ("/beeper-start/watch-is-ended/download-is-not-offered", test_unwatch);
  return g_test_run ();
}
