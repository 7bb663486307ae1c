/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-sign-in-file.h"

#include <glib/gstdio.h>

/* The file with which a sign-in goes on is either understood or gone. */

#define ORIGIN "http://127.0.0.1:23373"
#define SEED(text) { text, sizeof text - 1 }

static char *directory;

static const MutateSeed seeds[] = {
  SEED ("{\"origin\":\"" ORIGIN "\",\"requestID\":\"r\",\"email\":\"a@b\",\"time\":9e9}"),
  SEED ("{\"origin\":\"" ORIGIN "\",\"requestID\":\"r\",\"email\":\"a@b\",\"time\":1,"
        "\"registration\":{\"title\":\"t\",\"terms\":\"u\",\"placeholder\":\"p\","
        "\"suggestions\":[\"a\",\"b\"]}}"),
  SEED ("{}"), SEED (""),
};

static const char * const tokens[] = {
  "{", "}", "[", "]", ":", ",", "\"", "null", "1e999", "-1", "\"origin\"", "\"" ORIGIN "\"",
  "\"requestID\"", "\"email\"", "\"time\"", "\"registration\"", "\"suggestions\"", "\xff",
  "\\u0000", "\\u202e",
};

static void
try_file (const char *text,
          gsize       length)
{
  g_autofree char *path = g_build_filename (directory, "sign-in.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(VouchSignInFile) file = NULL;

  g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  file = vouch_sign_in_file_read (directory, ORIGIN);
  if (file == NULL)
    return;
  g_assert_nonnull (file->request_id);
  g_assert_nonnull (file->email);
  g_assert_true (file->age == VOUCH_SIGN_IN_FILE_OLD || g_file_test (path, G_FILE_TEST_EXISTS));
  if (file->registration != NULL)
    g_assert_nonnull (file->registration->suggestions);
}

static void
fuzz_sign_in_file (void)
{
  directory = g_dir_make_tmp ("vouch-fuzz-XXXXXX", NULL);
  g_assert_nonnull (directory);
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_file);
  vouch_sign_in_file_remove (directory);
  g_rmdir (directory);
  g_free (directory);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-files/do-no-harm", fuzz_sign_in_file);
  return g_test_run ();
}
