/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-code.h"
#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* Returns: (transfer full): a code with a payload like Beeper's */
VouchQrCode *frame_make_code    (guint              seed);
int          frame_get_version  (VouchQrCode       *code);
/* Returns: the number of data modules that differ between the grid and the code */
int          frame_count_errors (const VouchQrGrid *grid,
                                 VouchQrCode       *code);
/* Draws a code like a screenshot of a Vouch window: whole pixels a module, straight, with its
 * border.
 * Returns: (transfer full): @side rows of @side pixels */
guint8      *frame_draw_code    (VouchQrCode       *code,
                                 guint              module,
                                 gboolean           inverted,
                                 guint             *side);

G_END_DECLS
