/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchSaveKeyPage:
 *
 * Shows the new recovery key once, and offers ways to save it.
 */
#define VOUCH_TYPE_SAVE_KEY_PAGE (vouch_save_key_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchSaveKeyPage, vouch_save_key_page, VOUCH, SAVE_KEY_PAGE, VouchPage)

G_END_DECLS
