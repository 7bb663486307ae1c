/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds Beeper among the installed programs, and starts it. */

/* Beeper as it is installed here. */
typedef struct {
  GAppInfo *info;       /* owned: starts it; NULL when it is an AppImage that may not run */
  char     *appimage;   /* owned: where the AppImage is; NULL when it is none */
  char     *exposed;    /* owned: its file that other users of this computer can change, or NULL */
} VouchBeeperProgram;

/* Looks for a desktop file by its id and window class, then for an AppImage, then at the paths
 * where Beeper is put by hand. Reads files, so it works on a thread of its own.
 * @allow: (nullable): an AppImage that the person allows to run: made executable first. */
void                vouch_beeper_launcher_find_async  (const char           *allow,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
/* Returns: (transfer full) (nullable): NULL when Beeper is not installed. */
VouchBeeperProgram *vouch_beeper_launcher_find_finish (GAsyncResult         *result,
                                                       GError              **error);
/* Whether a desktop file of this id, with this StartupWMClass (nullable), is Beeper's. Pure. */
gboolean            vouch_beeper_launcher_is_beeper   (const char           *id,
                                                       const char           *window_class);
/* Beeper Desktop where it is put by hand; never a command-line tool of that name.
 * @root: "". Returns: (transfer full) (nullable) */
char               *vouch_beeper_launcher_find_path   (const char           *root);
/* What starts exactly this file, whatever bytes its name is made of. */
GAppInfo           *vouch_beeper_launcher_wrap        (const char           *path,
                                                       GError              **error);

/* Starts it without a shell, apart from us: it outlives Vouch and shares no file with it.
 * @context: (nullable)
 * @pid: (out): the child, which the caller has to reap; 0 when the session bus started it. */
gboolean            vouch_beeper_launcher_launch      (GAppInfo             *info,
                                                       GAppLaunchContext    *context,
                                                       GPid                 *pid,
                                                       GError              **error);

void                vouch_beeper_program_free         (VouchBeeperProgram   *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchBeeperProgram, vouch_beeper_program_free)

G_END_DECLS
