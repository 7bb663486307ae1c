/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/* In the place of an icon: the check mark that draws itself */
#define VOUCH_PRACTICE_PHONE_TICK "tick"

/* Returns: the text of the screen in a state, translated and static. "{computer}" in it is replaced
 * by the name of the computer. */
typedef struct {
  const char *icon_name;
  const char *title;
  const char *text;
} VouchPracticePhoneText;

void vouch_practice_phone_text_look_up (VouchPracticePhoneText *text,
                                        VouchPhoneState         state);

G_END_DECLS
