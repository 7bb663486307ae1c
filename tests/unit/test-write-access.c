/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-write-access.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define SOMEBODY 1000
#define ANOTHER  1001
#define DAEMON   1      /* a user and a group that every system has */

static void
test_mode (void)
{
  static const struct {
    mode_t   mode;
    uid_t    owner;
    gboolean group_is_private;
    gboolean open;
  } cases[] = {
    { S_IFREG | 0755, SOMEBODY, FALSE, FALSE },
    { S_IFREG | 0755, 0, FALSE, FALSE },
    { S_IFREG | 04755, 0, FALSE, FALSE },
    { S_IFREG | 0755, ANOTHER, FALSE, TRUE },
    { S_IFREG | 0555, ANOTHER, TRUE, TRUE },
    { S_IFREG | 0775, SOMEBODY, FALSE, TRUE },
    { S_IFREG | 0775, 0, FALSE, TRUE },
    { S_IFREG | 0775, SOMEBODY, TRUE, FALSE },
    { S_IFREG | 0757, SOMEBODY, FALSE, TRUE },
    { S_IFREG | 0757, 0, TRUE, TRUE },
    { S_IFREG | 01777, SOMEBODY, TRUE, TRUE },
    { S_IFDIR | 0755, SOMEBODY, FALSE, FALSE },
    { S_IFDIR | 0755, ANOTHER, FALSE, TRUE },
    { S_IFDIR | 02775, 0, FALSE, TRUE },
    { S_IFDIR | 0775, SOMEBODY, TRUE, FALSE },
    { S_IFDIR | 0777, 0, TRUE, TRUE },
    { S_IFDIR | 01777, 0, FALSE, FALSE },
    { S_IFDIR | 01777, SOMEBODY, FALSE, FALSE },
    { S_IFDIR | 01777, ANOTHER, FALSE, TRUE },
    { S_IFLNK | 0777, SOMEBODY, FALSE, FALSE },
    { S_IFLNK | 0777, 0, FALSE, FALSE },
    { S_IFLNK | 0777, ANOTHER, FALSE, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct stat about = { .st_mode = cases[i].mode, .st_uid = cases[i].owner };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_write_access_is_open (&about, SOMEBODY, cases[i].group_is_private), ==,
                       cases[i].open);
    }
}

/* Returns: (transfer full): a path in the home folder of this test */
static char *
get_path (const char *name)
{
  return g_build_filename (g_get_home_dir (), name, NULL);
}

static void
put_folder (const char *name,
            int         mode)
{
  g_autofree char *path = get_path (name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
put_file (const char *name,
          int         mode)
{
  g_autofree char *path = get_path (name);

  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
put_link (const char *name,
          const char *target)
{
  g_autofree char *path = get_path (name);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
give (const char *name,
      uid_t       user,
      gid_t       group)
{
  g_autofree char *path = get_path (name);

  g_assert_cmpint (lchown (path, user, group), ==, 0);
}

static void
assert_others (const char *name,
               gboolean    others)
{
  g_autofree char *path = get_path (name);

  g_test_message ("%s", name);
  g_assert_cmpint (vouch_write_access_has_others (path, getuid ()), ==, others);
}

static void
put_tree (void)
{
  put_folder ("", 0755);
  put_folder ("safe", 0755);
  put_folder ("open/below", 0755);
  put_folder ("open", 0777);
  put_folder ("sticky", 01777);
  put_file ("safe/own", 0755);
  put_file ("safe/anybody's", 0757);
  put_file ("open/own", 0755);
  put_file ("open/below/own", 0755);
  put_file ("sticky/own", 0755);
  put_file ("sticky/anybody's", 0777);
  put_link ("safe/link", "own");
  put_link ("safe/link-to-link", "../safe/link");
  put_link ("safe/link-to-open", "../open/own");
  put_link ("safe/link-over-open", "../open/link-to-safe");
  put_link ("safe/folder", "../safe");
  put_link ("safe/open-folder", "../open");
  put_link ("safe/round", "round");
  put_link ("safe/nowhere", "gone");
  put_link ("open/link-to-safe", "../safe/own");
  put_link ("sticky/link-to-safe", "../safe/own");
}

static void
test_path (void)
{
  static const struct {
    const char *name;
    gboolean    others;
  } cases[] = {
    { "safe/own", FALSE },
    { "safe//./own", FALSE },
    { "safe/../safe/own", FALSE },
    { "safe/anybody's", TRUE },
    { "open/own", TRUE },
    { "open/below/own", TRUE },
    { "open/../safe/own", TRUE },
    { "sticky/own", FALSE },
    { "sticky/anybody's", TRUE },
    { "sticky/link-to-safe", FALSE },
    { "safe/link", FALSE },
    { "safe/link-to-link", FALSE },
    { "safe/link-to-open", TRUE },
    { "safe/link-over-open", TRUE },
    { "safe/folder/own", FALSE },
    { "safe/folder/folder/link", FALSE },
    { "safe/open-folder/own", TRUE },
    { "open/link-to-safe", TRUE },
    { "safe/round", TRUE },
    { "safe/nowhere", TRUE },
    { "safe/gone", TRUE },
    { "safe/own/below", TRUE },
  };
  g_autofree char *absolute = get_path ("open/own");

  put_tree ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_others (cases[i].name, cases[i].others);

  put_link ("safe/absolute", absolute);
  assert_others ("safe/absolute", TRUE);
  g_assert_false (vouch_write_access_has_others ("/", getuid ()));
}

/* Files of other users, which only root can make */
static void
test_owner (void)
{
  if (getuid () != 0)
    {
      g_test_skip ("needs root");
      return;
    }

  put_tree ();
  put_file ("safe/group's", 0775);
  give ("safe/group's", 0, 0);
  assert_others ("safe/group's", FALSE);
  give ("safe/group's", 0, DAEMON);
  assert_others ("safe/group's", TRUE);
  give ("safe/own", 0, DAEMON);
  assert_others ("safe/own", FALSE);

  give ("sticky/link-to-safe", DAEMON, DAEMON);
  assert_others ("sticky/link-to-safe", TRUE);
  give ("sticky/own", DAEMON, DAEMON);
  assert_others ("sticky/own", TRUE);
  give ("sticky", DAEMON, DAEMON);
  put_file ("sticky/own", 0755);
  assert_others ("sticky/own", TRUE);
}

/* User 1 may write (acl(5)): version 2, then tag, permissions and id of each entry */
static const guint8 access_list[] = {
  2, 0, 0, 0,
  0x01, 0, 7, 0, 0xff, 0xff, 0xff, 0xff,   /* the owner */
  0x02, 0, 7, 0, DAEMON, 0, 0, 0,          /* a user */
  0x04, 0, 5, 0, 0xff, 0xff, 0xff, 0xff,   /* the group */
  0x10, 0, 7, 0, 0xff, 0xff, 0xff, 0xff,   /* the mask, which is the mode of the group */
  0x20, 0, 5, 0, 0xff, 0xff, 0xff, 0xff,   /* others */
};

static void
test_access_list (void)
{
  g_autofree char *path = get_path ("safe/listed");

  put_tree ();
  put_file ("safe/listed", 0755);
  assert_others ("safe/listed", FALSE);
  if (setxattr (path, "system.posix_acl_access", access_list, sizeof access_list, 0) != 0)
    g_test_skip ("no access control lists here");
  else
    assert_others ("safe/listed", TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/write-access/modes/tell-whether-others-can-write", test_mode);
  g_test_add_func ("/write-access/folders-above/count-too", test_path);
  g_test_add_func ("/write-access/files-of-others/count-as-writable", test_owner);
  g_test_add_func ("/write-access/access-control-list/counts", test_access_list);
  return g_test_run ();
}
