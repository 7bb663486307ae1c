/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchEmailPage:
 *
 * Asks for the address to which the sign-in code is sent.
 */
#define VOUCH_TYPE_EMAIL_PAGE (vouch_email_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchEmailPage, vouch_email_page, VOUCH, EMAIL_PAGE, VouchPage)

G_END_DECLS
