/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchResetPage:
 *
 * Asks for consent before a new recovery key is created. No request is sent before that.
 */
#define VOUCH_TYPE_RESET_PAGE (vouch_reset_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchResetPage, vouch_reset_page, VOUCH, RESET_PAGE, VouchPage)

G_END_DECLS
