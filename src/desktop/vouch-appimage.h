/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds Beeper's AppImage where people keep such files. Reads folders: not for the main thread. */

/* One that was found. */
typedef struct {
  char     *path;         /* as the file system has it: any bytes */
  gint64    modified;     /* Unix time */
  gboolean  executable;
} VouchAppimage;

/* Whether a file of this name is Beeper's AppImage. Pure. */
gboolean       vouch_appimage_is_beeper (const char          *name);
/* Whether the file itself says that it is an AppImage, of whatever (type 1 and 2). */
gboolean       vouch_appimage_has_magic (const char          *path);
/* Less than, equal to or greater than 0: which of two names has the newer version. Pure. */
int            vouch_appimage_compare   (const char          *a,
                                         const char          *b);
/* The best one in these folders, not below them: one that may run before one that may not, then the
 * newest version, then the newest file.
 *
 * Returns: (transfer full) (nullable) */
VouchAppimage *vouch_appimage_find      (const char * const  *folders,
                                         GCancellable        *cancellable);
/* The folders to look into. Returns: (transfer full) */
char         **vouch_appimage_folders   (void);
/* Lets the file run, as its owner could with the file manager. Only after consent. */
gboolean       vouch_appimage_allow     (const char          *path);

void           vouch_appimage_free      (VouchAppimage       *appimage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchAppimage, vouch_appimage_free)

G_END_DECLS
