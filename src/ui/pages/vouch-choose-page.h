/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchChoosePage:
 *
 * Both devices have accepted, and this computer has no code to show. The user chooses a method.
 */
#define VOUCH_TYPE_CHOOSE_PAGE (vouch_choose_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchChoosePage, vouch_choose_page, VOUCH, CHOOSE_PAGE, VouchVerificationPage)

G_END_DECLS
