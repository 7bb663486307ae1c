/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/**
 * VouchPracticeAutoPhone:
 *
 * Somebody patient at the phone: accepts what the computer asks, shows the phone's code, says that
 * the emoji match once the computer has said so, and confirms that the computer scanned.
 */
#define VOUCH_TYPE_PRACTICE_AUTO_PHONE (vouch_practice_auto_phone_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeAutoPhone, vouch_practice_auto_phone,
                      VOUCH, PRACTICE_AUTO_PHONE, GObject)

VouchPracticeAutoPhone *vouch_practice_auto_phone_new (VouchPracticeAccount *account);

G_END_DECLS
