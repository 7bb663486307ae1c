/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-bend"

#include "vouch-qr-bend.h"

#include <string.h>

/* Follows a code that a homography does not straighten: on cloth, on paper that curls, at the edge
 * of a wide lens. Where the grid fits, the samples are the middles of modules, which are light or
 * dark; elsewhere they are in between. So each knot of a net over the code moves to where the
 * modules around it differ most. It starts where the knots before it point. */

#define KNOTS VOUCH_QR_BEND_KNOTS

/* The modules around a knot that are compared. */
#define RADIUS 4

/* In modules: how far a knot goes in one step, and how far from where its neighbours are. */
#define STEP .2f
#define REACH .6f

/* The weight of staying with its neighbours, for a knot at its reach. */
#define STIFFNESS .3f

#define N_SWEEPS 2

typedef struct {
  VouchQrGrid        *grid;
  const VouchQrImage *straight;
  float               module;
  gboolean            moved[KNOTS][KNOTS];
  float               places[VOUCH_QR_WIDTH_MAX * VOUCH_QR_WIDTH_MAX][2];  /* of modules, unbent */
} Net;

/* Returns: the variance of the modules around a knot when all of them are moved by @bend */
static float
see (const Net *net,
     int        knot_column,
     int        knot_row,
     const float bend[2])
{
  const VouchQrLayout *layout = &net->grid->layout;
  int column = knot_column * layout->width / (KNOTS - 1);
  int row = knot_row * layout->width / (KNOTS - 1);
  float sum = 0, squares = 0, n = 0;

  for (int j = MAX (0, row - RADIUS); j < MIN (layout->width, row + RADIUS); j++)
    for (int i = MAX (0, column - RADIUS); i < MIN (layout->width, column + RADIUS); i++)
      {
        const float *place = net->places[j * layout->width + i];
        float value = vouch_qr_image_sample (net->straight, place[0] + bend[0], place[1] + bend[1]);

        sum += value;
        squares += value * value;
        n += 1;
      }
  return squares / n - sum / n * sum / n;
}

/* The distance of a knot from the nearest corner square, where the grid fits. */
static int
count_steps (int column,
             int row)
{
  int across = MIN (column, KNOTS - 1 - column);
  int down = MIN (row, KNOTS - 1 - row);

  if (column > (KNOTS - 1) / 2 && row > (KNOTS - 1) / 2)
    return MIN (KNOTS - 1 - column + row, column + KNOTS - 1 - row);
  return across + down;
}

/* Extrapolates a knot from the knots around it that were moved before: they lie in a straight
 * line. */
static void
ask_neighbours (const Net *net,
                int        column,
                int        row,
                float      mean[2])
{
  float n = 0;

  mean[0] = mean[1] = 0;
  for (int i = 0; i < 9; i++)
    {
      int x = column + i % 3 - 1, y = row + i / 3 - 1;
      int far_x = 2 * x - column, far_y = 2 * y - row;
      const float *near, *far;

      if (i == 4 || x < 0 || y < 0 || x >= KNOTS || y >= KNOTS || !net->moved[y][x])
        continue;
      near = net->grid->bend[y][x];
      far = near;
      if (far_x >= 0 && far_y >= 0 && far_x < KNOTS && far_y < KNOTS && net->moved[far_y][far_x])
        far = net->grid->bend[far_y][far_x];
      mean[0] += 2 * near[0] - far[0];
      mean[1] += 2 * near[1] - far[1];
      n += 1;
    }
  mean[0] /= MAX (1, n);
  mean[1] /= MAX (1, n);
}

static void
move_knot (Net *net,
           int  column,
           int  row)
{
  float *knot = net->grid->bend[row][column];
  float home[2], best = -1;
  float reach = REACH * net->module;
  gboolean moved = TRUE;

  ask_neighbours (net, column, row, home);
  memcpy (knot, home, sizeof home);
  net->moved[row][column] = TRUE;
  while (moved)
    {
      float from[2] = { knot[0], knot[1] };

      moved = FALSE;
      for (int i = 0; i < 9; i++)
        {
          float place[2] = { from[0] + STEP * net->module * (float) (i % 3 - 1),
                             from[1] + STEP * net->module * (float) (i / 3 - 1) };
          float far = ((place[0] - home[0]) * (place[0] - home[0])
                       + (place[1] - home[1]) * (place[1] - home[1])) / (reach * reach);
          float seen;

          if (far > 1)
            continue;
          seen = see (net, column, row, place) * (1 - STIFFNESS * far);
          if (seen > best)
            {
              best = seen;
              memcpy (knot, place, sizeof place);
              moved = i != 4;
            }
        }
    }
}

/**
 * vouch_qr_bend_follow:
 * @grid: fitted; it is bent
 * @straight: the picture that it was fitted to
 * @module: size of a module in it
 */
void
vouch_qr_bend_follow (VouchQrGrid        *grid,
                      const VouchQrImage *straight,
                      float               module)
{
  g_autofree Net *net = g_new0 (Net, 1);
  int width = grid->layout.width;

  net->grid = grid;
  net->straight = straight;
  net->module = module;
  for (int i = 0; i < width * width; i++)
    vouch_qr_transform_apply (&grid->transform, (float) (i % width) + .5f,
                              (float) (i / width) + .5f, &net->places[i][0], &net->places[i][1]);
  for (int sweep = 0; sweep < N_SWEEPS; sweep++)
    for (int steps = 0; steps < 2 * KNOTS - 1; steps++)
      for (int i = 0; i < KNOTS * KNOTS; i++)
        if (count_steps (i % KNOTS, i / KNOTS) == steps)
          move_knot (net, i % KNOTS, i / KNOTS);
}
