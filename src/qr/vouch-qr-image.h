/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The limit of a side. A coordinate is a float: with more pixels, less than 8 bits of it are left
 * for the place between two pixels. */
#define VOUCH_QR_IMAGE_SIDE_MAX 32767

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

/* Each of these writes its result into @self. @source must be another picture. */
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

/* Between four pixels; outside of the picture its outermost pixels go on. It must be at least two
 * pixels wide and high. */
static inline float
vouch_qr_image_sample (const VouchQrImage *self,
                       float               x,
                       float               y)
{
  int column, row;
  const guint8 *corner;
  float right, below;

  /* Written so that NaN becomes 0, too. */
  x = x > 0 ? MIN (x, (float) (self->width - 1)) : 0;
  y = y > 0 ? MIN (y, (float) (self->height - 1)) : 0;
  column = MIN ((int) x, self->width - 2);
  row = MIN ((int) y, self->height - 2);
  right = x - (float) column;
  below = y - (float) row;
  corner = vouch_qr_image_row (self, row) + column;
  return ((float) corner[0] * (1 - right) + (float) corner[1] * right) * (1 - below)
         + ((float) corner[self->stride] * (1 - right)
            + (float) corner[self->stride + 1] * right) * below;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchQrImage, vouch_qr_image_clear)

G_END_DECLS
