/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds Beeper's AppImage in the folders where users keep such files. These functions use the file
 * system: not for the main thread, unless they are pure. */

/* An AppImage that was found. */
typedef struct {
  char     *path;         /* in the encoding of file names */
  gint64    modified;     /* Unix time in seconds */
  gboolean  executable;
} VouchAppimage;

/* Returns: whether a file of this name is Beeper's AppImage. Pure. */
gboolean       vouch_appimage_is_beeper (const char          *name);
/* Returns: whether the file is an AppImage of any program (type 1 or 2) */
gboolean       vouch_appimage_has_magic (const char          *path);
/* Returns: FALSE: the file is empty, or an AppImage that is shorter than its headers say, because
 *   it is still being downloaded. TRUE where the headers do not tell. */
gboolean       vouch_appimage_is_whole  (const char          *path);
/* Compares the versions in two file names. Pure.
 *
 * Returns: less than, equal to or greater than 0, as strcmp() does */
int            vouch_appimage_compare   (const char          *a,
                                         const char          *b);
/* Finds the best AppImage of Beeper. An executable one comes first, then the newest version, then
 * the newest file. A file that is not whole is ignored.
 *
 * @folders: NULL-terminated; subfolders are not searched
 * @cancellable: (nullable)
 * Returns: (transfer full) (nullable) */
VouchAppimage *vouch_appimage_find      (const char * const  *folders,
                                         GCancellable        *cancellable);
/* Returns: (transfer full): the folder in which browsers save files. It may not exist. */
char          *vouch_appimage_downloads (void);
/* Returns: (transfer full): the folders for vouch_appimage_find(), NULL-terminated */
char         **vouch_appimage_folders   (void);
/* Makes the file executable for its owner. Only after the user's consent.
 *
 * Returns: whether the mode was changed */
gboolean       vouch_appimage_allow     (const char          *path);

void           vouch_appimage_free      (VouchAppimage       *appimage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchAppimage, vouch_appimage_free)

G_END_DECLS
