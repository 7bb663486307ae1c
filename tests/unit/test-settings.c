/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "vouch-settings.h"

#include <gio/gsettingsbackend.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define OTHERS "[another/program]\nkept='by it'\n"

typedef struct {
  char      *folder;
  char      *path;
  GSettings *settings;
} Fixture;

/* Opens the settings as GLib stores them in a sandbox. */
static void
open_settings (Fixture *fixture)
{
  g_autoptr(GSettingsBackend) backend = g_keyfile_settings_backend_new (fixture->path, "/", NULL);
  g_autoptr(GSettings) usual = vouch_settings_open ();
  g_autoptr(GSettingsSchema) schema = NULL;

  g_object_get (usual, "settings-schema", &schema, NULL);
  g_clear_object (&fixture->settings);
  fixture->settings = g_settings_new_full (schema, backend, NULL);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("vouch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "keyfile", NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR);   /* GLib warns if it cannot write */
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->settings);
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);   /* no file is left */
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
limit_size (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gboolean
set_camera (Fixture    *fixture,
            const char *name)
{
  return vouch_settings_set (fixture->settings, VOUCH_SETTINGS_CAMERA,
                             g_variant_new_string (name));
}

static void
assert_camera (Fixture    *fixture,
               const char *expected)
{
  g_autofree char *name = g_settings_get_string (fixture->settings, VOUCH_SETTINGS_CAMERA);

  g_assert_cmpstr (name, ==, expected);
}

/* There is room for the copy, but not for the longer text, or not even for the copy. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (500, 'n');
  static const rlim_t limits[] = { 0, 5, 200 };

  g_assert_true (g_file_set_contents (fixture->path, OTHERS, -1, NULL));
  open_settings (fixture);
  g_assert_true (set_camera (fixture, "one"));
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *contents = NULL;

      limit_size (limits[i]);
      g_assert_false (set_camera (fixture, long_name));
      limit_size (RLIM_INFINITY);

      g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, NULL));
      g_assert_nonnull (strstr (contents, OTHERS));
      open_settings (fixture);
      assert_camera (fixture, "one");
    }
  g_assert_true (set_camera (fixture, long_name));
  open_settings (fixture);
  assert_camera (fixture, long_name);
}

static void
test_no_room_for_the_first (Fixture       *fixture,
                            gconstpointer  data)
{
  open_settings (fixture);
  limit_size (5);
  g_assert_false (set_camera (fixture, "one"));
  limit_size (RLIM_INFINITY);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true (set_camera (fixture, "one"));
  open_settings (fixture);
  assert_camera (fixture, "one");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/settings/disk-is-full/old-settings-stay",
              Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/settings/disk-is-full-at-first/next-write-counts", Fixture, NULL, set_up,
              test_no_room_for_the_first, tear_down);
  return g_test_run ();
}
