/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-grid.h"

G_BEGIN_DECLS

/* The blur of a module: its deviation in modules, in the direction in which it is largest, and
 * across. */
typedef struct {
  float widest;
  float narrowest;
} VouchQrBlur;

/* Removes from each module the light of its neighbours. */
void vouch_qr_equalise (VouchQrGrid *grid,
                        VouchQrBlur *blur);

G_END_DECLS
