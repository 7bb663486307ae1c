/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchNothingThere:
 *
 * The button "Nothing There?" (win.first-aid) of a page that waits for another device or for
 * Beeper. It is revealed after 20 s on screen without news.
 *
 * Property: "setup" (VouchSetup, nullable), to be set once: without it the button never comes.
 */
#define VOUCH_TYPE_NOTHING_THERE (vouch_nothing_there_get_type ())
G_DECLARE_FINAL_TYPE (VouchNothingThere, vouch_nothing_there, VOUCH, NOTHING_THERE, AdwBin)

GtkWidget *vouch_nothing_there_new     (void);
/* There is news: the button goes, and the time begins again. */
void       vouch_nothing_there_restart (VouchNothingThere *self);

G_END_DECLS
