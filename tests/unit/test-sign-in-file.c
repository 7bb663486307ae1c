/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-sign-in-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>

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
  g_autoptr(VouchSignInFile) read = NULL;
  g_autoptr(VouchSignInFile) other = NULL;
  GStatBuf status;

  vouch_sign_in_file_write (fixture->directory, "http://127.0.0.1:1", "request", "a@b.c", NULL);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  other = vouch_sign_in_file_read (fixture->directory, "http://127.0.0.1:2");
  g_assert_null (other);
  read = vouch_sign_in_file_read (fixture->directory, "http://127.0.0.1:1");
  g_assert_nonnull (read);
  g_assert_cmpint (read->age, ==, VOUCH_SIGN_IN_FILE_FRESH);
  g_assert_cmpstr (read->request_id, ==, "request");
  g_assert_cmpstr (read->email, ==, "a@b.c");
  g_assert_null (read->registration);
}

static void
test_registration (Fixture       *fixture,
                   gconstpointer  data)
{
  const char * const names[] = { "anna", "anna1", NULL };
  g_autoptr(VouchRegistration) registration =
    vouch_registration_new ("A title", NULL, "a name", names);
  g_autoptr(VouchSignInFile) read = NULL;

  vouch_sign_in_file_write (fixture->directory, "o", "r", "a@b.c", registration);
  read = vouch_sign_in_file_read (fixture->directory, "o");
  g_assert_nonnull (read->registration);
  g_assert_cmpstr (read->registration->title, ==, "A title");
  g_assert_null (read->registration->terms);
  g_assert_cmpstr (read->registration->placeholder, ==, "a name");
  g_assert_cmpstrv (read->registration->suggestions, names);
}

static void
test_not_ours (Fixture       *fixture,
               gconstpointer  data)
{
  static const char * const contents[] = {
    "", "rubbish", "[]", "{}", "{\"origin\":7}", "\xff\xfe",
    "{\"origin\":\"o\",\"requestID\":\"r\",\"time\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(VouchSignInFile) read = NULL;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      read = vouch_sign_in_file_read (fixture->directory, "o");
      g_assert_null (read);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

/* The clock may have been changed since then, in either direction. */
static void
test_age (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct {
    gint64             written;   /* seconds ago */
    VouchSignInFileAge age;
  } cases[] = {
    { 0, VOUCH_SIGN_IN_FILE_FRESH },
    { 14 * 60, VOUCH_SIGN_IN_FILE_FRESH },
    { 15 * 60, VOUCH_SIGN_IN_FILE_OLD },
    { 10 * 365 * 86400, VOUCH_SIGN_IN_FILE_OLD },
    { -60, VOUCH_SIGN_IN_FILE_FUTURE },
    { -10 * 365 * 86400, VOUCH_SIGN_IN_FILE_FUTURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *contents = NULL;
      g_autoptr(VouchSignInFile) read = NULL;

      contents = g_strdup_printf ("{\"origin\":\"o\",\"requestID\":\"r\",\"email\":\"e\","
                                  "\"time\":%" G_GINT64_FORMAT "}",
                                  g_get_real_time () / G_USEC_PER_SEC - cases[i].written);
      g_assert_true (g_file_set_contents (fixture->path, contents, -1, NULL));
      read = vouch_sign_in_file_read (fixture->directory, "o");
      g_assert_nonnull (read);
      g_assert_cmpint (read->age, ==, cases[i].age);
      g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS) ==
                     (read->age != VOUCH_SIGN_IN_FILE_OLD));
    }
}

/* On a full disk the old file stays. */
static void
test_no_room (Fixture       *fixture,
              gconstpointer  data)
{
  struct rlimit limit;
  g_autoptr(VouchSignInFile) read = NULL;

  vouch_sign_in_file_write (fixture->directory, "o", "first", "a@b.c", NULL);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  limit.rlim_cur = 5;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  vouch_sign_in_file_write (fixture->directory, "o", "second", "a@b.c", NULL);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  read = vouch_sign_in_file_read (fixture->directory, "o");
  g_assert_nonnull (read);
  g_assert_cmpstr (read->request_id, ==, "first");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sign-in-file/written/is-read-for-its-server",
              Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/sign-in-file/registration/is-read-as-written",
              Fixture, NULL, set_up, test_registration, tear_down);
  g_test_add ("/sign-in-file/not-ours/is-removed", Fixture, NULL, set_up, test_not_ours, tear_down);
  g_test_add ("/sign-in-file/clock-was-set/age-is-never-negative",
              Fixture, NULL, set_up, test_age, tear_down);
  g_test_add ("/sign-in-file/disk-is-full/old-file-stays",
              Fixture, NULL, set_up, test_no_room, tear_down);
  return g_test_run ();
}
