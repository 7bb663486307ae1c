/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/* Whether the step has a page of its own. What leads to one that has none is not offered. */
gboolean   vouch_page_table_has   (VouchStep   step);
/* Builds the page of a step: the one table of which screen is which type.
 *
 * Returns: (transfer floating) */
VouchPage *vouch_page_table_build (VouchStep   step,
                                   VouchSetup *setup);

G_END_DECLS
