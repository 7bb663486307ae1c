/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The Beeper that this user runs. */
typedef enum {
  VOUCH_BEEPER_PROCESS_UNKNOWN,   /* a sandbox or the system hides the processes */
  VOUCH_BEEPER_PROCESS_NONE,
  VOUCH_BEEPER_PROCESS_DESKTOP,
  VOUCH_BEEPER_PROCESS_SERVER,
} VouchBeeperProcess;

/* Looks for the process of Beeper by its name (api.md 4). Reads only the names of this user's
 * processes, and neither keeps nor logs them. Takes milliseconds for hundreds of processes. Any
 * thread; blocks.
 *
 * @folder: "/proc" but in tests */
VouchBeeperProcess vouch_beeper_process_look        (const char           *folder);
/* As vouch_beeper_process_look() for "/proc", in a thread. Does not fail. The main thread only. */
void               vouch_beeper_process_look_async  (GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
VouchBeeperProcess vouch_beeper_process_look_finish (GAsyncResult         *result);

G_END_DECLS
