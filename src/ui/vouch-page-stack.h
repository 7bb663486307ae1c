/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchPageStack:
 *
 * Shows the page of VouchSetup's "step". It makes no decisions.
 *
 * Properties, construct only: "context", which is passed to each page.
 */
#define VOUCH_TYPE_PAGE_STACK (vouch_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (VouchPageStack, vouch_page_stack, VOUCH, PAGE_STACK, AdwBin)

VouchPageStack *vouch_page_stack_new       (VouchContext   *context);
VouchPage      *vouch_page_stack_get_page  (VouchPageStack *self);
/* Returns: when the page was shown: a vouch_clock_get_time() */
gint64          vouch_page_stack_get_since (VouchPageStack *self);

G_END_DECLS
