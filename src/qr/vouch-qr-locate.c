/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-locate"

#include "vouch-qr-locate.h"

#include <math.h>
#include <string.h>

/* Finds corner squares on a difference map. Rows are cut into runs of light and dark; the edges
 * between them are known to a fraction of a pixel. Light that blooms widens every light run and
 * narrows every dark one, so it is the distances between edges of the same polarity that are
 * compared: 2:4:4:2 modules, in which bloom cancels out. */

#define N_EDGES 6

/* A place without edges, outside of every picture. */
#define OUTSIDE (-4.f * VOUCH_QR_IMAGE_SIDE_MAX)

/* Below this size the rings of a corner square cannot be told apart. */
#define MODULE_MIN .9f

/* Without a border, the ring continues beside the code and may be of any width on that side.
 * Returns: the module in pixels, or 0 when the six edges are not those of a corner square. */
static float
match_edges (const float *edges)
{
  float first = edges[2] - edges[0];
  float second = edges[3] - edges[1];
  float third = edges[4] - edges[2];
  float fourth = edges[5] - edges[3];
  float core = edges[3] - edges[2];
  float shorter = MIN (first, fourth);
  float module = (first + second + third + fourth) / 12;
  float tolerance = .42f * module + .35f;

  if (module < MODULE_MIN || second > 2 * third || third > 2 * second)
    return 0;
  if (fabsf (first - 2 * module) <= tolerance && fabsf (fourth - 2 * module) <= tolerance)
    return fabsf (second - 4 * module) <= 1.6f * tolerance &&
           fabsf (third - 4 * module) <= 1.6f * tolerance &&
           core >= 1.7f * module && core <= 4.4f * module ? module : 0;

  module = (second + third + shorter) / 10;
  tolerance = .25f * module + .25f;
  return fabsf (shorter - 2 * module) <= tolerance &&
         fabsf (second - 4 * module) <= tolerance && fabsf (third - 4 * module) <= tolerance &&
         core >= 2 * module && core <= 4 * module ? module : 0;
}

static inline gboolean
crosses_zero (int before,
              int after)
{
  return (before >= 0) != (after >= 0);
}

/* Walks from @position inside the core both ways and collects the three edges on each side.
 * @line: differences, @step apart, @length of them. A crossing of zero counts once the
 * difference is beyond the threshold on the other side. */
static gboolean
collect_edges (const gint16 *line,
               int           length,
               gsize         step,
               int           position,
               gboolean      inverted,
               int           threshold,
               float         limit,
               float        *edges)
{
  for (int direction = -1; direction <= 1; direction += 2)
    {
      int missing = N_EDGES / 2;
      gboolean dark = !inverted;
      float edge = 0;
      gboolean crossed = FALSE;

      for (int i = position; missing > 0; i += direction)
        {
          int next = i + direction;
          int here, there;

          if (next < 0 || next >= length || abs (next - position) > limit)
            {
              /* The ring has no end here. */
              if (missing > 1)
                return FALSE;
              edges[direction < 0 ? 0 : N_EDGES - 1] = (float) i;
              break;
            }
          here = line[(gsize) i * step];
          there = line[(gsize) next * step];
          if (crosses_zero (here, there))
            {
              edge = (float) i + (float) direction * (float) here / (float) (here - there);
              crossed = TRUE;
            }
          if (crossed && (dark ? there > threshold : there < -threshold))
            {
              edges[direction < 0 ? missing - 1 : N_EDGES - missing] = edge;
              missing--;
              dark = !dark;
              crossed = FALSE;
            }
        }
    }
  return TRUE;
}

/* Noise looks like a corner square on one row or another. It is removed, to leave room for true
 * squares farther down.
 * Returns: how many are left */
static int
drop_noise (VouchQrSquare *squares,
            int            n_squares,
            float          y)
{
  int n_left = 0;

  for (int i = 0; i < n_squares; i++)
    if ((float) squares[i].hits > squares[i].module || squares[i].y + 4 * squares[i].module > y)
      squares[n_left++] = squares[i];
  return n_left;
}

/* The same square seen on several rows is one square: their mean. */
static int
add_square (VouchQrSquare       *squares,
            int                  n_squares,
            const VouchQrSquare *found)
{
  float near = 1.5f * found->module;

  for (int i = 0; i < n_squares; i++)
    {
      VouchQrSquare *square = &squares[i];
      float hits = (float) square->hits;

      if (square->inverted != found->inverted ||
          fabsf (square->x - found->x) >= near ||
          fabsf (square->y - found->y) >= near)
        continue;
      square->x = (square->x * hits + found->x) / (hits + 1);
      square->y = (square->y * hits + found->y) / (hits + 1);
      square->module = (square->module * hits + found->module) / (hits + 1);
      square->hits++;
      return n_squares;
    }
  if (n_squares == VOUCH_QR_SQUARES_MAX)
    n_squares = drop_noise (squares, n_squares, found->y);
  if (n_squares < VOUCH_QR_SQUARES_MAX)
    squares[n_squares++] = *found;
  return n_squares;
}

/* Whether a likely corner square along row @y is one along its column as well. Then its centre is
 * measured along the column, and along the row through there. */
static gboolean
cross_check (const VouchQrMap *map,
             const float      *row_edges,
             float             row_module,
             int               y,
             gboolean          inverted,
             VouchQrSquare    *square)
{
  float limit = 6 * 1.8f * row_module;
  float edges[N_EDGES];
  float column_module, again;
  gsize width = (gsize) map->width;
  int column, row;

  square->x = (row_edges[2] + row_edges[3]) / 2;
  column = (int) (square->x + .5f);
  if (!collect_edges (map->differences + column, map->height, width, y, inverted,
                      map->threshold, limit, edges))
    return FALSE;
  column_module = match_edges (edges);
  if (column_module <= 0 ||
      column_module > 1.9f * row_module ||
      row_module > 1.9f * column_module)
    return FALSE;

  square->y = (edges[2] + edges[3]) / 2;
  row = (int) (square->y + .5f);
  if (collect_edges (map->differences + (gsize) row * width, map->width, 1, column, inverted,
                     map->threshold, limit, edges) &&
      (again = match_edges (edges)) > 0)
    {
      square->x = (edges[2] + edges[3]) / 2;
      row_module = again;
    }
  square->module = (row_module + column_module) / 2;
  square->hits = 1;
  square->inverted = inverted;
  return TRUE;
}

/* Returns: the place between @x - 1 and @x, or before it, where the difference last crossed zero
 * @dark: the colour at @x */
static float
step_back (const gint16 *differences,
           int           x,
           gboolean      dark)
{
  float before;

  while (dark ? differences[x - 1] < 0 : differences[x - 1] >= 0)
    x--;
  before = differences[x - 1];
  return (float) (x - 1) + before / (before - (float) differences[x]);
}

/* Adds an edge. @dark: the colour that begins there
 * Returns: how many squares there are now */
static int
add_edge (const VouchQrMap *map,
          int               y,
          float             edge,
          gboolean          dark,
          float            *edges,
          VouchQrSquare    *squares,
          int               n_squares)
{
  VouchQrSquare square;
  float module;

  memmove (edges, edges + 1, (N_EDGES - 1) * sizeof *edges);
  edges[N_EDGES - 1] = edge;
  module = match_edges (edges);
  /* The run that begins here lies outside the ring, and has the colour of the ring's inside. */
  if (module > 0 && cross_check (map, edges, module, y, dark, &square))
    n_squares = add_square (squares, n_squares, &square);
  return n_squares;
}

/* A code may go to the very edge of the picture: there a row has its first edge and its last. */
static int
scan_row (const VouchQrMap *map,
          int               y,
          VouchQrSquare    *squares,
          int               n_squares)
{
  gsize start = (gsize) y * (gsize) map->width;
  const gint16 *differences = map->differences + start;
  const guint8 *signs = map->signs + start;
  const guint8 *end = signs + map->width;
  const guint8 *next = signs;
  float edges[N_EDGES] = { OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, -.5f };
  gboolean dark;

  while (next < end && *next == VOUCH_QR_SIGN_NEITHER)
    next++;
  if (next == end)
    return n_squares;
  dark = *next == VOUCH_QR_SIGN_DARK;

  while ((next = memchr (next, dark ? VOUCH_QR_SIGN_LIGHT : VOUCH_QR_SIGN_DARK,
                         (gsize) (end - next))) != NULL)
    {
      dark = !dark;
      n_squares = add_edge (map, y, step_back (differences, (int) (next - signs), dark), dark,
                            edges, squares, n_squares);
    }
  return add_edge (map, y, (float) map->width - .5f, !dark, edges, squares, n_squares);
}

/**
 * vouch_qr_locate_squares:
 * @squares: (out caller-allocates): room for %VOUCH_QR_SQUARES_MAX
 *
 * Returns: how many were found, of both polarities
 */
int
vouch_qr_locate_squares (const VouchQrMap *map,
                         VouchQrSquare    *squares)
{
  int n_squares = 0;

  for (int y = 0; y < map->height; y++)
    n_squares = scan_row (map, y, squares, n_squares);
  return n_squares;
}

/* Returns: FALSE outside the map */
static gboolean
sample (const VouchQrMap *map,
        float             x,
        float             y,
        float            *value)
{
  gsize width = (gsize) map->width;
  int column = (int) x;
  int row = (int) y;
  const gint16 *corner;
  float right, below;

  if (x < 0 || y < 0 || column >= map->width - 1 || row >= map->height - 1)
    return FALSE;
  corner = map->differences + (gsize) row * width + column;
  right = x - (float) column;
  below = y - (float) row;
  *value = ((float) corner[0] * (1 - right) + (float) corner[1] * right) * (1 - below)
           + ((float) corner[width] * (1 - right) + (float) corner[width + 1] * right) * below;
  return TRUE;
}

float
vouch_qr_locate_reach (const VouchQrMap *map,
                       float             x,
                       float             y,
                       float             direction_x,
                       float             direction_y,
                       gboolean          inverted,
                       float             limit)
{
  const float step = .5f;
  float threshold = (float) map->threshold;
  int missing = N_EDGES / 2;
  gboolean dark = !inverted;
  float edge = -1;
  float before, value;

  if (!sample (map, x, y, &before))
    return -1;
  for (float distance = step; distance < limit; distance += step)
    {
      if (!sample (map, x + direction_x * distance, y + direction_y * distance, &value))
        return -1;
      if ((value >= 0) != (before >= 0))
        edge = distance - step * value / (value - before);
      if (dark ? value > threshold : value < -threshold)
        {
          if (--missing == 0)
            return edge;
          dark = !dark;
        }
      before = value;
    }
  return -1;
}
