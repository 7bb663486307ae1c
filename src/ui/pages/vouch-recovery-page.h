/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchRecoveryPage:
 *
 * Takes the recovery key by typing, pasting, scanning or from a file. Shows advice about the key,
 * which never blocks.
 */
#define VOUCH_TYPE_RECOVERY_PAGE (vouch_recovery_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchRecoveryPage, vouch_recovery_page, VOUCH, RECOVERY_PAGE, VouchPage)

G_END_DECLS
