/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-file.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLD    "what was there before"
#define NEW    "what comes now, and is a little longer"
#define NOBODY 65534   /* a user other than root, because root can write into each folder */
#define LARGE  (256 * 1024)

/* The obstacles */
typedef enum {
  NOTHING,
  FULL,             /* a full disk; a quota fails in the same call */
  NEARLY_FULL,      /* the first bytes still fit */
  CLOSED_FOLDER,
  CLOSED_FILE,
  MISSING_FOLDER,
  A_FOLDER,         /* has the name of the file */
  A_FIFO,
  LONG_NAME,
} Obstacle;

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("vouch-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a file", NULL);
  signal (SIGXFSZ, SIG_IGN);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
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

static void
become (uid_t user)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (user), ==, 0);
}

static void
put_up (Fixture  *fixture,
        Obstacle  obstacle)
{
  if (getuid () == 0)
    {
      g_assert_cmpint (chown (fixture->folder, NOBODY, (gid_t) -1), ==, 0);
      g_assert_true (chown (fixture->path, NOBODY, (gid_t) -1) == 0 ||
                     !g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
  become (NOBODY);
  if (obstacle == FULL || obstacle == NEARLY_FULL)
    limit_size (obstacle == FULL ? 0 : 5);
  if (obstacle == CLOSED_FOLDER)
    g_assert_cmpint (g_chmod (fixture->folder, 0500), ==, 0);
  if (obstacle == CLOSED_FILE)
    g_assert_cmpint (g_chmod (fixture->path, 0400), ==, 0);
  if (obstacle == A_FOLDER)
    g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  if (obstacle == A_FIFO)
    g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
}

static void
take_down (Fixture *fixture)
{
  g_chmod (fixture->folder, 0700);
  limit_size (RLIM_INFINITY);
  become (0);
}

static char *
list_folder (Fixture *fixture)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr(GString) names = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_string_append_printf (names, "[%s]", name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
choose_path (Fixture  *fixture,
             Obstacle  obstacle)
{
  g_autofree char *long_name = g_strnfill (300, 'n');

  if (obstacle == MISSING_FOLDER)
    return g_build_filename (fixture->folder, "none", "a file", NULL);
  if (obstacle == LONG_NAME)
    return g_build_filename (fixture->folder, long_name, NULL);
  return g_strdup (fixture->path);
}

static void
check_case (Fixture  *fixture,
            Obstacle  obstacle,
            gboolean  old,
            gboolean  works)
{
  g_autoptr(GBytes) contents = g_bytes_new_static (NEW, strlen (NEW));
  g_autoptr(GError) error = NULL;
  g_autofree char *path = choose_path (fixture, obstacle);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  gboolean worked;

  if (old)
    g_assert_true (g_file_set_contents (fixture->path, OLD, -1, NULL));
  put_up (fixture, obstacle);
  before = list_folder (fixture);
  worked = vouch_file_replace (path, contents, &error);
  take_down (fixture);
  after = list_folder (fixture);

  g_assert_cmpint (worked, ==, works);
  g_assert_true ((error == NULL) == works && (works || error->domain == G_IO_ERROR));
  g_assert_cmpstr (after, ==, works ? "[a file]" : before);
  if (works || old)
    {
      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, works ? NEW : OLD);
    }
  g_remove (fixture->path);
}

/* After a failure the old file is still there. If there was none, there is none. */
static void
test_obstacles (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct {
    Obstacle obstacle;
    gboolean old;
    gboolean works;
  } cases[] = {
    { NOTHING, FALSE, TRUE },
    { NOTHING, TRUE, TRUE },
    { FULL, FALSE, FALSE },
    { FULL, TRUE, FALSE },
    { NEARLY_FULL, FALSE, FALSE },
    { NEARLY_FULL, TRUE, FALSE },
    { CLOSED_FOLDER, FALSE, FALSE },
    { CLOSED_FOLDER, TRUE, FALSE },
    { CLOSED_FILE, TRUE, FALSE },
    { MISSING_FOLDER, FALSE, FALSE },
    { A_FOLDER, FALSE, FALSE },
    { A_FIFO, FALSE, FALSE },
    { LONG_NAME, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      check_case (fixture, cases[i].obstacle, cases[i].old, cases[i].works);
    }
}

/* The new file can be read by its owner only, even if others could read the old one. A link is
 * replaced, and its target stays. */
static void
test_privacy (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr(GBytes) contents = g_bytes_new_static (NEW, strlen (NEW));
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_true (g_file_set_contents (other, OLD, -1, NULL));
  g_assert_cmpint (g_chmod (other, 0666), ==, 0);
  g_assert_cmpint (symlink (other, fixture->path), ==, 0);
  g_assert_true (vouch_file_replace (fixture->path, contents, NULL));
  g_assert_cmpint (g_lstat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode, ==, S_IFREG | 0600);
  g_assert_true (g_file_get_contents (other, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, OLD);
  g_assert_cmpint (g_unlink (other), ==, 0);
}

static GBytes *
fill (char letter)
{
  char *text = g_strnfill (LARGE, letter);

  return g_bytes_new_take (text, LARGE);
}

static void
replace_for_ever (const char *path)
{
  g_autoptr(GBytes) a = fill ('a');
  g_autoptr(GBytes) b = fill ('b');

  for (;;)
    if (!vouch_file_replace (path, a, NULL) || !vouch_file_replace (path, b, NULL))
      _exit (1);
}

/* The writer is killed at random moments. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *names = NULL;
      gsize length = 0;
      GPid child = fork ();

      if (child == 0)
        replace_for_ever (fixture->path);
      while (!g_file_test (fixture->path, G_FILE_TEST_EXISTS))
        g_usleep (100);
      g_usleep (i * 300);   /* a different moment each time */
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);

      g_assert_true (g_file_get_contents (fixture->path, &text, &length, NULL));
      g_assert_cmpuint (length, ==, LARGE);
      g_assert_cmpuint (strspn (text, *text == 'a' ? "a" : "b"), ==, LARGE);
      g_assert_cmpint (g_unlink (fixture->path), ==, 0);
      /* A temporary file may be left under another name if the writer was killed before the
       * rename. */
      names = list_folder (fixture);
      if (*names != '\0')
        {
          g_autofree char *left = g_strndup (names + 1, strlen (names) - 2);
          g_autofree char *path = g_build_filename (fixture->folder, left, NULL);

          g_assert_true (g_str_has_prefix (left, ".vouch-"));
          g_assert_cmpint (g_unlink (path), ==, 0);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file/cannot-be-written/old-file-stays",
              Fixture, NULL, set_up, test_obstacles, tear_down);
  g_test_add ("/file/readable-by-others/new-file-is-not",
              Fixture, NULL, set_up, test_privacy, tear_down);
  g_test_add ("/file/killed-while-writing/file-is-whole",
              Fixture, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
