/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns the main loop until it would sleep for so many milliseconds, were nothing to happen;
 * G_MAXINT: for ever. Fails the test if that does not come: something wakes it more often, or
 * never. */
void next_turn_wait (int at_least,
                     int at_most);

G_END_DECLS
