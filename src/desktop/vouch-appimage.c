/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-appimage"

#include "vouch-appimage.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PREFIX "beeper"
#define SUFFIX ".appimage"
#define ENTRIES_AT_MOST 20000   /* entries of one folder */
#define VERSIONS_AT_MOST 100

gboolean
vouch_appimage_is_beeper (const char *name)
{
  gsize length = strlen (name);

  return length >= strlen (PREFIX SUFFIX) &&
         g_ascii_strncasecmp (name, PREFIX, strlen (PREFIX)) == 0 &&
         g_ascii_strcasecmp (name + length - strlen (SUFFIX), SUFFIX) == 0;
}

/* An ELF file with "AI" and the type in its padding (AppImage specification, "Image format"). */
gboolean
vouch_appimage_has_magic (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  char head[11] = "";
  gsize length = 0;

  if (file != NULL)
    {
      length = fread (head, 1, sizeof head, file);
      fclose (file);
    }
  return length == sizeof head && memcmp (head, "\177ELF", 4) == 0 &&
         (memcmp (head + 8, "AI\1", 3) == 0 || memcmp (head + 8, "AI\2", 3) == 0);
}

static gboolean
read_at (FILE   *file,
         goffset offset,
         guint8 *bytes,
         gsize   length)
{
  return fseeko (file, offset, SEEK_SET) == 0 && fread (bytes, 1, length, file) == length;
}

/* Reads a little-endian number. */
static guint64
get_number (const guint8 *bytes,
            gsize         length)
{
  guint64 number = 0;

  for (gsize i = 0; i < length; i++)
    number |= (guint64) bytes[i] << (8 * i);
  return number;
}

/* The contents of an AppImage begin where its ELF file ends: after the table of sections.
 *
 * Returns: that offset; G_MAXINT64: no file can be so long */
static guint64
find_contents (const guint8 *head)
{
  gboolean wide = head[4] == 2;   /* ELFCLASS64 */
  guint64 table = wide ? get_number (head + 40, 8) : get_number (head + 32, 4);
  guint64 entry_size = get_number (head + (wide ? 58 : 46), 2);
  guint64 entries = get_number (head + (wide ? 60 : 48), 2);

  return MIN (table, G_MAXINT64 - entry_size * entries) + entry_size * entries;
}

/* The contents are a SquashFS image, whose superblock has its length. Other formats do not tell
 * their length in one place, so these files count as whole. */
static gboolean
has_contents (FILE    *file,
              goffset  size)
{
  guint8 head[64];
  guint8 superblock[48];
  guint64 start;

  if (!read_at (file, 0, head, sizeof head))
    return FALSE;
  start = find_contents (head);
  if (start >= (guint64) size || !read_at (file, start, superblock, sizeof superblock))
    return FALSE;
  return memcmp (superblock, "hsqs", 4) != 0 ||
         get_number (superblock + 40, 8) <= (guint64) size - start;
}

gboolean
vouch_appimage_is_whole (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  gboolean whole = FALSE;

  if (file == NULL)
    return FALSE;
  if (fseeko (file, 0, SEEK_END) == 0 && ftello (file) > 0)
    whole = !vouch_appimage_has_magic (path) || has_contents (file, ftello (file));
  fclose (file);
  return whole;
}

/* Finds the first version such as "4.1". Skips single numbers: the 64 of "x86_64", the 2 of
 * "(2)". */
static const char *
find_version (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    {
      gsize digits = strspn (c, "0123456789");

      if (digits > 0 && c[digits] == '.' && g_ascii_isdigit (c[digits + 1]))
        return c;
      if (digits > 0)
        c += digits - 1;
    }
  return "";
}

/* Reads one number of a version, 0 if there is none, and moves on to the next. */
static guint64
take_number (const char **version)
{
  char *end;
  guint64 number;

  if (!g_ascii_isdigit (**version))
    return 0;
  number = g_ascii_strtoull (*version, &end, 10);
  *version = *end == '.' ? end + 1 : end;
  return number;
}

int
vouch_appimage_compare (const char *a,
                        const char *b)
{
  const char *left = find_version (a);
  const char *right = find_version (b);

  while (g_ascii_isdigit (*left) || g_ascii_isdigit (*right))
    {
      guint64 left_number = take_number (&left);
      guint64 right_number = take_number (&right);

      if (left_number != right_number)
        return left_number < right_number ? -1 : 1;
    }
  return 0;
}

static gboolean
is_better (const VouchAppimage *appimage,
           const VouchAppimage *other)
{
  g_autofree char *name = g_path_get_basename (appimage->path);
  g_autofree char *other_name = g_path_get_basename (other->path);
  int newer = vouch_appimage_compare (name, other_name);

  if (appimage->executable != other->executable)
    return appimage->executable;
  return newer > 0 || (newer == 0 && appimage->modified > other->modified);
}

/* A file of another user in a shared folder is ignored. So is a link that is broken or circular. */
static VouchAppimage *
examine (const char *folder,
         const char *name)
{
  g_autoptr(VouchAppimage) appimage = g_new0 (VouchAppimage, 1);
  GStatBuf about;

  appimage->path = g_build_filename (folder, name, NULL);
  if (g_stat (appimage->path, &about) != 0 || !S_ISREG (about.st_mode) ||
      (about.st_uid != 0 && about.st_uid != getuid ()))
    return NULL;
  if (!vouch_appimage_is_whole (appimage->path))
    return NULL;
  appimage->modified = about.st_mtime;
  appimage->executable = g_access (appimage->path, X_OK) == 0;
  return g_steal_pointer (&appimage);
}

static void
search_folder (const char     *folder,
               VouchAppimage **best,
               GCancellable   *cancellable)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  for (guint i = 0; entries != NULL && i < ENTRIES_AT_MOST; i++)
    {
      g_autoptr(VouchAppimage) found = NULL;

      name = g_dir_read_name (entries);
      if (name == NULL || g_cancellable_is_cancelled (cancellable))
        return;
      if (vouch_appimage_is_beeper (name))
        found = examine (folder, name);
      if (found != NULL && (*best == NULL || is_better (found, *best)))
        {
          g_clear_pointer (best, vouch_appimage_free);
          *best = g_steal_pointer (&found);
        }
    }
}

VouchAppimage *
vouch_appimage_find (const char * const *folders,
                     GCancellable       *cancellable)
{
  VouchAppimage *best = NULL;

  g_return_val_if_fail (folders != NULL, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    search_folder (folders[i], &best, cancellable);
  return best;
}

/* Beeper's command-line tool installs Beeper Desktop here, or in a subfolder for each version
 * (api.md 4). */
static void
add_managed_folders (GStrvBuilder *folders)
{
  g_autofree char *managed = g_build_filename (g_get_home_dir (), ".beeper", "apps", "desktop",
                                               NULL);
  g_autoptr(GDir) entries = g_dir_open (managed, 0, NULL);
  const char *name;

  g_strv_builder_add (folders, managed);
  for (guint i = 0; entries != NULL && i < VERSIONS_AT_MOST; i++)
    {
      g_autofree char *version = NULL;

      name = g_dir_read_name (entries);
      if (name == NULL)
        return;
      version = g_build_filename (managed, name, NULL);
      if (g_file_test (version, G_FILE_TEST_IS_DIR))
        g_strv_builder_add (folders, version);
    }
}

/* Without a file of xdg-user-dirs, browsers use the folder of the English name. */
char *
vouch_appimage_downloads (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);

  return folder != NULL ? g_strdup (folder)
                        : g_build_filename (g_get_home_dir (), "Downloads", NULL);
}

char **
vouch_appimage_folders (void)
{
  static const char * const usual[] = { "Applications", "AppImages", ".local/bin", "bin" };
  g_autoptr(GStrvBuilder) folders = g_strv_builder_new ();
  g_autofree char *downloads = vouch_appimage_downloads ();
  const char *desktop = g_get_user_special_dir (G_USER_DIRECTORY_DESKTOP);
  const char *home = g_get_home_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      g_autofree char *folder = g_build_filename (home, usual[i], NULL);

      g_strv_builder_add (folders, folder);
    }
  g_strv_builder_add (folders, downloads);
  if (desktop != NULL)
    g_strv_builder_add (folders, desktop);
  add_managed_folders (folders);
  g_strv_builder_add (folders, home);
  g_strv_builder_add (folders, "/opt");
  return g_strv_builder_end (folders);
}

gboolean
vouch_appimage_allow (const char *path)
{
  GStatBuf about;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_stat (path, &about) == 0 && g_chmod (path, (about.st_mode & 07777) | S_IXUSR) == 0)
    return TRUE;
  g_debug ("An AppImage cannot be made executable: %s", g_strerror (errno));
  return FALSE;
}

void
vouch_appimage_free (VouchAppimage *appimage)
{
  g_free (appimage->path);
  g_free (appimage);
}
