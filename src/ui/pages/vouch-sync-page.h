/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchSyncPage:
 *
 * Beeper loads the messages. Shows a checklist and for how long Vouch has been watching.
 */
#define VOUCH_TYPE_SYNC_PAGE (vouch_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchSyncPage, vouch_sync_page, VOUCH, SYNC_PAGE, VouchPage)

G_END_DECLS
