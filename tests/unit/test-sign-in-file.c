/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-json.h"
#include "vouch-sign-in-file.h"

#include <glib/gstdio.h>

typedef struct {
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("vouch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "sign-in.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->directory);
  g_free (fixture->path);
  g_free (fixture->directory);
}

static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JsonObject) read = NULL;
  g_autoptr(JsonObject) other = NULL;
  GStatBuf status;

  vouch_sign_in_file_write (fixture->directory, "http://127.0.0.1:1", "request", "a@b.c", NULL);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  other = vouch_sign_in_file_read (fixture->directory, "http://127.0.0.1:2");
  g_assert_null (other);
  read = vouch_sign_in_file_read (fixture->directory, "http://127.0.0.1:1");
  g_assert_nonnull (read);
  g_assert_cmpstr (vouch_json_get_string (read, "requestID"), ==, "request");
  g_assert_cmpstr (vouch_json_get_string (read, "email"), ==, "a@b.c");
  g_assert_null (vouch_json_get_object (read, "registration"));
}

static void
test_not_ours (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const contents[] = {
    "", "rubbish", "[]", "{}", "{\"origin\":7}", "\xff\xfe",
    "{\"origin\":\"o\",\"requestID\":\"r\",\"email\":\"e\",\"time\":1}",
    "{\"origin\":\"o\",\"requestID\":\"r\",\"email\":\"e\",\"time\":99999999999}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(JsonObject) read = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      read = vouch_sign_in_file_read (fixture->directory, "o");
      g_assert_null (read);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sign-in-file/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/sign-in-file/not-ours", Fixture, NULL, set_up, test_not_ours, tear_down);
  return g_test_run ();
}
