/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A clock that goes on while the computer sleeps. g_get_monotonic_time() and the timers of GLib
 * stand still then. */

/* Microseconds since the computer was started. Any thread. */
gint64 vouch_clock_get_time    (void);
/* As g_timeout_add(), but a sleep counts: a timer that was due during the sleep fires after it. */
guint  vouch_clock_add_timeout (guint       milliseconds,
                                GSourceFunc function,
                                gpointer    user_data);
/* Calls @function each time the computer wakes or its clock is set. Costs nothing in between. */
guint  vouch_clock_add_jump    (GSourceFunc function,
                                gpointer    user_data);

G_END_DECLS
