/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pure but for the clock. Any thread.
 *
 * @start: a vouch_clock_get_time(); 0: not started
 * @seconds: the length of the countdown
 * Returns: the time left in microseconds; 0 if it is over or not started */
gint64  vouch_countdown_get_left (gint64      start,
                                  guint       seconds);
/* Replaces "{time}" in @text by the time left ("9:05"). Rounds up, so that 0:00 is shown only at
 * the end. Pure.
 *
 * @left: in microseconds
 * Returns: (transfer full) */
char   *vouch_countdown_say      (const char *text,
                                  gint64      left);

G_END_DECLS
