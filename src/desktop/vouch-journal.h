/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The last events of this run, for the problem report: what our own log messages of every level
 * said, whether or not they are printed. Log messages hold no secrets, so neither does this. */
#define VOUCH_JOURNAL_LENGTH 50

/* Takes over the log writer; once, before any thread logs. Messages go on to the usual place. */
void  vouch_journal_start (void);
/* Oldest first, a line each with its age in seconds. Returns: (transfer full) */
char *vouch_journal_format (void);

G_END_DECLS
