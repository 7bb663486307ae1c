/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-equaliser"

#include "vouch-qr-equaliser.h"

#include <math.h>
#include <string.h>

/* Blur mixes a module with those around it. What the modules are and how they mix is found by
 * turns, beginning with the known patterns and with each other module's own brightness: from
 * guesses at all modules follows the kernel that explains most; from the kernel and the guesses at
 * its neighbours follows a better guess at each. Guesses harden from round to round. With a
 * twentieth of them wrong at first, all are mostly right in the end. */

#define REACH 2
#define SIDE (2 * REACH + 1)
#define N_TAPS (SIDE * SIDE)

/* The rounds of finding the kernel, and of guessing in each. */
#define N_PASSES 4
#define N_ROUNDS 8

/* The evidence, in modules, that a kernel without blur begins with. */
#define RELUCTANCE 1

/* Light that changes slowly is told from blur over squares of this radius, in modules. */
#define OFFSET_RADIUS 5

/* A kernel looks the same from both sides, be it a disc or a stroke: half of the taps, with
 * the one in the middle, are sought. */
#define N_UNKNOWNS (N_TAPS / 2 + 1)

typedef struct {
  float taps[N_TAPS];
} Kernel;

/* The hyperbolic tangent to four digits, at a tenth of its cost: a continued fraction. */
static inline float
harden (float value)
{
  float square;

  value = CLAMP (value, -4.9f, 4.9f);
  square = value * value;
  return value * (135135 + square * (17325 + square * (378 + square)))
         / (135135 + square * (62370 + square * (3150 + square * 28)));
}

static gboolean
is_known (VouchQrModule module)
{
  return module == VOUCH_QR_MODULE_LIGHT || module == VOUCH_QR_MODULE_DARK;
}

/* Gaussian elimination of symmetric, positive equations. */
static void
solve (double equations[N_UNKNOWNS][N_UNKNOWNS + 1])
{
  for (int i = 0; i < N_UNKNOWNS; i++)
    for (int j = 0; j < N_UNKNOWNS; j++)
      {
        double share = equations[j][i] / equations[i][i];

        if (j == i)
          continue;
        for (int k = i; k <= N_UNKNOWNS; k++)
          equations[j][k] -= share * equations[i][k];
      }
}

/* The index of the guess at a module, -1 dark to 1 light: there is a margin of REACH all around. */
static int
place (const VouchQrLayout *layout,
       int                  column,
       int                  row)
{
  return (row + REACH) * (layout->width + 2 * REACH) + column + REACH;
}

/* Least squares over all modules, each with the guesses around it, drawn a little towards a kernel
 * without blur. */
static Kernel
estimate_kernel (const VouchQrGrid *grid,
                 const float       *guesses,
                 const float       *offsets)
{
  double equations[N_UNKNOWNS][N_UNKNOWNS + 1] = { { 0 } };
  int width = grid->layout.width;
  int stride = width + 2 * REACH;
  Kernel kernel;

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        double around[N_UNKNOWNS] = { 0 };
        int at = place (&grid->layout, column, row);

        if (grid->saturated[row * width + column])
          continue;
        for (int i = 0; i < N_TAPS; i++)
          around[MIN (i, N_TAPS - 1 - i)] +=
            (double) guesses[at + (i / SIDE - REACH) * stride + i % SIDE - REACH];
        for (int i = 0; i < N_UNKNOWNS; i++)
          {
            for (int j = 0; j < N_UNKNOWNS; j++)
              equations[i][j] += around[i] * around[j];
            equations[i][N_UNKNOWNS] += around[i] * (double) (grid->values[row * width + column]
                                                             - offsets[row * width + column]);
          }
      }
  for (int i = 0; i < N_UNKNOWNS; i++)
    equations[i][i] += RELUCTANCE;
  equations[N_TAPS / 2][N_UNKNOWNS] += RELUCTANCE;
  solve (equations);
  for (int i = 0; i < N_TAPS; i++)
    {
      int unknown = MIN (i, N_TAPS - 1 - i);

      kernel.taps[i] = (float) (equations[unknown][N_UNKNOWNS] / equations[unknown][unknown]);
    }
  return kernel;
}

/* Slow changes of brightness: the mean around each module of what the guesses do not explain. */
static void
estimate_offsets (const VouchQrGrid *grid,
                  const float       *rest,
                  const float       *floors,
                  float             *offsets)
{
  int width = grid->layout.width;
  gsize size = (gsize) width * (gsize) width;
  g_autofree float *dense = g_new (float, size);
  g_autofree float *means = g_new (float, size);

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        int at = place (&grid->layout, column, row);

        dense[row * width + column] = MAX (rest[at], floors[at]);
      }
  vouch_qr_grid_average (dense, width, OFFSET_RADIUS, means);
  for (gsize i = 0; i < size; i++)
    offsets[i] += means[i];
}

/* The part of a value that the guesses do not explain. */
static void
compute_rest (const VouchQrGrid *grid,
              const Kernel      *kernel,
              const float       *offsets,
              const float       *guesses,
              float             *rest)
{
  int width = grid->layout.width;
  int stride = width + 2 * REACH;

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        int at = place (&grid->layout, column, row);
        float sum = offsets[row * width + column];

        for (int i = 0; i < N_TAPS; i++)
          sum += kernel->taps[i] * guesses[at + (i / SIDE - REACH) * stride + i % SIDE - REACH];
        rest[at] = grid->values[row * width + column] - sum;
      }
}

/* One round. Each guess moves to the value that leaves the least unexplained, and its neighbours
 * use it at once: all moving together would overshoot. */
static void
improve (const VouchQrGrid *grid,
         const Kernel      *kernel,
         const float       *floors,
         float             *guesses,
         float             *rest,
         float              hardness)
{
  const VouchQrLayout *layout = &grid->layout;
  int width = layout->width;
  int stride = width + 2 * REACH;
  float energy = 0;

  for (int i = 0; i < N_TAPS; i++)
    energy += kernel->taps[i] * kernel->taps[i];
  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      {
        int at = place (layout, column, row);
        float pull = 0;
        float change;

        if (is_known (vouch_qr_layout_get (layout, column, row)))
          continue;
        for (int i = 0; i < N_TAPS; i++)
          {
            int there = at + (i / SIDE - REACH) * stride + i % SIDE - REACH;

            pull += kernel->taps[i] * MAX (rest[there], floors[there]);
          }
        change = harden (hardness * (guesses[at] + pull / energy)) - guesses[at];
        guesses[at] += change;
        for (int i = 0; i < N_TAPS; i++)
          rest[at + (i / SIDE - REACH) * stride + i % SIDE - REACH] -= kernel->taps[i] * change;
      }
}

/* The main axes of the kernel as if it were a cloud of points. */
static VouchQrBlur
measure_blur (const Kernel *kernel)
{
  float total = 0, xx = 0, xy = 0, yy = 0;
  float middle, spread;

  for (int i = 0; i < N_TAPS; i++)
    {
      float weight = MAX (0, kernel->taps[i]);
      float x = (float) (i % SIDE - REACH);
      float y = (float) (i / SIDE - REACH);

      total += weight;
      xx += weight * x * x;
      xy += weight * x * y;
      yy += weight * y * y;
    }
  total = MAX (total, .001f);
  middle = (xx + yy) / 2;
  spread = sqrtf ((xx - yy) * (xx - yy) / 4 + xy * xy);
  return (VouchQrBlur) { sqrtf ((middle + spread) / total),
                         sqrtf (MAX (0, middle - spread) / total) };
}

/* Known modules keep their value; the first guess at the others is their own brightness. */
static void
guess_first (const VouchQrGrid *grid,
             float             *guesses)
{
  int width = grid->layout.width;

  for (int row = -REACH; row < width + REACH; row++)
    for (int column = -REACH; column < width + REACH; column++)
      {
        VouchQrModule module = vouch_qr_layout_get (&grid->layout, column, row);
        float *guess = guesses + place (&grid->layout, column, row);

        if (is_known (module))
          *guess = module == VOUCH_QR_MODULE_LIGHT ? 1 : -1;
        else
          *guess = harden (2 * grid->values[row * width + column]);
      }
}

/* A saturated module may be lighter than it is measured: then guesses that would make it lighter
 * count as right. */
static void
set_floors (const VouchQrGrid *grid,
            float             *floors)
{
  int width = grid->layout.width;

  for (int i = 0; i < (width + 2 * REACH) * (width + 2 * REACH); i++)
    floors[i] = -G_MAXFLOAT;
  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      if (grid->saturated[row * width + column])
        floors[place (&grid->layout, column, row)] = 0;
}

/**
 * vouch_qr_equalise:
 * @grid: its values become -1 to 1
 * @blur: (out): the blur that was removed
 */
void
vouch_qr_equalise (VouchQrGrid *grid,
                   VouchQrBlur *blur)
{
  int width = grid->layout.width;
  gsize size = (gsize) (width + 2 * REACH) * (gsize) (width + 2 * REACH);
  g_autofree float *guesses = g_new (float, size);
  g_autofree float *rest = g_new0 (float, size);
  g_autofree float *floors = g_new (float, size);
  g_autofree float *offsets = g_new0 (float, (gsize) width * (gsize) width);
  Kernel kernel;

  set_floors (grid, floors);
  guess_first (grid, guesses);
  for (int pass = 0; pass < N_PASSES; pass++)
    {
      kernel = estimate_kernel (grid, guesses, offsets);
      compute_rest (grid, &kernel, offsets, guesses, rest);
      estimate_offsets (grid, rest, floors, offsets);
      compute_rest (grid, &kernel, offsets, guesses, rest);
      for (int i = 0; i < N_ROUNDS; i++)
        improve (grid, &kernel, floors, guesses, rest, 1 + (float) i / 4);
    }
  *blur = measure_blur (&kernel);
  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      grid->values[row * width + column] = guesses[place (&grid->layout, column, row)];
}
