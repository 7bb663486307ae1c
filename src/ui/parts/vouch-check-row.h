/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchCheckRow:
 *
 * A row of a checklist. A sign shows whether the item is done, and a screen reader reads it as
 * words.
 *
 * Properties: "done", "working" (it is being done now). Title, subtitle and suffixes are those of
 * AdwActionRow.
 */
#define VOUCH_TYPE_CHECK_ROW (vouch_check_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchCheckRow, vouch_check_row, VOUCH, CHECK_ROW, AdwActionRow)

G_END_DECLS
