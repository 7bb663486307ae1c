/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lets the computer sleep for @seconds and wake up. */
void fake_clock_sleep   (guint seconds);
/* Lets @seconds pass with the computer awake: timers that are due within that time are due now. */
void fake_clock_advance (guint seconds);

G_END_DECLS
