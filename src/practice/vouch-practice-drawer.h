/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-practice-server.h"

G_BEGIN_DECLS

/**
 * VouchPracticeDrawer:
 *
 * "Try This", on the practice phone: notes with what can be typed, and switches for what can go
 * wrong. The switches set the account and the server; what the phone itself does wrong is read from
 * here.
 *
 * Properties, construct only: "server". Read only: "silent" (the phone shows nothing of what it is
 * asked), "wrong-code" (the email has a code that does not work).
 */
#define VOUCH_TYPE_PRACTICE_DRAWER (vouch_practice_drawer_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeDrawer, vouch_practice_drawer,
                      VOUCH, PRACTICE_DRAWER, AdwBin)

GtkWidget *vouch_practice_drawer_new            (VouchPracticeServer *server);
gboolean   vouch_practice_drawer_get_silent     (VouchPracticeDrawer *self);
gboolean   vouch_practice_drawer_get_wrong_code (VouchPracticeDrawer *self);

G_END_DECLS
