/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-practice-server.h"

G_BEGIN_DECLS

/**
 * VouchPracticePhone:
 *
 * The phone beside the pages in practice: the other device, the email with the code, and the drawer
 * "Try This". It has no state of its own but what the user has put away; it shows the state of the
 * account.
 *
 * Properties: "server" (construct only: the account is its), "computer" (GtkWidget, construct only:
 * what its camera sees).
 */
#define VOUCH_TYPE_PRACTICE_PHONE (vouch_practice_phone_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticePhone, vouch_practice_phone, VOUCH, PRACTICE_PHONE, AdwBin)

GtkWidget *vouch_practice_phone_new (VouchPracticeServer *server,
                                     GtkWidget           *computer);

G_END_DECLS
