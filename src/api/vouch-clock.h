/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Time that goes on while the computer sleeps, as it does for the phone and for the person.
 * g_get_monotonic_time() and GLib's timers stand still then: those are for what sleeps, too. */

/* Microseconds since the computer was started. Any thread. */
gint64 vouch_clock_get_time    (void);
/* As g_timeout_add(), but a sleep counts: what would have been due in it is due after it. */
guint  vouch_clock_add_timeout (guint       milliseconds,
                                GSourceFunc function,
                                gpointer    user_data);
/* Calls @function each time the computer wakes or its clock is set. Costs nothing in between. */
guint  vouch_clock_add_jump    (GSourceFunc function,
                                gpointer    user_data);

G_END_DECLS
