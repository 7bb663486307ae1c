/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-grid.h"

G_BEGIN_DECLS

void vouch_qr_bend_follow (VouchQrGrid        *grid,
                           const VouchQrImage *straight,
                           float               module);

G_END_DECLS
