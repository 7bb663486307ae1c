/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchWelcomePage:
 *
 * What is ahead, and what to have ready: once, before the first step. Beeper is looked for
 * meanwhile.
 */
#define VOUCH_TYPE_WELCOME_PAGE (vouch_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchWelcomePage, vouch_welcome_page, VOUCH, WELCOME_PAGE, VouchPage)

G_END_DECLS
