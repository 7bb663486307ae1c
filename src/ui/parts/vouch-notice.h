/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchNotice:
 *
 * A sentence in the page about a problem, with at most one button. Invisible without a text. It can
 * take the focus, so that a screen reader reads it.
 *
 * Properties: "text" (plain), "button-label" (with mnemonic), "action-name" (of the button; without
 * it there is none).
 */
#define VOUCH_TYPE_NOTICE (vouch_notice_get_type ())
G_DECLARE_FINAL_TYPE (VouchNotice, vouch_notice, VOUCH, NOTICE, AdwBin)

const char *vouch_notice_get_text   (VouchNotice *self);
void        vouch_notice_set_text   (VouchNotice *self,
                                     const char  *text);
/* @label, @action_name: (nullable) */
void        vouch_notice_set_button (VouchNotice *self,
                                     const char  *label,
                                     const char  *action_name);
/* Shows the button as what is pressed next. */
void        vouch_notice_suggest_button (VouchNotice *self);

G_END_DECLS
