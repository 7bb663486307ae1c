/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-beeper-process.h"
#include "vouch-finder.h"

G_BEGIN_DECLS

/* What the search for Beepers has brought so far, in words.
 * @searched: one search has ended
 * @waiting: Beeper was opened, and has still time to answer
 * @process: which Beeper runs here without answering
 *
 * Returns: (transfer full) */
char *vouch_search_text (VouchFinder        *finder,
                         gboolean            searched,
                         gboolean            waiting,
                         VouchBeeperProcess  process);

G_END_DECLS
