/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/**
 * VouchPracticeAutoPhone:
 *
 * Presses the buttons of the phone: accepts the request of the computer, shows the code, confirms
 * the emoji once the computer has confirmed them, and confirms the scan of the computer.
 */
#define VOUCH_TYPE_PRACTICE_AUTO_PHONE (vouch_practice_auto_phone_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeAutoPhone, vouch_practice_auto_phone,
                      VOUCH, PRACTICE_AUTO_PHONE, GObject)

VouchPracticeAutoPhone *vouch_practice_auto_phone_new (VouchPracticeAccount *account);

G_END_DECLS
