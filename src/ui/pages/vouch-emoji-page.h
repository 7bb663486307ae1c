/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchEmojiPage:
 *
 * Shows seven emoji and three numbers, which the user compares with those on the other device.
 */
#define VOUCH_TYPE_EMOJI_PAGE (vouch_emoji_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchEmojiPage, vouch_emoji_page, VOUCH, EMOJI_PAGE, VouchVerificationPage)

G_END_DECLS
