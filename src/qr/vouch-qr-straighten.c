/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-straighten"

#include "vouch-qr-straighten.h"

#include <math.h>
#include <string.h>

/* Turns a code as it lies in the picture into one that lies straight, dark on light. */

/* Centres of corner squares are so many modules from the code's edges. */
#define CENTRE 3.5f

/**
 * vouch_qr_transform_from_triple:
 * @width: of the code in modules, which may be a better one than @triple's estimate
 */
VouchQrTransform
vouch_qr_transform_from_triple (const VouchQrTriple *triple,
                                float                width)
{
  const VouchQrSquare *squares[] = { &triple->corner, &triple->right, &triple->below };
  const float scales[] = { 1, triple->right_scale, triple->below_scale };
  float span = width - 2 * CENTRE;
  VouchQrTransform self;

  for (int i = 0; i < 3; i++)
    {
      float corner = i == 0 ? squares[0]->x : i == 1 ? squares[0]->y : 1;
      float right = (i == 0 ? squares[1]->x : i == 1 ? squares[1]->y : 1) * scales[1];
      float below = (i == 0 ? squares[2]->x : i == 1 ? squares[2]->y : 1) * scales[2];

      self.rows[i][0] = (right - corner) / span;
      self.rows[i][1] = (below - corner) / span;
      self.rows[i][2] = corner - CENTRE * (self.rows[i][0] + self.rows[i][1]);
    }
  return self;
}

/* Gaussian elimination with pivots. Returns: FALSE when the equations do not determine a result. */
static gboolean
solve (double equations[8][9])
{
  for (int column = 0; column < 8; column++)
    {
      int pivot = column;

      for (int i = column + 1; i < 8; i++)
        if (fabs (equations[i][column]) > fabs (equations[pivot][column]))
          pivot = i;
      if (fabs (equations[pivot][column]) < 1e-9)
        return FALSE;
      for (int i = 0; i < 9; i++)
        {
          double swap = equations[column][i];

          equations[column][i] = equations[pivot][i];
          equations[pivot][i] = swap;
        }
      for (int i = 0; i < 8; i++)
        {
          double share = equations[i][column] / equations[column][column];

          if (i == column)
            continue;
          for (int j = column; j < 9; j++)
            equations[i][j] -= share * equations[column][j];
        }
    }
  return TRUE;
}

/**
 * vouch_qr_transform_from_points:
 *
 * The homography that takes four points of the code to four of the picture.
 *
 * Returns: %FALSE when three of them lie on a line
 */
gboolean
vouch_qr_transform_from_points (VouchQrTransform *self,
                                const float       modules[4][2],
                                const float       pixels[4][2])
{
  double equations[8][9];

  for (int i = 0; i < 4; i++)
    for (int axis = 0; axis < 2; axis++)
      {
        double *equation = equations[2 * i + axis];

        memset (equation, 0, 9 * sizeof *equation);
        equation[3 * axis] = modules[i][0];
        equation[3 * axis + 1] = modules[i][1];
        equation[3 * axis + 2] = 1;
        equation[6] = -modules[i][0] * pixels[i][axis];
        equation[7] = -modules[i][1] * pixels[i][axis];
        equation[8] = pixels[i][axis];
      }
  if (!solve (equations))
    return FALSE;

  for (int i = 0; i < 8; i++)
    self->rows[i / 3][i % 3] = (float) (equations[i][8] / equations[i][i]);
  self->rows[2][2] = 1;
  return TRUE;
}

/* The same onto a picture that is @factor times as large. Pixels are squares around their
 * coordinates, which shifts these by a half. */
VouchQrTransform
vouch_qr_transform_scale (const VouchQrTransform *self,
                          float                   factor)
{
  VouchQrTransform scaled = *self;
  float shift = (factor - 1) / 2;

  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++)
      scaled.rows[i][j] = factor * self->rows[i][j] + shift * self->rows[2][j];
  return scaled;
}

void
vouch_qr_transform_apply (const VouchQrTransform *self,
                          float                   column,
                          float                   row,
                          float                  *x,
                          float                  *y)
{
  float scale = self->rows[2][0] * column + self->rows[2][1] * row + self->rows[2][2];

  *x = (self->rows[0][0] * column + self->rows[0][1] * row + self->rows[0][2]) / scale;
  *y = (self->rows[1][0] * column + self->rows[1][1] * row + self->rows[1][2]) / scale;
}

/* Whether a square of modules lies in the picture, so that samples need no checks. Straight lines
 * stay straight, so its corners are enough. */
static gboolean
is_inside (const VouchQrTransform *transform,
           const VouchQrImage     *source,
           float                   first,
           float                   last)
{
  for (int i = 0; i < 4; i++)
    {
      float column = i % 2 == 0 ? first : last;
      float row = i / 2 == 0 ? first : last;
      float scale = transform->rows[2][0] * column + transform->rows[2][1] * row
                    + transform->rows[2][2];
      float x, y;

      vouch_qr_transform_apply (transform, column, row, &x, &y);
      if (!(scale > 0 && x >= 0 && y >= 0 &&
            x < (float) source->width - 1.1f && y < (float) source->height - 1.1f))
        return FALSE;
    }
  return TRUE;
}

/* The same as vouch_qr_image_sample() for what lies inside, in whole numbers of a 256th. */
static inline guint8
sample_inside (const VouchQrImage *source,
               float               x,
               float               y)
{
  guint across = (guint) (x * 256);
  guint down = (guint) (y * 256);
  const guint8 *corner = source->pixels + (gsize) (down >> 8) * source->stride + (across >> 8);
  guint right = across & 255;
  guint below = down & 255;
  guint upper = corner[0] * (256 - right) + corner[1] * right;
  guint lower = corner[source->stride] * (256 - right) + corner[source->stride + 1] * right;

  return (guint8) ((upper * (256 - below) + lower * below + 32768) >> 16);
}

/**
 * vouch_qr_straighten:
 * @transform: from modules to @source, which must be at least two pixels wide and high
 * @width: of the code, in modules
 * @module: the size of a module in the result, in pixels
 * @border: the border of the result, in modules
 */
void
vouch_qr_straighten (VouchQrImage           *straight,
                     const VouchQrImage     *source,
                     const VouchQrTransform *transform,
                     float                   width,
                     float                   module,
                     float                   border,
                     gboolean                inverted)
{
  int side = (int) ((width + 2 * border) * module + .5f);
  const float (*rows)[3] = transform->rows;
  gboolean inside = is_inside (transform, source, -border, width + border);

  vouch_qr_image_resize (straight, side, side);
  for (int y = 0; y < side; y++)
    {
      guint8 *target = vouch_qr_image_row_for_writing (straight, y);
      float row = ((float) y + .5f) / module - border;

      for (int x = 0; x < side; x++)
        {
          float column = ((float) x + .5f) / module - border;
          float scale = 1 / (rows[2][0] * column + rows[2][1] * row + rows[2][2]);
          float from_x = (rows[0][0] * column + rows[0][1] * row + rows[0][2]) * scale;
          float from_y = (rows[1][0] * column + rows[1][1] * row + rows[1][2]) * scale;
          guint8 grey = inside ? sample_inside (source, from_x, from_y)
                               : (guint8) (vouch_qr_image_sample (source, from_x, from_y) + .5f);

          target[x] = inverted ? 255 - grey : grey;
        }
    }
}
