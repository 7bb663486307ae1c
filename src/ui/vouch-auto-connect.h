/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-beeper-start.h"
#include "vouch-finder.h"
#include "vouch-known-servers.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchAutoConnect:
 *
 * Connects without a further click where that is meant: once, at first, to what must be used or was
 * used last, or to a single Beeper that was found; and to the Beeper that the person opened.
 *
 * Signals: "ask" (const char *address): that one is to be used, and needs the person's consent.
 */
#define VOUCH_TYPE_AUTO_CONNECT (vouch_auto_connect_get_type ())
G_DECLARE_FINAL_TYPE (VouchAutoConnect, vouch_auto_connect, VOUCH, AUTO_CONNECT, GObject)

/* @known: (nullable). @first: nobody has chosen anything yet. */
VouchAutoConnect *vouch_auto_connect_new          (VouchSetup        *setup,
                                                   VouchFinder       *finder,
                                                   VouchKnownServers *known,
                                                   gboolean           first);
/* @beeper: (nullable): the one that can be opened; NULL when the page goes. */
void              vouch_auto_connect_set_beeper   (VouchAutoConnect  *self,
                                                   VouchBeeperStart  *beeper);
/* The address that counts, (nullable): the one that must be used, or the one that was used last.
 * Returns: (transfer full) */
char             *vouch_auto_connect_dup_address  (VouchAutoConnect  *self);
/* Whether the Beeper that was opened has still time to answer. */
gboolean          vouch_auto_connect_get_waiting  (VouchAutoConnect  *self);
/* The person acts: only what is opened from now on is taken without a click. */
void              vouch_auto_connect_yield        (VouchAutoConnect  *self);
/* The person begins to go another way: not even what was opened. */
void              vouch_auto_connect_unfollow     (VouchAutoConnect  *self);
/* There is a choice: no wait any more. */
void              vouch_auto_connect_end          (VouchAutoConnect  *self);

G_END_DECLS
