/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The last log messages of this run, for the problem report: Vouch's own messages of every level,
 * printed or not. Log messages contain no secrets. Any thread, unless said otherwise. */
#define VOUCH_JOURNAL_LENGTH 50

/* Sets the log writer. To be called once, before any thread logs. Messages are also passed to
 * g_log_writer_default(). */
void  vouch_journal_start (void);
/* Formats the messages, the oldest first: one line each, with its age in seconds.
 *
 * Returns: (transfer full) */
char *vouch_journal_format (void);

G_END_DECLS
