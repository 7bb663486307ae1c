/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchVerifyPage:
 *
 * This computer is not verified yet. The user chooses another device, the recovery key, or neither.
 */
#define VOUCH_TYPE_VERIFY_PAGE (vouch_verify_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchVerifyPage, vouch_verify_page, VOUCH, VERIFY_PAGE, VouchPage)

G_END_DECLS
