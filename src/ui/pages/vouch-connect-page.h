/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchConnectPage:
 *
 * Which Beeper: those found on this computer, or an address by hand. Looks again every few seconds
 * while it is on screen, so that a Beeper that is started now appears.
 */
#define VOUCH_TYPE_CONNECT_PAGE (vouch_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnectPage, vouch_connect_page, VOUCH, CONNECT_PAGE, VouchPage)

G_END_DECLS
