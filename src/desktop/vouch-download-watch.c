/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-download-watch"

#include "vouch-download-watch.h"

#include "vouch-appimage.h"

struct _VouchDownloadWatch
{
  GObject       parent_instance;

  /* owned */
  GFile        *folder;
  GFileMonitor *monitor;   /* (nullable): the folder cannot be watched */
};

G_DEFINE_FINAL_TYPE (VouchDownloadWatch, vouch_download_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_ARRIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Browsers save under another name and rename the file at the end. Other programs write under the
 * right name, and close the file at the end. A folder that did not exist may have the file already
 * when its creation is told. */
static void
on_changed (VouchDownloadWatch *self,
            GFile              *file,
            GFile              *renamed,
            GFileMonitorEvent   event)
{
  GFile *saved = event == G_FILE_MONITOR_EVENT_RENAMED ? renamed : file;
  g_autofree char *name = g_file_get_basename (saved);

  if ((event == G_FILE_MONITOR_EVENT_RENAMED || event == G_FILE_MONITOR_EVENT_MOVED_IN ||
       event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT) &&
      (vouch_appimage_is_beeper (name) || g_file_equal (saved, self->folder)))
    g_signal_emit (self, signals[SIGNAL_ARRIVED], 0);
}

static void
vouch_download_watch_finalize (GObject *object)
{
  VouchDownloadWatch *self = VOUCH_DOWNLOAD_WATCH (object);

  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->folder);
  G_OBJECT_CLASS (vouch_download_watch_parent_class)->finalize (object);
}

static void
vouch_download_watch_class_init (VouchDownloadWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_download_watch_finalize;
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_download_watch_init (VouchDownloadWatch *self)
{
  g_autofree char *path = vouch_appimage_downloads ();
  g_autoptr(GError) error = NULL;

  self->folder = g_file_new_for_path (path);
  self->monitor = g_file_monitor_directory (self->folder, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  if (self->monitor == NULL)
    g_debug ("Downloads cannot be watched: %s", error->message);
  else
    g_signal_connect_object (self->monitor, "changed",
                             G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

VouchDownloadWatch *
vouch_download_watch_new (void)
{
  return g_object_new (VOUCH_TYPE_DOWNLOAD_WATCH, NULL);
}
