/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-new-accounts.h"

#include <glib/gstdio.h>

#define HERE  "http://127.0.0.1:23373"
#define THERE "http://[::1]:23374"
#define ALICE "@alice:beeper.com"
#define BOB   "@bob:beeper.com"

typedef struct {
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->directory = g_dir_make_tmp ("vouch-new-accounts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->directory, "new-accounts.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->directory);
  g_free (fixture->path);
}

/* An account of one server is not the account of the same name on another server. */
static void
test_remembered (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(VouchNewAccounts) first = vouch_new_accounts_new (fixture->directory);
  g_autoptr(VouchNewAccounts) second = NULL;
  g_autoptr(VouchNewAccounts) third = NULL;
  GStatBuf status;

  g_assert_false (vouch_new_accounts_contains (first, HERE, ALICE));
  vouch_new_accounts_add (first, HERE, ALICE);
  vouch_new_accounts_add (first, THERE, BOB);
  vouch_new_accounts_add (first, HERE, NULL);
  g_assert_true (vouch_new_accounts_contains (first, HERE, ALICE));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  second = vouch_new_accounts_new (fixture->directory);
  g_assert_true (vouch_new_accounts_contains (second, HERE, ALICE));
  g_assert_true (vouch_new_accounts_contains (second, THERE, BOB));
  g_assert_false (vouch_new_accounts_contains (second, THERE, ALICE));
  g_assert_false (vouch_new_accounts_contains (second, HERE, BOB));
  g_assert_false (vouch_new_accounts_contains (second, HERE, NULL));

  vouch_new_accounts_remove (second, HERE, ALICE);
  vouch_new_accounts_remove (second, HERE, NULL);
  third = vouch_new_accounts_new (fixture->directory);
  g_assert_false (vouch_new_accounts_contains (third, HERE, ALICE));
  g_assert_true (vouch_new_accounts_contains (third, THERE, BOB));
  vouch_new_accounts_remove (third, THERE, BOB);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* A file that is missing or malformed contains no account. */
static void
test_damaged (Fixture       *fixture,
              gconstpointer  data)
{
  static const char * const contents[] = {
    "", "[]", "{}", "null", "{\"accounts\":7}", "{\"accounts\":[7,null,{}]}", "{\"accounts\":[\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr(VouchNewAccounts) accounts = NULL;
      g_autoptr(GError) error = NULL;

      g_file_set_contents (fixture->path, contents[i], -1, &error);
      g_assert_no_error (error);
      accounts = vouch_new_accounts_new (fixture->directory);
      g_assert_false (vouch_new_accounts_contains (accounts, HERE, ALICE));
      vouch_new_accounts_add (accounts, HERE, ALICE);
      g_assert_true (vouch_new_accounts_contains (accounts, HERE, ALICE));
    }
}

/* The file cannot be written, because its path is a directory. The account counts in this run. */
static void
test_not_writable (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(VouchNewAccounts) accounts = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  accounts = vouch_new_accounts_new (fixture->directory);
  vouch_new_accounts_add (accounts, HERE, ALICE);
  g_assert_true (vouch_new_accounts_contains (accounts, HERE, ALICE));
}

static void
test_in_memory (void)
{
  g_autoptr(VouchNewAccounts) accounts = vouch_new_accounts_new (NULL);

  vouch_new_accounts_add (accounts, HERE, ALICE);
  g_assert_true (vouch_new_accounts_contains (accounts, HERE, ALICE));
  vouch_new_accounts_remove (accounts, HERE, ALICE);
  g_assert_false (vouch_new_accounts_contains (accounts, HERE, ALICE));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/new-accounts/account-is-made/is-remembered-for-its-server", test_remembered);
  ADD ("/new-accounts/file-is-damaged/claims-nothing", test_damaged);
  ADD ("/new-accounts/cannot-be-written/counts-in-this-run", test_not_writable);
  g_test_add_func ("/new-accounts/no-directory/counts-in-memory", test_in_memory);
  return g_test_run ();
}
