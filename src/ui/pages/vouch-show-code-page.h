/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchShowCodePage:
 *
 * Shows the code of this computer, which the other device scans, as large as the window allows.
 */
#define VOUCH_TYPE_SHOW_CODE_PAGE (vouch_show_code_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchShowCodePage, vouch_show_code_page, VOUCH, SHOW_CODE_PAGE,
                      VouchVerificationPage)

G_END_DECLS
