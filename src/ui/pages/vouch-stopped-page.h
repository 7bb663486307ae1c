/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification-page.h"

G_BEGIN_DECLS

/**
 * VouchStoppedPage:
 *
 * A verification has ended without success. Shows the reason.
 */
#define VOUCH_TYPE_STOPPED_PAGE (vouch_stopped_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchStoppedPage, vouch_stopped_page, VOUCH, STOPPED_PAGE,
                      VouchVerificationPage)

G_END_DECLS
