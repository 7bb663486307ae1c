/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A grey picture. Its buffer stays when it is resized, so that a stream of frames allocates once.
 * A view borrows somebody else's pixels and must not be resized or written to. */
typedef struct {
  guint8 *pixels;    /* owned, unless capacity is 0 */
  gsize   stride;    /* bytes from one row to the next */
  int     width;
  int     height;
  gsize   capacity;
} VouchQrImage;

void vouch_qr_image_init_view (VouchQrImage       *self,
                               const guint8       *pixels,
                               int                 width,
                               int                 height,
                               gsize               stride);
void vouch_qr_image_resize    (VouchQrImage       *self,
                               int                 width,
                               int                 height);
void vouch_qr_image_clear     (VouchQrImage       *self);

/* Each of these writes into @self what becomes of @source, which must be another picture. */
void vouch_qr_image_copy      (VouchQrImage       *self,
                               const VouchQrImage *source);
void vouch_qr_image_halve     (VouchQrImage       *self,
                               const VouchQrImage *source);
void vouch_qr_image_blur      (VouchQrImage       *self,
                               const VouchQrImage *source);
void vouch_qr_image_mean      (VouchQrImage       *self,
                               const VouchQrImage *source,
                               int                 radius);
void vouch_qr_image_threshold (VouchQrImage       *self,
                               const VouchQrImage *source,
                               int                 radius);
void vouch_qr_image_sharpen   (VouchQrImage       *self,
                               const VouchQrImage *source,
                               int                 radius,
                               int                 quarters);
void vouch_qr_image_level     (VouchQrImage       *self,
                               const VouchQrImage *source,
                               int                 radius,
                               int                 quarters);

static inline const guint8 *
vouch_qr_image_row (const VouchQrImage *self,
                    int                 y)
{
  return self->pixels + (gsize) y * self->stride;
}

static inline guint8 *
vouch_qr_image_row_for_writing (VouchQrImage *self,
                                int           y)
{
  return self->pixels + (gsize) y * self->stride;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchQrImage, vouch_qr_image_clear)

G_END_DECLS
