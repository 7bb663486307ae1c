/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* Repairs the bytes of a code of which a reflection has hidden some: the least certain ones are
 * treated as lost. */
gboolean vouch_qr_codewords_repair (VouchQrGrid *grid);

G_END_DECLS
