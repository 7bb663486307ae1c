/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-grid"

#include "vouch-qr-grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Fits the grid of modules to a straightened code. Three corner squares give its rough place. Here
 * each of them, and the alignment pattern in the fourth corner, is moved to where it is seen best.
 * Then every module becomes one number. */

/* The distance within which a pattern is sought, and the steps of the search, in modules. */
#define SQUARE_REACH .8f
#define ALIGNMENT_REACH 3.f
#define SEARCH_STEP .2f

/* Below this an alignment pattern counts as not seen. */
#define ALIGNMENT_MATCH .5f

/* The drawn code: large enough for zbar, small enough to be quick. */
#define DRAWN_MODULE 3
#define DRAWN_BORDER 4

/* From this brightness on a sensor, or its processing, is saturated. */
#define SATURATED 247.f

/* With this share of saturated modules a code is washed out: of dark modules, narrow strokes are
 * left. They are sought within this distance of the middle of a module, in modules, and count from
 * this much below the lightest value around. */
#define WASHED_SHARE .25f
#define STROKE_REACH .2f
#define STROKE_RADIUS 3
#define STROKE_DEPTH_MIN 3.f
#define STROKE_DEPTH_MAX 24.f

/* The modules around each one that define light and dark there. */
#define LEVEL_RADIUS 5
#define CONTRAST_RADIUS 1

/* Running sums of a correlation between samples and layout. */
typedef struct {
  float n;
  float seen;
  float seen_squared;
  float known;
  float known_squared;
  float product;
} Comparison;

static gboolean
is_known (VouchQrModule module)
{
  return module == VOUCH_QR_MODULE_LIGHT || module == VOUCH_QR_MODULE_DARK;
}

/* A point of the code, in modules, as it lies in the straightened picture. */
static inline void
place (const VouchQrGrid *self,
       float              column,
       float              row,
       float             *x,
       float             *y)
{
  float scale = (float) (VOUCH_QR_BEND_KNOTS - 1) / (float) self->layout.width;
  int knot_column = (int) (column * scale);
  int knot_row = (int) (row * scale);
  const float (*upper)[2] = &self->bend[knot_row][knot_column];
  const float (*lower)[2] = &self->bend[knot_row + 1][knot_column];
  float right = column * scale - (float) knot_column;
  float below = row * scale - (float) knot_row;

  vouch_qr_transform_apply (&self->transform, column, row, x, y);
  *x += (upper[0][0] * (1 - right) + upper[1][0] * right) * (1 - below)
        + (lower[0][0] * (1 - right) + lower[1][0] * right) * below;
  *y += (upper[0][1] * (1 - right) + upper[1][1] * right) * (1 - below)
        + (lower[0][1] * (1 - right) + lower[1][1] * right) * below;
}

static inline float
sample_module (const VouchQrGrid  *self,
               const VouchQrImage *image,
               int                 column,
               int                 row)
{
  float x, y;

  place (self, (float) column + .5f, (float) row + .5f, &x, &y);
  return vouch_qr_image_sample (image, x, y);
}

static inline void
compare (Comparison *comparison,
         float       seen,
         float       known)
{
  comparison->n += 1;
  comparison->seen += seen;
  comparison->seen_squared += seen * seen;
  comparison->known += known;
  comparison->known_squared += known * known;
  comparison->product += seen * known;
}

/* Returns: the correlation, -1 to 1 */
static float
conclude (const Comparison *comparison)
{
  float n = comparison->n;
  float seen = n * comparison->seen_squared - comparison->seen * comparison->seen;
  float known = n * comparison->known_squared - comparison->known * comparison->known;

  if (seen <= n * n || known <= 0)
    return 0;
  return (n * comparison->product - comparison->seen * comparison->known) / sqrtf (seen * known);
}

/* The correlation between the surroundings of a point of the picture and the modules from -@radius
 * to @radius around one of the layout. */
static float
match_patch (const VouchQrLayout *layout,
             const VouchQrImage  *image,
             int                  column,
             int                  row,
             int                  radius,
             float                module,
             float                x,
             float                y)
{
  Comparison comparison = { 0 };

  for (int j = -radius; j <= radius; j++)
    for (int i = -radius; i <= radius; i++)
      {
        gboolean light = vouch_qr_layout_get (layout, column + i, row + j) != VOUCH_QR_MODULE_DARK;

        compare (&comparison,
                 vouch_qr_image_sample (image, x + (float) i * module, y + (float) j * module),
                 light);
      }
  return conclude (&comparison);
}

/* One pass of the search: @point moves to the best of the places that are @step apart. */
static float
seek_around (const VouchQrLayout *layout,
             const VouchQrImage  *image,
             int                  column,
             int                  row,
             int                  radius,
             float                module,
             float                reach,
             float                step,
             float                point[2])
{
  float from_x = point[0];
  float from_y = point[1];
  float best = -1;

  for (float dy = -reach; dy <= reach + .01f; dy += step)
    for (float dx = -reach; dx <= reach + .01f; dx += step)
      {
        float x = from_x + dx * module;
        float y = from_y + dy * module;
        float match = match_patch (layout, image, column, row, radius, module, x, y)
                      - .02f * (dx * dx + dy * dy) / (reach * reach);

        if (match > best)
          {
            best = match;
            point[0] = x;
            point[1] = y;
          }
      }
  return best;
}

/* Moves @point to where the pattern is seen best. The first steps are wide: a pattern is recognised
 * from half a module beside it.
 * Returns: the correlation there */
static float
seek_patch (const VouchQrLayout *layout,
            const VouchQrImage  *image,
            int                  column,
            int                  row,
            int                  radius,
            float                module,
            float                reach,
            float                point[2])
{
  seek_around (layout, image, column, row, radius, module, reach, 2 * SEARCH_STEP, point);
  return seek_around (layout, image, column, row, radius, module, SEARCH_STEP, SEARCH_STEP, point);
}

/* Returns: the correlation of all known modules of the layout */
static float
match_all (const VouchQrGrid  *self,
           const VouchQrImage *image)
{
  Comparison comparison = { 0 };

  for (int row = 0; row < self->layout.width; row++)
    for (int column = 0; column < self->layout.width; column++)
      {
        VouchQrModule module = vouch_qr_layout_get (&self->layout, column, row);

        if (!is_known (module))
          continue;
        compare (&comparison, sample_module (self, image, column, row),
                 module == VOUCH_QR_MODULE_LIGHT);
      }
  return conclude (&comparison);
}

/**
 * vouch_qr_grid_glance:
 * @transform: from modules of @layout to @image
 *
 * Returns: the correlation of the corner squares alone, -1 to 1: a fraction of the work of a fit
 */
float
vouch_qr_grid_glance (const VouchQrLayout    *layout,
                      const VouchQrImage     *image,
                      const VouchQrTransform *transform,
                      gboolean                inverted)
{
  Comparison comparison = { 0 };
  float x, y;

  for (int corner = 0; corner < 3; corner++)
    for (int i = 0; i < 81; i++)
      {
        int column = (corner == 1 ? layout->width - 7 : 0) + i % 9 - 1;
        int row = (corner == 2 ? layout->width - 7 : 0) + i / 9 - 1;

        vouch_qr_transform_apply (transform, (float) column + .5f, (float) row + .5f, &x, &y);
        compare (&comparison, vouch_qr_image_sample (image, x, y),
                 (vouch_qr_layout_get (layout, column, row) == VOUCH_QR_MODULE_LIGHT) != inverted);
      }
  return conclude (&comparison);
}

/**
 * vouch_qr_grid_fit:
 * @self: with its layout
 * @straight: a code straightened as one of that layout
 * @module: size of a module in it
 * @border: modules around the code in it
 */
void
vouch_qr_grid_fit (VouchQrGrid        *self,
                   const VouchQrImage *straight,
                   float               module,
                   float               border)
{
  float far, modules[4][2], pixels[4][2];

  far = (float) self->layout.width - 3.5f;
  for (int i = 0; i < 4; i++)
    {
      modules[i][0] = i == 1 || i == 3 ? far : 3.5f;
      modules[i][1] = i == 2 || i == 3 ? far : 3.5f;
    }
  if (self->layout.version > 1)
    modules[3][0] = modules[3][1] = far - 3;
  for (int i = 0; i < 4; i++)
    for (int axis = 0; axis < 2; axis++)
      pixels[i][axis] = (modules[i][axis] + border) * module - .5f;

  for (int i = 0; i < 3; i++)
    seek_patch (&self->layout, straight, (int) modules[i][0], (int) modules[i][1], 4, module,
                SQUARE_REACH, pixels[i]);
  if (self->layout.version > 1)
    {
      float seen[2] = { pixels[3][0], pixels[3][1] };

      if (seek_patch (&self->layout, straight, (int) modules[3][0], (int) modules[3][1], 2, module,
                      ALIGNMENT_REACH, seen) > ALIGNMENT_MATCH)
        memcpy (pixels[3], seen, sizeof seen);
    }
  memset (self->bend, 0, sizeof self->bend);
  if (!vouch_qr_transform_from_points (&self->transform, modules, pixels))
    self->match = -1;
  else
    self->match = match_all (self, straight);
}

/**
 * vouch_qr_grid_average:
 * @width: of both fields, which must not be the same
 * @radius: of the square around each module; beyond the edges there is nothing
 */
void
vouch_qr_grid_average (const float *field,
                       int          width,
                       int          radius,
                       float       *means)
{
  int stride = width + 1;
  g_autofree double *sums = g_new0 (double, (gsize) stride * (gsize) stride);

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        double *sum = sums + (row + 1) * stride + column + 1;

        *sum = (double) field[row * width + column] + sum[-1] + sum[-stride] - sum[-stride - 1];
      }
  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        int left = MAX (0, column - radius), right = MIN (width, column + radius + 1);
        int top = MAX (0, row - radius), bottom = MIN (width, row + radius + 1);
        double sum = sums[bottom * stride + right] - sums[bottom * stride + left]
                     - sums[top * stride + right] + sums[top * stride + left];

        means[row * width + column] = (float) (sum / (double) ((right - left) * (bottom - top)));
      }
}

/* The deviation of the modules around each one, as a share of the whole code's. Where a lamp is
 * reflected there is none. */
static void
measure_contrast (VouchQrGrid *self)
{
  int width = self->layout.width;
  gsize size = (gsize) width * (gsize) width;
  g_autofree float *means = g_new (float, size);
  g_autofree float *squares = g_new (float, size);
  float total = 0;

  vouch_qr_grid_average (self->values, width, CONTRAST_RADIUS, means);
  for (gsize i = 0; i < size; i++)
    squares[i] = self->values[i] * self->values[i];
  vouch_qr_grid_average (squares, width, CONTRAST_RADIUS, self->contrast);
  for (gsize i = 0; i < size; i++)
    {
      self->contrast[i] = sqrtf (MAX (0, self->contrast[i] - means[i] * means[i]));
      total += self->contrast[i];
    }
  for (gsize i = 0; i < size; i++)
    self->contrast[i] = MIN (1, self->contrast[i] * (float) size / MAX (total, 1));
}

/* Brightness of each module less that of its surroundings, in units of their contrast. */
static void
level_values (VouchQrGrid *self)
{
  int width = self->layout.width;
  gsize size = (gsize) width * (gsize) width;
  g_autofree float *means = g_new (float, size);
  g_autofree float *squares = g_new (float, size);
  g_autofree float *variances = g_new (float, size);

  vouch_qr_grid_average (self->values, width, LEVEL_RADIUS, means);
  for (gsize i = 0; i < size; i++)
    squares[i] = self->values[i] * self->values[i];
  vouch_qr_grid_average (squares, width, LEVEL_RADIUS, variances);
  for (gsize i = 0; i < size; i++)
    self->values[i] = (self->values[i] - means[i])
                      / sqrtf (MAX (1, variances[i] - means[i] * means[i]));
}

gboolean
vouch_qr_grid_is_washed (const VouchQrGrid *self)
{
  int n_modules = self->layout.width * self->layout.width;
  int n_saturated = 0;

  for (int i = 0; i < n_modules; i++)
    n_saturated += self->saturated[i];
  return (float) n_saturated > WASHED_SHARE * (float) n_modules;
}

/**
 * vouch_qr_grid_sample:
 * @straight: the picture that the grid was fitted to
 */
void
vouch_qr_grid_sample (VouchQrGrid        *self,
                      const VouchQrImage *straight)
{
  int width = self->layout.width;

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        float value = sample_module (self, straight, column, row);

        self->values[row * width + column] = value;
        self->saturated[row * width + column] = value >= SATURATED;
      }
  measure_contrast (self);
  level_values (self);
}

/* The darkest value around the middle of a module. */
static float
sample_darkest (const VouchQrGrid  *self,
                const VouchQrImage *image,
                int                 column,
                int                 row)
{
  float darkest = 255;
  float x, y;

  for (int i = 0; i < 9; i++)
    {
      place (self, (float) column + .5f + STROKE_REACH * (float) (i % 3 - 1),
             (float) row + .5f + STROKE_REACH * (float) (i / 3 - 1), &x, &y);
      darkest = MIN (darkest, vouch_qr_image_sample (image, x, y));
    }
  return darkest;
}

static float
find_lightest (const float *values,
               int          width,
               int          column,
               int          row)
{
  float lightest = 0;
  int right = MIN (width - 1, column + STROKE_RADIUS);
  int bottom = MIN (width - 1, row + STROKE_RADIUS);

  for (int y = MAX (0, row - STROKE_RADIUS); y <= bottom; y++)
    for (int x = MAX (0, column - STROKE_RADIUS); x <= right; x++)
      lightest = MAX (lightest, values[y * width + x]);
  return lightest;
}

/* Returns: the number of known modules on the wrong side of @depth */
static int
count_misjudged (const VouchQrGrid *self,
                 float              depth)
{
  int width = self->layout.width;
  int n = 0;

  for (int i = 0; i < width * width; i++)
    {
      VouchQrModule module = vouch_qr_layout_get (&self->layout, i % width, i / width);

      n += is_known (module) &&
           (self->values[i] < -depth) != (module == VOUCH_QR_MODULE_DARK);
    }
  return n;
}

/**
 * vouch_qr_grid_sample_washed:
 * @self: sampled before
 * @straight: the picture, not smooth
 *
 * Spilled light narrows dark modules to strokes. They are no wider than a pixel or two, but each of
 * them is part of a dark module.
 */
void
vouch_qr_grid_sample_washed (VouchQrGrid        *self,
                             const VouchQrImage *straight)
{
  int width = self->layout.width;
  g_autofree float *darkest = g_new (float, (gsize) width * (gsize) width);
  float depth = STROKE_DEPTH_MIN;

  for (int i = 0; i < width * width; i++)
    darkest[i] = sample_darkest (self, straight, i % width, i / width);
  for (int i = 0; i < width * width; i++)
    self->values[i] = darkest[i] - find_lightest (darkest, width, i % width, i / width);
  for (float other = 2 * depth; other <= STROKE_DEPTH_MAX; other *= 2)
    if (count_misjudged (self, other) < count_misjudged (self, depth))
      depth = other;
  for (int i = 0; i < width * width; i++)
    self->values[i] = CLAMP (1 + self->values[i] / depth, -1, 1);
}

static int
compare_values (gconstpointer a,
                gconstpointer b)
{
  const float *first = a;
  const float *second = b;

  return (*first > *second) - (*first < *second);
}

/* Masks make as many modules dark as light. Where the light of a screen spills over dark modules,
 * or dark modules run together, the middle of a module tells more than its mean. */
void
vouch_qr_grid_balance (VouchQrGrid *self)
{
  gsize n_modules = (gsize) self->layout.width * (gsize) self->layout.width;
  g_autofree float *sorted = g_memdup2 (self->values, n_modules * sizeof *sorted);
  float middle;

  qsort (sorted, n_modules, sizeof *sorted, compare_values);
  middle = sorted[n_modules / 2];
  for (gsize i = 0; i < n_modules; i++)
    self->values[i] -= middle;
}

static gboolean
is_dark (const VouchQrGrid *self,
         int                column,
         int                row)
{
  VouchQrModule module = vouch_qr_layout_get (&self->layout, column, row);

  if (is_known (module))
    return module == VOUCH_QR_MODULE_DARK;
  return self->values[row * self->layout.width + column] < 0;
}

/* Draws a perfect code of the modules that are known, which zbar reads without searching. */
void
vouch_qr_grid_draw (const VouchQrGrid *self,
                    VouchQrImage      *image)
{
  int side = (self->layout.width + 2 * DRAWN_BORDER) * DRAWN_MODULE;

  vouch_qr_image_resize (image, side, side);
  for (int y = 0; y < side; y++)
    {
      guint8 *pixels = vouch_qr_image_row_for_writing (image, y);

      for (int x = 0; x < side; x++)
        pixels[x] = is_dark (self, x / DRAWN_MODULE - DRAWN_BORDER,
                             y / DRAWN_MODULE - DRAWN_BORDER) ? 0 : 255;
    }
}
