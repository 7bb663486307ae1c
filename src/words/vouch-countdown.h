/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Microseconds until @seconds after @start (vouch_clock_get_time()) have passed; never less than
 * 0, and 0 when @start is 0, which means that it has not begun. */
gint64  vouch_countdown_get_left (gint64      start,
                                  guint       seconds);
/* @text with "{time}" replaced by the time left ("9:05"). Parts of a second count as a whole
 * one, so that it never says 0:00 while time is left. */
char   *vouch_countdown_say      (const char *text,
                                  gint64      left);

G_END_DECLS
