/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchFinishingPage:
 *
 * This computer has confirmed, and waits for the other device.
 */
#define VOUCH_TYPE_FINISHING_PAGE (vouch_finishing_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchFinishingPage, vouch_finishing_page, VOUCH, FINISHING_PAGE,
                      VouchVerificationPage)

G_END_DECLS
