/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Begins the journal, and registers the templates and the style sheet: a GResource in a static
 * library does not register itself. To be called once, before anything is logged and before the
 * first window. */
void vouch_init (void);
