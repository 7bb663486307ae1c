/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

/* The appearance of a code that is seen and cannot be read. */
typedef struct {
  float module;     /* its size in the frame, in pixels */
  float light;      /* greys of its light and dark modules */
  float dark;
  float washed;     /* share of it in which no modules are seen for brightness */
  float widest;     /* deviation of its blur in modules, where that is largest */
  float narrowest;  /* and across that direction */
} VouchQrSight;

void        vouch_qr_sight_measure  (VouchQrSight       *self,
                                     const VouchQrImage *straight,
                                     int                 border);
VouchQrHint vouch_qr_hint_for_sight (const VouchQrSight *sight);

G_END_DECLS
