/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/* Builds the page of a step. Only this table knows which step has which page type.
 *
 * Returns: (transfer floating) */
VouchPage *vouch_page_table_build (VouchStep     step,
                                   VouchContext *context);

/* Two steps of one page follow each other without a new one.
 *
 * Returns: whether @page is now the page of the step */
gboolean   vouch_page_table_keep  (VouchPage    *page,
                                   VouchStep     step);

G_END_DECLS
