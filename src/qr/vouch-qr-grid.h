/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-layout.h"
#include "vouch-qr-straighten.h"

G_BEGIN_DECLS

/* The number of knots along each side of the net that describes a bend. */
#define VOUCH_QR_BEND_KNOTS 9

/* The modules of a straightened code, each a brightness that may still contain light of its
 * neighbours. */
typedef struct {
  VouchQrLayout    layout;
  VouchQrTransform transform;  /* from modules to the straightened picture */
  float            bend[VOUCH_QR_BEND_KNOTS][VOUCH_QR_BEND_KNOTS][2];  /* added to it: pixels */
  float            match;      /* correlation of the known patterns: -1 to 1 */
  float            values[VOUCH_QR_WIDTH_MAX * VOUCH_QR_WIDTH_MAX];    /* 0: as light as dark */
  float            contrast[VOUCH_QR_WIDTH_MAX * VOUCH_QR_WIDTH_MAX];  /* around each: 0 to 1 */
  gboolean         saturated[VOUCH_QR_WIDTH_MAX * VOUCH_QR_WIDTH_MAX]; /* as light as can be told */
} VouchQrGrid;

float    vouch_qr_grid_glance        (const VouchQrLayout    *layout,
                                      const VouchQrImage     *image,
                                      const VouchQrTransform *transform,
                                      gboolean                inverted);
void     vouch_qr_grid_fit           (VouchQrGrid            *self,
                                      const VouchQrImage     *straight,
                                      float                   module,
                                      float                   border);
void     vouch_qr_grid_sample        (VouchQrGrid            *self,
                                      const VouchQrImage     *straight);
gboolean vouch_qr_grid_is_washed     (const VouchQrGrid      *self);
void     vouch_qr_grid_sample_washed (VouchQrGrid            *self,
                                      const VouchQrImage     *straight);
void     vouch_qr_grid_balance       (VouchQrGrid            *self);
void     vouch_qr_grid_draw          (const VouchQrGrid      *self,
                                      VouchQrImage           *image);
void     vouch_qr_grid_average       (const float            *field,
                                      int                     width,
                                      int                     radius,
                                      float                  *means);

G_END_DECLS
