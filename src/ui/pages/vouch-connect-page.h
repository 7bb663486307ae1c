/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchConnectPage:
 *
 * Lists the Beepers that were found, and takes an address. While the page is on screen it searches
 * every few seconds, so that a Beeper that was started appears.
 */
#define VOUCH_TYPE_CONNECT_PAGE (vouch_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnectPage, vouch_connect_page, VOUCH, CONNECT_PAGE, VouchPage)

G_END_DECLS
