/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchConfirmScanPage:
 *
 * The other device has scanned the code of this computer. The user confirms that the other device
 * shows success.
 */
#define VOUCH_TYPE_CONFIRM_SCAN_PAGE (vouch_confirm_scan_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchConfirmScanPage, vouch_confirm_scan_page, VOUCH, CONFIRM_SCAN_PAGE,
                      VouchVerificationPage)

G_END_DECLS
