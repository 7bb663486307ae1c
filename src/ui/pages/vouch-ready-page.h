/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchReadyPage:
 *
 * The set-up is complete. Shows the account, a checklist, and what else can be done.
 */
#define VOUCH_TYPE_READY_PAGE (vouch_ready_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchReadyPage, vouch_ready_page, VOUCH, READY_PAGE, VouchPage)

G_END_DECLS
