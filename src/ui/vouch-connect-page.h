/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-finder.h"
#include "vouch-known-servers.h"
#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchConnectPage:
 *
 * Which Beeper: those found on this computer, or an address by hand. Looks again every few seconds
 * while it is on screen, so that a Beeper that is started now appears.
 *
 * Properties, construct only: "finder", "known" (nullable: nothing was used before), "automatic"
 * (connect without a click where there is no choice: an address that was given or used last, or the
 * only Beeper there is).
 */
#define VOUCH_TYPE_CONNECT_PAGE (vouch_connect_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnectPage, vouch_connect_page, VOUCH, CONNECT_PAGE, VouchPage)

VouchPage *vouch_connect_page_new         (VouchSetup        *setup,
                                           VouchFinder       *finder,
                                           VouchKnownServers *known,
                                           gboolean           automatic);
/* As if the person had typed it. */
void       vouch_connect_page_use_address (VouchConnectPage  *self,
                                           const char        *address);

G_END_DECLS
