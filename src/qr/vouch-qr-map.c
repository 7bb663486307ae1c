/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-map"

#include "vouch-qr-map.h"

#include <string.h>

/* The local mean is taken over blocks of 4 × 4 pixels: a sixteenth of the work, and as smooth as
 * is needed. */
#define BLOCK 4

static void
reserve (VouchQrMap *self,
         gsize       size,
         gsize       n_blocks,
         gsize       row_size)
{
  if (size > self->capacity)
    {
      g_free (self->differences);
      g_free (self->signs);
      self->differences = g_new (gint16, size);
      self->signs = g_new (guint8, size);
      self->capacity = size;
    }
  if (n_blocks + row_size > self->block_capacity)
    {
      self->block_capacity = n_blocks + row_size;
      g_free (self->blocks);
      g_free (self->means);
      g_free (self->sums);
      g_free (self->row);
      self->blocks = g_new (guint16, self->block_capacity);
      self->means = g_new (guint16, self->block_capacity);
      self->sums = g_new (guint32, self->block_capacity);
      self->row = g_new (guint16, self->block_capacity);
    }
}

void
vouch_qr_map_clear (VouchQrMap *self)
{
  g_free (self->differences);
  g_free (self->signs);
  g_free (self->blocks);
  g_free (self->means);
  g_free (self->sums);
  g_free (self->row);
  memset (self, 0, sizeof *self);
}

/* Blocks over the right and lower edge repeat its last pixels. */
static void
sum_blocks (VouchQrMap         *self,
            const VouchQrImage *image,
            int                 columns,
            int                 rows)
{
  for (int y = 0; y < rows; y++)
    {
      const guint8 *lines[BLOCK];
      guint16 *blocks = self->blocks + (gsize) y * (gsize) columns;

      for (int i = 0; i < BLOCK; i++)
        lines[i] = vouch_qr_image_row (image, MIN (y * BLOCK + i, image->height - 1));
      for (int x = 0; x < image->width; x++)
        self->row[x] = (guint16) (lines[0][x] + lines[1][x] + lines[2][x] + lines[3][x]);
      for (int x = image->width; x < columns * BLOCK; x++)
        self->row[x] = self->row[image->width - 1];
      for (int x = 0; x < columns; x++)
        {
          const guint16 *sums = self->row + x * BLOCK;

          blocks[x] = (guint16) (sums[0] + sums[1] + sums[2] + sums[3]);
        }
    }
}

static const guint16 *
block_row (const guint16 *blocks,
           int            columns,
           int            rows,
           int            y)
{
  return blocks + (gsize) CLAMP (y, 0, rows - 1) * (gsize) columns;
}

/* Means of squares of blocks by running sums, first down the columns and then along the rows. */
static void
average_blocks (VouchQrMap *self,
                int         columns,
                int         rows,
                int         radius)
{
  int side = 2 * radius + 1;
  float share = 1.f / (float) (side * side);

  memset (self->sums, 0, (gsize) columns * sizeof *self->sums);
  for (int y = -radius; y <= radius; y++)
    for (int x = 0; x < columns; x++)
      self->sums[x] += block_row (self->blocks, columns, rows, y)[x];

  for (int y = 0; y < rows; y++)
    {
      const guint16 *entering = block_row (self->blocks, columns, rows, y + radius + 1);
      const guint16 *leaving = block_row (self->blocks, columns, rows, y - radius);
      guint16 *means = self->means + (gsize) y * (gsize) columns;
      guint32 sum = 0;

      for (int x = -radius; x <= radius; x++)
        sum += self->sums[CLAMP (x, 0, columns - 1)];
      for (int x = 0; x < columns; x++)
        {
          means[x] = (guint16) ((float) sum * share);
          sum += self->sums[MIN (x + radius + 1, columns - 1)] - self->sums[MAX (x - radius, 0)];
        }
      for (int x = 0; x < columns; x++)
        self->sums[x] += (guint32) entering[x] - leaving[x];
    }
}

/* The mean at each pixel of row @y, blended between the two nearest rows of blocks. */
static void
spread_means (VouchQrMap *self,
              int         columns,
              int         rows,
              int         y)
{
  int upper = (y + BLOCK / 2) / BLOCK - 1;
  int eighths = ((y + BLOCK / 2) % BLOCK) * 2 + 1;
  const guint16 *above = block_row (self->means, columns, rows, upper);
  const guint16 *below = block_row (self->means, columns, rows, upper + 1);

  for (int x = 0; x < columns; x++)
    {
      guint16 mean = (guint16) ((above[x] * (8 - eighths) + below[x] * eighths)
                                / (8 * BLOCK * BLOCK));

      for (int i = 0; i < BLOCK; i++)
        self->row[x * BLOCK + i] = mean;
    }
}

/* Uses numbers of one width and restrict pointers, so that the compiler can vectorise it: else it
 * is a fifth of the work on a frame. */
static void
tell_signs (guint8       *restrict signs,
            const gint16 *restrict differences,
            int                    width,
            gint16                 threshold)
{
  for (int x = 0; x < width; x++)
    {
      gint16 light = differences[x] > threshold ? VOUCH_QR_SIGN_LIGHT : 0;
      gint16 dark = differences[x] < (gint16) -threshold ? VOUCH_QR_SIGN_DARK : 0;

      signs[x] = (guint8) (light | dark);
    }
}

/**
 * vouch_qr_map_compute:
 * @radius: of the surroundings, in pixels: a few modules of the largest code that is sought
 * @threshold: the smallest difference that counts: above the noise, below the contrast
 */
void
vouch_qr_map_compute (VouchQrMap         *self,
                      const VouchQrImage *image,
                      int                 radius,
                      int                 threshold)
{
  int columns = (image->width + BLOCK - 1) / BLOCK;
  int rows = (image->height + BLOCK - 1) / BLOCK;

  reserve (self, (gsize) image->width * (gsize) image->height, (gsize) columns * (gsize) rows,
           (gsize) columns * BLOCK);
  self->width = image->width;
  self->height = image->height;
  self->threshold = threshold;
  sum_blocks (self, image, columns, rows);
  average_blocks (self, columns, rows, MAX (1, radius / BLOCK));

  for (int y = 0; y < image->height; y++)
    {
      gsize start = (gsize) y * (gsize) image->width;
      const guint8 *grey = vouch_qr_image_row (image, y);
      gint16 *differences = self->differences + start;

      spread_means (self, columns, rows, y);
      for (int x = 0; x < image->width; x++)
        differences[x] = (gint16) (grey[x] - self->row[x]);
      tell_signs (self->signs + start, differences, image->width, (gint16) threshold);
    }
}
