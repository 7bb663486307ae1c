/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-write-access"

#include "vouch-write-access.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/xattr.h>

#define LINKS_AT_MOST 40      /* as in the kernel */
#define ENTRY_SIZE    16384   /* bytes of a user or a group; a longer entry has many members */

gboolean
vouch_write_access_is_open (const struct stat *about,
                            uid_t              user,
                            gboolean           group_is_private)
{
  mode_t others = group_is_private ? S_IWOTH : S_IWOTH | S_IWGRP;

  if (about->st_uid != user && about->st_uid != 0)
    return TRUE;
  if (S_ISLNK (about->st_mode) || (S_ISDIR (about->st_mode) && (about->st_mode & S_ISVTX) != 0))
    return FALSE;
  return (about->st_mode & others) != 0;
}

/* Many systems give each user a private group with the user's name, and let it write (umask 002;
 * useradd(8), USERGROUPS_ENAB). */
static gboolean
is_group_of (gid_t group,
             uid_t user)
{
  char user_text[ENTRY_SIZE];
  char group_text[ENTRY_SIZE];
  struct passwd user_entry;
  struct passwd *owner = NULL;
  struct group group_entry;
  struct group *found = NULL;

  if (getpwuid_r (user, &user_entry, user_text, sizeof user_text, &owner) != 0 || owner == NULL ||
      owner->pw_gid != group ||
      getgrgid_r (group, &group_entry, group_text, sizeof group_text, &found) != 0 ||
      found == NULL || !g_str_equal (found->gr_name, owner->pw_name))
    return FALSE;
  for (char **member = found->gr_mem; *member != NULL; member++)
    if (!g_str_equal (*member, owner->pw_name))
      return FALSE;
  return TRUE;
}

/* With an access control list, the group bits of the mode are the mask of all users and groups in
 * the list (acl(5)). */
static gboolean
is_group_private (const char        *path,
                  const struct stat *about,
                  uid_t              user)
{
  return (about->st_mode & S_IWGRP) != 0 &&
         lgetxattr (path, "system.posix_acl_access", NULL, 0) <= 0 &&
         (is_group_of (about->st_gid, user) || is_group_of (about->st_gid, 0));
}

static gboolean walk (const char *path,
                      uid_t       user,
                      guint      *links);

static gboolean
follow (const char *link,
        uid_t       user,
        guint      *links)
{
  g_autofree char *target = g_file_read_link (link, NULL);
  g_autofree char *folder = g_path_get_dirname (link);
  g_autofree char *path = NULL;

  if (target == NULL || *links == 0)
    return TRUE;
  (*links)--;
  path = g_path_is_absolute (target) ? g_strdup (target) : g_build_filename (folder, target, NULL);
  return walk (path, user, links);
}

static gboolean
judge (const char *path,
       uid_t       user,
       guint      *links)
{
  struct stat about;

  if (lstat (path, &about) != 0 ||
      vouch_write_access_is_open (&about, user, is_group_private (path, &about, user)))
    return TRUE;
  return S_ISLNK (about.st_mode) && follow (path, user, links);
}

/* Checks each part of the path, from the root folder to the file. */
static gboolean
walk (const char *path,
      uid_t       user,
      guint      *links)
{
  gsize length = 1;

  for (;;)
    {
      g_autofree char *part = g_strndup (path, length);

      if (judge (part, user, links))
        return TRUE;
      length += strspn (path + length, "/");
      if (path[length] == '\0')
        return FALSE;
      length += strcspn (path + length, "/");
    }
}

gboolean
vouch_write_access_has_others (const char *path,
                               uid_t       user)
{
  guint links = LINKS_AT_MOST;

  g_return_val_if_fail (path != NULL && g_path_is_absolute (path), TRUE);
  return walk (path, user, &links);
}
