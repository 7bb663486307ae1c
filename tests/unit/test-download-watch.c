/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "downloads.h"
#include "vouch-beeper-start.h"
#include "vouch-download-watch.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define CONTENTS_LENGTH 4096

static char *
get_path (const char *name)
{
  return g_build_filename (g_get_home_dir (), "Downloads", name, NULL);
}

static void
on_arrived (guint *count)
{
  (*count)++;
}

/* A browser writes under another name first. Other files of the folder do not matter. */
static void
test_renamed (void)
{
  g_autoptr(VouchDownloadWatch) watch = NULL;
  g_autofree char *partial = get_path ("Beeper-4.2.AppImage.part");
  g_autofree char *other = get_path ("Signal.AppImage");
  g_autofree char *path = get_path ("Beeper-4.2.AppImage");
  guint count = 0;

  downloads_make_folder ();
  watch = vouch_download_watch_new ();
  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (on_arrived), &count);
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_assert_true (g_file_set_contents (partial, "x", 1, NULL));
  g_assert_cmpint (g_rename (partial, path), ==, 0);
  WAIT_UNTIL (count > 0);
  g_assert_cmpuint (count, ==, 1);
  g_unlink (path);
}

/* GLib looks every four seconds whether the folder exists. */
static void
test_new_folder (void)
{
  g_autoptr(VouchDownloadWatch) watch = NULL;
  g_autofree char *folder = get_path (NULL);
  g_autofree char *path = get_path ("Beeper-4.2.AppImage");
  guint count = 0;

  downloads_make_folder ();
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  watch = vouch_download_watch_new ();
  g_signal_connect_swapped (watch, "arrived", G_CALLBACK (on_arrived), &count);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  WAIT_UNTIL (count > 0);
}

/* The head of an AppImage that is said to be this much longer than its head. */
static void
write_appimage (const char *name,
                gsize       length)
{
  guint8 bytes[64 + CONTENTS_LENGTH] = "\177ELF\2\1\1\0AI\2";
  g_autofree char *path = get_path (name);
  FILE *file = fopen (path, "wb");

  bytes[40] = 64;   /* where the table of sections is, which has no entry */
  memcpy (bytes + 64, "hsqs", 4);
  bytes[64 + 41] = CONTENTS_LENGTH >> 8;
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* The file that is half there is not offered; whole, it is, and before it may run. */
static void
test_offered (void)
{
  VouchBeeperStart *start = vouch_beeper_start_new ();
  g_autofree char *path = get_path ("Beeper-4.3.AppImage");
  static const gsize lengths[] = { 0, 20, 64, 100, 64 + CONTENTS_LENGTH - 1 };

  downloads_make_folder ();
  vouch_beeper_start_look (start);
  WAIT_UNTIL (vouch_beeper_start_get_missing (start));
  vouch_beeper_start_watch (start);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(VouchDownloadWatch) watch = vouch_download_watch_new ();
      guint count = 0;

      g_signal_connect_swapped (watch, "arrived", G_CALLBACK (on_arrived), &count);
      write_appimage ("Beeper-4.3.AppImage", lengths[i]);
      WAIT_UNTIL (count > 0);
      WAIT_UNTIL (G_OBJECT (start)->ref_count == 1);   /* the search has ended */
      g_assert_cmpint (vouch_beeper_start_get_phase (start), ==, VOUCH_BEEPER_PHASE_IDLE);
      g_assert_true (vouch_beeper_start_get_watching (start));
    }

  write_appimage ("Beeper-4.3.AppImage", 64 + CONTENTS_LENGTH);
  WAIT_UNTIL (vouch_beeper_start_get_phase (start) == VOUCH_BEEPER_PHASE_FORBIDDEN);
  g_assert_cmpstr (vouch_beeper_start_get_appimage (start), ==, path);
  g_assert_false (vouch_beeper_start_get_watching (start));
  g_assert_false (vouch_beeper_start_get_missing (start));
  g_unlink (path);
  g_assert_finalize_object (start);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/download-watch/browser-renames-file/it-has-arrived", test_renamed);
  g_test_add_func ("/download-watch/folder-is-made-later/it-has-arrived", test_new_folder);
  g_test_add_func ("/download-watch/file-is-half-there/is-offered-when-whole", test_offered);
  return g_test_run ();
}
