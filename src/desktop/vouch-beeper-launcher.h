/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds the installed Beeper and starts it. The main thread only, unless said otherwise. */

/* The installed Beeper. */
typedef struct {
  GAppInfo *info;       /* owned (nullable): NULL: an AppImage that is not executable */
  char     *appimage;   /* owned (nullable): the path of the AppImage; NULL: not an AppImage */
  char     *exposed;    /* owned (nullable): a file that other users of this computer can change */
} VouchBeeperProgram;

/* Looks for a desktop file by its id and window class, then for an AppImage, then at the usual
 * paths (api.md 4). Works in a thread, because it reads many files.
 *
 * @allow: (nullable): an AppImage that the user allowed to run; it is made executable first
 * @cancellable: (nullable) */
void                vouch_beeper_launcher_find_async  (const char           *allow,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* Returns: (transfer full) (nullable): NULL without an error when Beeper is not installed
 *
 * Errors: G_IO_ERROR_CANCELLED only. */
VouchBeeperProgram *vouch_beeper_launcher_find_finish (GAsyncResult         *result,
                                                       GError              **error);
/* @id: (nullable): the id of the desktop file
 * @window_class: (nullable): its StartupWMClass
 * Returns: whether a desktop file is Beeper's. Pure. */
gboolean            vouch_beeper_launcher_is_beeper   (const char           *id,
                                                       const char           *window_class);
/* Finds Beeper Desktop at the usual paths. Skips command-line tools of the same name (api.md 4).
 * Any thread; blocks.
 *
 * @root: a prefix of the paths; "" but in tests
 * Returns: (transfer full) (nullable) */
char               *vouch_beeper_launcher_find_path   (const char           *root);
/* Makes a GAppInfo that starts this file. The path can contain any bytes.
 *
 * Returns: (transfer full)
 *
 * Errors: those of g_app_info_create_from_commandline(). */
GAppInfo           *vouch_beeper_launcher_wrap        (const char           *path,
                                                       GError              **error);

/* Starts Beeper without a shell. The process continues when Vouch ends, and inherits no file from
 * it.
 *
 * @info: a GDesktopAppInfo
 * @context: (nullable)
 * @pid: (out): the child, which the caller must reap; 0 when the session bus started the program
 * Returns: whether it was started
 *
 * Errors: those of g_desktop_app_info_launch_uris_as_manager(). */
gboolean            vouch_beeper_launcher_launch      (GAppInfo             *info,
                                                       GAppLaunchContext    *context,
                                                       GPid                 *pid,
                                                       GError              **error);

void                vouch_beeper_program_free         (VouchBeeperProgram   *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBeeperProgram, vouch_beeper_program_free)

G_END_DECLS
