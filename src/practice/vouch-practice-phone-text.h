/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/* What the phone's screen says in a state. Translated and static; "{computer}" in the text
 * stands for what the computer calls itself. */
typedef struct {
  const char *icon_name;
  const char *title;
  const char *text;
} VouchPracticePhoneText;

void vouch_practice_phone_text_look_up (VouchPracticePhoneText *text,
                                        VouchPhoneState         state);

G_END_DECLS
