/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which Beeper runs here, by the processes of this user. */
typedef enum {
  VOUCH_BEEPER_PROCESS_UNKNOWN,   /* a sandbox or another system hides the processes */
  VOUCH_BEEPER_PROCESS_NONE,
  VOUCH_BEEPER_PROCESS_DESKTOP,
  VOUCH_BEEPER_PROCESS_SERVER,
} VouchBeeperProcess;

/* Reads the names of this user's own processes, and nothing else of them; keeps and logs none.
 * Takes milliseconds where there are hundreds.
 *
 * @folder: /proc */
VouchBeeperProcess vouch_beeper_process_look        (const char           *folder);
/* The same on a thread of its own, for /proc. */
void               vouch_beeper_process_look_async  (GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
VouchBeeperProcess vouch_beeper_process_look_finish (GAsyncResult         *result);

G_END_DECLS
