/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"

G_BEGIN_DECLS

#define VOUCH_QR_PYRAMID_LEVELS 6

/* A frame and its halves, each made when it is first asked for. */
typedef struct {
  VouchQrImage levels[VOUCH_QR_PYRAMID_LEVELS];  /* owned, but for the first, which is a view */
  int          n_made;
} VouchQrPyramid;

void                vouch_qr_pyramid_set_frame (VouchQrPyramid     *self,
                                                const VouchQrImage *frame);
const VouchQrImage *vouch_qr_pyramid_get_level (VouchQrPyramid     *self,
                                                int                 level);
void                vouch_qr_pyramid_clear     (VouchQrPyramid     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchQrPyramid, vouch_qr_pyramid_clear)

G_END_DECLS
