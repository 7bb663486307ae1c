/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"
#include "vouch-qr-triple.h"

G_BEGIN_DECLS

/* A homography from modules of a code, its upper left outer corner at 0, 0, to a picture. */
typedef struct {
  float rows[3][3];
} VouchQrTransform;

VouchQrTransform vouch_qr_transform_from_triple (const VouchQrTriple    *triple,
                                                 float                   width);
gboolean         vouch_qr_transform_from_points (VouchQrTransform       *self,
                                                 const float             modules[4][2],
                                                 const float             pixels[4][2]);
VouchQrTransform vouch_qr_transform_scale       (const VouchQrTransform *self,
                                                 float                   factor);
void             vouch_qr_transform_apply       (const VouchQrTransform *self,
                                                 float                   column,
                                                 float                   row,
                                                 float                  *x,
                                                 float                  *y);
void             vouch_qr_straighten            (VouchQrImage           *straight,
                                                 const VouchQrImage     *source,
                                                 const VouchQrTransform *transform,
                                                 float                   width,
                                                 float                   module,
                                                 float                   border,
                                                 gboolean                inverted);

G_END_DECLS
