/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchAuthorizePage:
 *
 * Beeper is signed in and asks for an access token.
 */
#define VOUCH_TYPE_AUTHORIZE_PAGE (vouch_authorize_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchAuthorizePage, vouch_authorize_page, VOUCH, AUTHORIZE_PAGE, VouchPage)

G_END_DECLS
