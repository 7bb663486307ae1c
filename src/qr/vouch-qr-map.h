/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"

G_BEGIN_DECLS

/* A difference map: how much lighter or darker each pixel is than its surroundings. Edges lie where
 * it crosses zero, whatever the light. */
typedef struct {
  int      width;
  int      height;
  int      threshold;     /* a pixel within it of its surroundings is neither light nor dark */
  gint16  *differences;   /* owned: rows touch */
  guint8  *signs;         /* owned: a VouchQrSign each */
  gsize    capacity;
  guint16 *blocks;        /* owned: of 4 × 4 pixels: their sum */
  guint16 *means;         /* owned: of the blocks around each block, in the same unit */
  guint32 *sums;          /* owned: of columns of blocks */
  guint16 *row;           /* owned */
  gsize    block_capacity;
} VouchQrMap;

typedef enum {
  VOUCH_QR_SIGN_NEITHER,
  VOUCH_QR_SIGN_LIGHT,
  VOUCH_QR_SIGN_DARK,
} VouchQrSign;

void vouch_qr_map_compute (VouchQrMap         *self,
                           const VouchQrImage *image,
                           int                 radius,
                           int                 threshold);
void vouch_qr_map_clear   (VouchQrMap         *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchQrMap, vouch_qr_map_clear)

G_END_DECLS
