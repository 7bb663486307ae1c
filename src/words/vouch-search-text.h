/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-beeper-process.h"
#include "vouch-finder.h"

G_BEGIN_DECLS

/* Describes the state of the search for Beepers.
 *
 * @searched: one search has ended
 * @waiting: Beeper was opened, and still has time to answer
 * @process: the Beeper that runs on this computer
 * Returns: (transfer full): translated plain text */
char *vouch_search_text (VouchFinder        *finder,
                         gboolean            searched,
                         gboolean            waiting,
                         VouchBeeperProcess  process);

G_END_DECLS
