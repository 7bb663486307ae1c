/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchDownloadWatch:
 *
 * Watches the folder of downloads for an AppImage of Beeper. The folder may be made later.
 *
 * Signal: "arrived": a file of that name was saved there. It may not be whole yet, see
 * vouch_appimage_is_whole(); then the signal comes again.
 */
#define VOUCH_TYPE_DOWNLOAD_WATCH (vouch_download_watch_get_type ())
G_DECLARE_FINAL_TYPE (VouchDownloadWatch, vouch_download_watch, VOUCH, DOWNLOAD_WATCH, GObject)

/* Returns: (transfer full) */
VouchDownloadWatch *vouch_download_watch_new (void);

G_END_DECLS
