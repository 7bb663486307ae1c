/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-file"

#include "vouch-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two functions of GLib are not safe enough. To free the stream of g_file_replace() after a failed
 * write commits the incomplete file. g_file_set_contents_full() leaves a temporary file behind when
 * the program is killed. */

#define MODE 0600

/* Linux removes a file without a name (O_TMPFILE) when its last descriptor is closed, also after a
 * crash. Some file systems, such as those of USB sticks, do not support it: a temporary name is
 * used there. */
static int
open_new (const char  *folder,
          gboolean     nameless,
          char       **name)
{
  if (nameless)
    return open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, MODE);

  *name = g_build_filename (folder, ".vouch-XXXXXX", NULL);
  return g_mkstemp_full (*name, O_WRONLY | O_CLOEXEC, MODE);
}

static gboolean
write_all (int     fd,
           GBytes *contents)
{
  gsize left = 0;
  const char *data = g_bytes_get_data (contents, &left);

  while (left > 0)
    {
      gssize written = write (fd, data, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      left -= (gsize) written;
    }
  return fsync (fd) == 0;
}

/* @name: (inout): the temporary name, or NULL. On failure a name that was set here is not
 * removed */
static gboolean
put_in_place (int          fd,
              const char  *path,
              const char  *folder,
              char       **name)
{
  if (*name == NULL)
    {
      g_autofree char *handle = g_strdup_printf ("/proc/self/fd/%d", fd);
      g_autofree char *unused = g_strdup_printf ("%s/.vouch-%08x", folder, g_random_int ());

      if (linkat (AT_FDCWD, handle, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
        return TRUE;
      if (errno != EEXIST || linkat (AT_FDCWD, handle, AT_FDCWD, unused, AT_SYMLINK_FOLLOW) != 0)
        return FALSE;
      *name = g_steal_pointer (&unused);
    }
  return g_rename (*name, path) == 0;
}

/* Syncs the new name in the folder. To be called after success only, as it can take time. */
static void
flush_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* Returns: 0 or an errno */
static int
replace (const char *path,
         GBytes     *contents,
         gboolean    nameless)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  int fd = open_new (folder, nameless, &name);
  int problem = 0;

  if (fd < 0)
    return errno;
  if (!write_all (fd, contents) || !put_in_place (fd, path, folder, &name))
    problem = errno != 0 ? errno : EIO;
  close (fd);   /* errors were reported by fsync() */
  if (problem != 0 && name != NULL)
    g_unlink (name);
  if (problem == 0)
    flush_folder (folder);
  return problem;
}

/* A file without write permission is not replaced, although the folder would allow it. */
static int
check_old (const char *path)
{
  GStatBuf status;

  if (g_lstat (path, &status) != 0)
    return errno == ENOENT ? 0 : errno;
  if (S_ISDIR (status.st_mode))
    return EISDIR;
  if (!S_ISREG (status.st_mode) && !S_ISLNK (status.st_mode))
    return EINVAL;
  return faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0 || errno == ENOENT ? 0 : errno;
}

gboolean
vouch_file_replace (const char  *path,
                    GBytes      *contents,
                    GError     **error)
{
  int problem;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (contents != NULL, FALSE);

  problem = check_old (path);
  if (problem == 0 && replace (path, contents, TRUE) != 0)
    problem = replace (path, contents, FALSE);
  if (problem == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (problem), "A file was not written: %s",
               g_strerror (problem));
  return FALSE;
}

GBytes *
vouch_file_read (const char *path,
                 gsize       max_size)
{
  GStatBuf status;
  char *contents;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) ||
      (guint64) status.st_size > max_size || !g_file_get_contents (path, &contents, &length, NULL))
    return NULL;
  return g_bytes_new_take (contents, length);
}
