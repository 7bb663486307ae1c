/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The computer slept this long, and has just woken. */
void fake_clock_sleep   (guint seconds);
/* This much time passed with the computer awake: timers that were due in it are due now. */
void fake_clock_advance (guint seconds);

G_END_DECLS
