/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchChoosePage:
 *
 * Both devices have accepted. The ways to go on, of equal rank: the code of this computer, as large
 * as the window allows, if there is one (the step "show-code", else "choose"), and emoji. The user
 * takes the one that the other device offers. After half a minute without a scan emoji are
 * suggested.
 */
#define VOUCH_TYPE_CHOOSE_PAGE (vouch_choose_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchChoosePage, vouch_choose_page, VOUCH, CHOOSE_PAGE, VouchVerificationPage)

G_END_DECLS
