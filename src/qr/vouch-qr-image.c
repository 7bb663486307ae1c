/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-image"

#include "vouch-qr-image.h"

#include <string.h>

/* Grey pictures, and operations on whole pictures. Independent of QR codes. */

/**
 * vouch_qr_image_init_view:
 * @pixels: must stay valid while @self is in use
 */
void
vouch_qr_image_init_view (VouchQrImage *self,
                          const guint8 *pixels,
                          int           width,
                          int           height,
                          gsize         stride)
{
  self->pixels = (guint8 *) pixels;
  self->stride = stride;
  self->width = width;
  self->height = height;
  self->capacity = 0;
}

/**
 * vouch_qr_image_resize:
 *
 * What the pixels hold afterwards is undefined. The rows touch: the stride is the width.
 */
void
vouch_qr_image_resize (VouchQrImage *self,
                       int           width,
                       int           height)
{
  gsize size = (gsize) width * (gsize) height;

  g_assert (width > 0 && height > 0);
  g_assert (self->capacity > 0 || self->pixels == NULL);

  if (size > self->capacity)
    {
      g_free (self->pixels);
      self->pixels = g_malloc (size);
      self->capacity = size;
    }
  self->stride = (gsize) width;
  self->width = width;
  self->height = height;
}

void
vouch_qr_image_clear (VouchQrImage *self)
{
  if (self->capacity > 0)
    g_free (self->pixels);
  memset (self, 0, sizeof *self);
}

/* Four pixels become one; an odd last row or column is left out. */
void
vouch_qr_image_halve (VouchQrImage       *self,
                      const VouchQrImage *source)
{
  vouch_qr_image_resize (self, MAX (1, source->width / 2), MAX (1, source->height / 2));
  for (int y = 0; y < self->height; y++)
    {
      const guint8 *upper = vouch_qr_image_row (source, MIN (2 * y, source->height - 1));
      const guint8 *lower = vouch_qr_image_row (source, MIN (2 * y + 1, source->height - 1));
      guint8 *row = vouch_qr_image_row_for_writing (self, y);

      if (source->width == 1)
        {
          row[0] = (guint8) ((upper[0] + lower[0] + 1) / 2);
          continue;
        }
      for (int x = 0; x < self->width; x++)
        row[x] = (guint8) ((upper[2 * x] + upper[2 * x + 1]
                            + lower[2 * x] + lower[2 * x + 1] + 2) / 4);
    }
}

/* The binomial kernel 1 2 1 in both directions. */
void
vouch_qr_image_blur (VouchQrImage       *self,
                     const VouchQrImage *source)
{
  int last = source->width - 1;
  g_autofree guint16 *columns = g_new (guint16, source->width);

  vouch_qr_image_resize (self, source->width, source->height);
  for (int y = 0; y < source->height; y++)
    {
      const guint8 *above = vouch_qr_image_row (source, MAX (y - 1, 0));
      const guint8 *here = vouch_qr_image_row (source, y);
      const guint8 *below = vouch_qr_image_row (source, MIN (y + 1, source->height - 1));
      guint8 *row = vouch_qr_image_row_for_writing (self, y);

      for (int x = 0; x <= last; x++)
        columns[x] = (guint16) (above[x] + 2 * here[x] + below[x]);
      for (int x = 1; x < last; x++)
        row[x] = (guint8) ((columns[x - 1] + 2 * columns[x] + columns[x + 1] + 8) / 16);
      row[0] = (guint8) ((3 * columns[0] + columns[MIN (1, last)] + 8) / 16);
      row[last] = (guint8) ((3 * columns[last] + columns[MAX (last - 1, 0)] + 8) / 16);
    }
}

static void
add_row (guint32            *sums,
         const VouchQrImage *source,
         int                 y,
         gboolean            add)
{
  const guint8 *row = vouch_qr_image_row (source, CLAMP (y, 0, source->height - 1));

  if (add)
    for (int x = 0; x < source->width; x++)
      sums[x] += row[x];
  else
    for (int x = 0; x < source->width; x++)
      sums[x] -= row[x];
}

/* One row of means out of the sums of its columns. */
static void
average_row (guint8        *row,
             const guint32 *sums,
             int            width,
             int            radius)
{
  guint64 side = 2 * (guint64) radius + 1;
  guint64 reciprocal = ((guint64) 1 << 32) / (side * side);
  guint32 sum = 0;

  for (int x = -radius; x <= radius; x++)
    sum += sums[CLAMP (x, 0, width - 1)];
  for (int x = 0; x < width; x++)
    {
      row[x] = (guint8) ((sum * reciprocal + ((guint64) 1 << 31)) >> 32);
      sum += sums[MIN (x + radius + 1, width - 1)] - sums[MAX (x - radius, 0)];
    }
}

/**
 * vouch_qr_image_mean:
 * @radius: of a square window; beyond the edges its outermost pixels go on
 */
void
vouch_qr_image_mean (VouchQrImage       *self,
                     const VouchQrImage *source,
                     int                 radius)
{
  g_autofree guint32 *sums = g_new0 (guint32, source->width);

  vouch_qr_image_resize (self, source->width, source->height);
  for (int y = -radius; y <= radius; y++)
    add_row (sums, source, y, TRUE);
  for (int y = 0; y < source->height; y++)
    {
      average_row (vouch_qr_image_row_for_writing (self, y), sums, source->width, radius);
      add_row (sums, source, y + radius + 1, TRUE);
      add_row (sums, source, y - radius, FALSE);
    }
}

/* Black where a pixel is darker than its surroundings, white elsewhere. */
void
vouch_qr_image_threshold (VouchQrImage       *self,
                          const VouchQrImage *source,
                          int                 radius)
{
  vouch_qr_image_mean (self, source, radius);
  for (int y = 0; y < source->height; y++)
    {
      const guint8 *from = vouch_qr_image_row (source, y);
      guint8 *row = vouch_qr_image_row_for_writing (self, y);

      for (int x = 0; x < source->width; x++)
        row[x] = from[x] < row[x] ? 0 : 255;
    }
}
