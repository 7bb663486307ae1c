/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-code.h"
#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* Returns: (transfer full): the code of a payload as Beeper's are */
VouchQrCode *frame_make_code    (guint              seed);
int          frame_get_version  (VouchQrCode       *code);
/* How many modules of data have another value in the grid than in the code. */
int          frame_count_errors (const VouchQrGrid *grid,
                                 VouchQrCode       *code);
/* A code as a screenshot of our window has it: whole pixels a module, straight, with its border.
 * Returns: (transfer full): @side rows of @side pixels */
guint8      *frame_draw_code    (VouchQrCode       *code,
                                 guint              module,
                                 gboolean           inverted,
                                 guint             *side);

G_END_DECLS
