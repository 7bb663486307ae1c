/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs the main loop until its next sleep would last between @at_least and @at_most milliseconds if
 * nothing happened; G_MAXINT: without end. Fails the test if there is no such sleep, because a
 * source wakes the loop more often, or none does. */
void next_turn_wait (int at_least,
                     int at_most);

G_END_DECLS
