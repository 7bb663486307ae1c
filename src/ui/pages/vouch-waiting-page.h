/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchWaitingPage:
 *
 * A request was sent to the other device, and it has not answered yet.
 */
#define VOUCH_TYPE_WAITING_PAGE (vouch_waiting_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchWaitingPage, vouch_waiting_page, VOUCH, WAITING_PAGE,
                      VouchVerificationPage)

G_END_DECLS
