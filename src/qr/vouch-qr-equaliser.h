/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* Takes out of each module what blur has brought into it from its neighbours. */
void vouch_qr_equalise (VouchQrGrid *grid);

G_END_DECLS
