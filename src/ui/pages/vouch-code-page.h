/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchCodePage:
 *
 * Asks for the code of the mail. Offers to send another mail when that can help.
 */
#define VOUCH_TYPE_CODE_PAGE (vouch_code_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchCodePage, vouch_code_page, VOUCH, CODE_PAGE, VouchPage)

G_END_DECLS
