/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchPreparingPage:
 *
 * Beeper is starting, or is in a state that Vouch does not know. The user waits.
 */
#define VOUCH_TYPE_PREPARING_PAGE (vouch_preparing_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchPreparingPage, vouch_preparing_page, VOUCH, PREPARING_PAGE, VouchPage)

G_END_DECLS
