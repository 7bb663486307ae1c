/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchScanPage:
 *
 * Reads the code of the other device with the camera or from a picture. Submits the first code that
 * belongs to the active verification, once. Explains every other code.
 */
#define VOUCH_TYPE_SCAN_PAGE (vouch_scan_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchScanPage, vouch_scan_page, VOUCH, SCAN_PAGE, VouchVerificationPage)

G_END_DECLS
