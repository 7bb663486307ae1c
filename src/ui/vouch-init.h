/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Makes templates and style sheet known to GTK, once, before the first window: a resource inside a
 * static library does not register itself. */
void vouch_init (void);
