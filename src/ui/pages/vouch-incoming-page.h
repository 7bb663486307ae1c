/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchIncomingPage:
 *
 * Another device asks to be verified.
 */
#define VOUCH_TYPE_INCOMING_PAGE (vouch_incoming_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchIncomingPage, vouch_incoming_page, VOUCH, INCOMING_PAGE,
                      VouchVerificationPage)

G_END_DECLS
