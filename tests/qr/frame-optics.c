/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-optics.h"

#include <math.h>
#include <string.h>

/* From the light before the lens to the bytes of a frame, in the order of a webcam: blur,
 * reflections, exposure, noise, gamma, compression */

#define BLOCK 8

static float *
row_of (const FrameCanvas *canvas,
        float             *light,
        int                y)
{
  return light + (gsize) CLAMP (y, 0, canvas->height - 1) * (gsize) canvas->width;
}

/* The sum of a row up to a point between two pixels. */
static inline float
sum_until (const double *sums,
           int           width,
           float         x)
{
  float clamped = CLAMP (x, 0, (float) width - .001f);
  int column = (int) clamped;
  double share = (double) (clamped - (float) column);

  return (float) (sums[column] + (sums[column + 1] - sums[column]) * share);
}

/* Blurs by a disc, as a stack of bars. Each bar is a difference of two running sums. */
static void
defocus (FrameCanvas *canvas,
         float        radius)
{
  gsize size = (gsize) canvas->width * (gsize) canvas->height;
  g_autofree float *blurred = g_new0 (float, size);
  g_autofree double *sums = g_new (double, canvas->width + 1);
  int reach = (int) ceilf (radius);
  float total = 0;

  for (int dy = -reach; dy <= reach; dy++)
    {
      float inside = radius * radius - (float) (dy * dy);

      if (inside > 0)
        total += 2 * sqrtf (inside);
    }
  for (int y = 0; y < canvas->height; y++)
    {
      const float *source = row_of (canvas, canvas->light, y);

      sums[0] = 0;
      for (int x = 0; x < canvas->width; x++)
        sums[x + 1] = sums[x] + (double) source[x];
      for (int dy = -reach; dy <= reach; dy++)
        {
          float inside = radius * radius - (float) (dy * dy);
          float half = inside > 0 ? sqrtf (inside) : 0;
          float *target;

          if (half == 0 || y + dy < 0 || y + dy >= canvas->height)
            continue;
          target = row_of (canvas, blurred, y + dy);
          for (int x = 0; x < canvas->width; x++)
            target[x] += (sum_until (sums, canvas->width, (float) x + .5f + half)
                          - sum_until (sums, canvas->width, (float) x + .5f - half)) / total;
        }
    }
  memcpy (canvas->light, blurred, size * sizeof *blurred);
}

/* Blurs by the mean along a line through each pixel. */
static void
move (FrameCanvas *canvas,
      float        length,
      float        angle)
{
  gsize size = (gsize) canvas->width * (gsize) canvas->height;
  g_autofree float *moved = g_new0 (float, size);
  int steps = (int) ceilf (length) * 2 + 1;
  float along_x = cosf (angle * (float) G_PI / 180) * length;
  float along_y = sinf (angle * (float) G_PI / 180) * length;

  for (int i = 0; i < steps; i++)
    {
      float share = (float) i / (float) (steps - 1) - .5f;
      int left = (int) floorf (share * along_x);
      int up = (int) floorf (share * along_y);
      float right = share * along_x - (float) left;
      float below = share * along_y - (float) up;

      for (int y = 0; y < canvas->height; y++)
        {
          const float *first = row_of (canvas, canvas->light, y + up);
          const float *second = row_of (canvas, canvas->light, y + up + 1);
          float *target = row_of (canvas, moved, y);

          for (int x = MAX (0, -left); x < MIN (canvas->width, canvas->width - left - 1); x++)
            {
              const float *upper = first + x + left;
              const float *lower = second + x + left;

              target[x] += ((upper[0] * (1 - right) + upper[1] * right) * (1 - below)
                            + (lower[0] * (1 - right) + lower[1] * right) * below) / (float) steps;
            }
        }
    }
  memcpy (canvas->light, moved, size * sizeof *moved);
}

static void
reflect (FrameCanvas       *canvas,
         const FrameOptics *optics)
{
  float centre_x = (optics->glare_x + 1) / 2 * (float) canvas->width;
  float centre_y = (optics->glare_y + 1) / 2 * (float) canvas->height;
  float radius = optics->glare_radius * (float) canvas->height;

  for (int y = 0; y < canvas->height; y++)
    {
      float *row = row_of (canvas, canvas->light, y);

      for (int x = 0; x < canvas->width; x++)
        {
          float far_x = ((float) x - centre_x) / radius;
          float far_y = ((float) y - centre_y) / radius;

          row[x] += optics->glare * expf (-(far_x * far_x + far_y * far_y) / 2);
        }
    }
}

/* Approximately normal: the sum of three uniform numbers, with a deviation of 1 */
static inline float
bell (guint32 *state)
{
  float sum = 0;

  for (int i = 0; i < 3; i++)
    {
      *state ^= *state << 13;
      *state ^= *state >> 17;
      *state ^= *state << 5;
      sum += (float) (*state >> 8) / (float) (1 << 24);
    }
  return (sum - 1.5f) * 2;
}

static float
encode_gamma (float light)
{
  if (light <= .0031308f)
    return 12.92f * light;
  return 1.055f * powf (light, 1 / 2.4f) - .055f;
}

static void
expose (FrameCanvas       *canvas,
        const FrameOptics *optics,
        GRand             *random)
{
  gsize size = (gsize) canvas->width * (gsize) canvas->height;
  guint32 state = g_rand_int (random) | 1;

  for (gsize i = 0; i < size; i++)
    {
      float light = MAX (0, canvas->light[i] * optics->exposure);

      light += bell (&state) * (optics->read_noise + optics->shot_noise * sqrtf (light));
      canvas->light[i] = 255 * encode_gamma (CLAMP (light, 0, 1));
    }
}

/* The luminance table of ISO/IEC 10918-1, annex K. */
static const guint8 quantisation[BLOCK * BLOCK] = {
  16, 11, 10, 16, 24,  40,  51,  61,
  12, 12, 14, 19, 26,  58,  60,  55,
  14, 13, 16, 24, 40,  57,  69,  56,
  14, 17, 22, 29, 51,  87,  80,  62,
  18, 22, 37, 56, 68,  109, 103, 77,
  24, 35, 55, 64, 81,  104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
};

/* One pass of the transform over the rows of a block, which leaves the block transposed */
static void
transform_block (float    block[BLOCK][BLOCK],
                 float    cosines[BLOCK][BLOCK],
                 gboolean back)
{
  float result[BLOCK][BLOCK];

  for (int i = 0; i < BLOCK; i++)
    for (int j = 0; j < BLOCK; j++)
      {
        float sum = 0;

        for (int k = 0; k < BLOCK; k++)
          sum += block[i][k] * (back ? cosines[k][j] : cosines[j][k]);
        result[j][i] = sum;
      }
  memcpy (block, result, sizeof result);
}

static void
compress_block (const FrameCanvas *canvas,
                int                left,
                int                top,
                float              cosines[BLOCK][BLOCK],
                float              scale)
{
  float block[BLOCK][BLOCK];

  for (int i = 0; i < BLOCK; i++)
    for (int j = 0; j < BLOCK; j++)
      {
        const float *row = row_of (canvas, canvas->light, top + i);

        block[i][j] = row[MIN (left + j, canvas->width - 1)] - 128;
      }
  for (int pass = 0; pass < 2; pass++)
    transform_block (block, cosines, FALSE);
  for (int i = 0; i < BLOCK; i++)
    for (int j = 0; j < BLOCK; j++)
      {
        float step = CLAMP (floorf ((float) quantisation[i * BLOCK + j] * scale + .5f), 1, 255);

        block[i][j] = roundf (block[i][j] / step) * step;
      }
  for (int pass = 0; pass < 2; pass++)
    transform_block (block, cosines, TRUE);
  for (int i = 0; i < MIN (BLOCK, canvas->height - top); i++)
    for (int j = 0; j < MIN (BLOCK, canvas->width - left); j++)
      row_of (canvas, canvas->light, top + i)[left + j] = block[i][j] + 128;
}

static void
compress (FrameCanvas *canvas,
          int          quality)
{
  float scale = quality < 50 ? 50.f / (float) quality : 2 - (float) quality / 50.f;
  float cosines[BLOCK][BLOCK];

  for (int i = 0; i < BLOCK; i++)
    for (int j = 0; j < BLOCK; j++)
      cosines[i][j] = cosf ((float) ((2 * j + 1) * i) * (float) G_PI / 16)
                      * (i == 0 ? sqrtf (.125f) : .5f);
  for (int y = 0; y < canvas->height; y += BLOCK)
    for (int x = 0; x < canvas->width; x += BLOCK)
      compress_block (canvas, x, y, cosines, scale);
}

/**
 * frame_optics_develop:
 * @canvas: used up
 *
 * Returns: (transfer full): 8 bits a pixel, rows that touch
 */
guint8 *
frame_optics_develop (const FrameOptics *optics,
                      FrameCanvas       *canvas,
                      GRand             *random)
{
  gsize size = (gsize) canvas->width * (gsize) canvas->height;
  guint8 *pixels = g_malloc (size);

  if (optics->defocus > .3f)
    defocus (canvas, optics->defocus);
  if (optics->motion > .3f)
    move (canvas, optics->motion, optics->motion_angle);
  if (optics->glare > 0)
    reflect (canvas, optics);
  expose (canvas, optics, random);
  if (optics->jpeg_quality > 0)
    compress (canvas, optics->jpeg_quality);
  for (gsize i = 0; i < size; i++)
    pixels[i] = (guint8) CLAMP (canvas->light[i] + .5f, 0, 255);
  return pixels;
}
