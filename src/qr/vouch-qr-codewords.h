/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* Repairs what a reflection has washed out: the bytes that a code's modules stand for, of which
 * those that are seen worst are taken for lost. */
gboolean vouch_qr_codewords_repair (VouchQrGrid *grid);

G_END_DECLS
