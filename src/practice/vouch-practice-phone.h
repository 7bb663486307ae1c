/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/**
 * VouchPracticePhone:
 *
 * The second window of practice: the other device, and the mail with the code. It has no state of
 * its own; it shows the state of the account.
 *
 * Properties: "account" (construct only), "computer" (GtkWidget, construct only: the window that
 * its camera sees).
 */
#define VOUCH_TYPE_PRACTICE_PHONE (vouch_practice_phone_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticePhone, vouch_practice_phone, VOUCH, PRACTICE_PHONE, AdwWindow)

GtkWidget *vouch_practice_phone_new (VouchPracticeAccount *account,
                                     GtkWidget            *computer);

G_END_DECLS
