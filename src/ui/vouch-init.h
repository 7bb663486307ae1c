/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Begins the journal, and makes templates and style sheet known to GTK: a resource inside a static
 * library does not register itself. Once, before anything is logged and before the first window. */
void vouch_init (void);
