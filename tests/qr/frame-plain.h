/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-code.h"

G_BEGIN_DECLS

/* A code as a screenshot of our window has it: whole pixels a module, straight, with its border.
 * Returns: (transfer full): @side rows of @side pixels */
guint8 *frame_draw_code (VouchQrCode *code,
                         guint        module,
                         gboolean     inverted,
                         guint       *side);

G_END_DECLS
