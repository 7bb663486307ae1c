/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-triple"

#include "vouch-qr-triple.h"

#include <math.h>
#include <string.h>

/* Combines corner squares to codes: a right angle and equal arms within the tilt of a screen, and
 * as many modules as a code can have. */

/* The number of squares of each polarity that are combined: the work is its cube. */
#define STRONGEST 24

/* In modules. Version 23 is 109 wide and holds a thousand bytes: a larger code is not from
 * Beeper. */
#define ARM_MIN 12.f
#define ARM_MAX 120.f
#define WIDTH_MIN 19.f
#define WIDTH_MAX 110.f

/* The ratio of sizes of two corner squares. A code that is held very much aslant exceeds it, but
 * most such triples are no codes, and come last. */
#define UNEVEN_USUAL 1.9f
#define UNEVEN_MAX 2.4f
#define UNEVEN_PENALTY 2

/* A corner square's outer edges are 7 modules apart. */
#define SQUARE_MODULES 7.f

/* The penalty for each corner square of another code that lies in a triple. */
#define PENALTY_FOREIGN .5f

typedef struct {
  float x;
  float y;
  float length;
} Arm;

static Arm
make_arm (const VouchQrSquare *from,
          const VouchQrSquare *to)
{
  Arm arm = { to->x - from->x, to->y - from->y, 0 };

  arm.length = sqrtf (arm.x * arm.x + arm.y * arm.y);
  return arm;
}

/* Hits in proportion to the size: a true corner square is crossed by every row through its core. */
static float
strength (const VouchQrSquare *square)
{
  return (float) square->hits / square->module;
}

static int
compare_strength (gconstpointer a,
                  gconstpointer b)
{
  float first = strength (a);
  float second = strength (b);

  return first < second ? 1 : first > second ? -1 : 0;
}

/* Returns: how many of @chosen were filled */
static int
choose_strongest (const VouchQrSquare *squares,
                  int                  n_squares,
                  gboolean             inverted,
                  VouchQrSquare       *chosen)
{
  VouchQrSquare sorted[VOUCH_QR_SQUARES_MAX];
  int n_sorted = 0;

  for (int i = 0; i < n_squares; i++)
    if (squares[i].inverted == inverted)
      sorted[n_sorted++] = squares[i];
  qsort (sorted, (gsize) n_sorted, sizeof *sorted, compare_strength);
  n_sorted = MIN (n_sorted, STRONGEST);
  memcpy (chosen, sorted, (gsize) n_sorted * sizeof *sorted);
  return n_sorted;
}

/* A penalty by shape alone, or a negative number when these three can be no code. */
static float
judge_shape (const VouchQrSquare *corner,
             const VouchQrSquare *right,
             const VouchQrSquare *below)
{
  Arm first = make_arm (corner, right);
  Arm second = make_arm (corner, below);
  float module = (corner->module + right->module + below->module) / 3;
  float largest = MAX (corner->module, MAX (right->module, below->module));
  float smallest = MIN (corner->module, MIN (right->module, below->module));
  float uneven = largest / smallest;
  float cosine, ratio, hits;

  /* Clockwise on a picture whose y runs down: zbar reads mirrored codes by itself. */
  if (first.x * second.y - first.y * second.x <= 0)
    return -1;
  if (MIN (first.length, second.length) < ARM_MIN * module ||
      MAX (first.length, second.length) > ARM_MAX * module ||
      uneven > UNEVEN_MAX)
    return -1;
  cosine = fabsf (first.x * second.x + first.y * second.y) / (first.length * second.length);
  ratio = MAX (first.length, second.length) / MIN (first.length, second.length);
  if (cosine > .5f || ratio > 1.9f)
    return -1;

  hits = (float) (corner->hits + right->hits + below->hits) * 10 / module;
  return cosine * 2 + (ratio - 1) * 1.5f + (uneven - 1)
         + (uneven > UNEVEN_USUAL ? UNEVEN_PENALTY : 0)
         + .6f - .002f * MIN (300, hits);
}

/* Squares of neighbouring codes can be placed as those of one code. Such a triple has other squares
 * of these codes between its arms, or on one of them: a code has no fourth.
 * Returns: how many squares in it look as much like a corner square as its own three */
static int
count_foreign (const VouchQrTriple *triple,
               const VouchQrSquare *squares,
               int                  n_squares)
{
  Arm first = make_arm (&triple->corner, &triple->right);
  Arm second = make_arm (&triple->corner, &triple->below);
  float area = first.x * second.y - first.y * second.x;
  float margin = SQUARE_MODULES / 2 * triple->corner.module / MAX (first.length, second.length);
  float weakest = MIN (strength (&triple->corner),
                       MIN (strength (&triple->right), strength (&triple->below)));
  int n_foreign = -3;   /* its own three lie in it as well */

  for (int i = 0; i < n_squares; i++)
    {
      float x = squares[i].x - triple->corner.x;
      float y = squares[i].y - triple->corner.y;
      float along = (x * second.y - y * second.x) / area;
      float down = (first.x * y - first.y * x) / area;

      n_foreign += along > -margin && along < 1 + margin && down > -margin && down < 1 + margin &&
                   strength (&squares[i]) > weakest / 2;
    }
  return n_foreign;
}

/* A square's size along an axis. Towards the inside of the code its edge is always to be seen,
 * outside only where there is a border: one side is enough. Negative: not seen at all. */
static float
measure_square (const VouchQrMap    *map,
                const VouchQrSquare *square,
                const Arm           *arm)
{
  float limit = SQUARE_MODULES * square->module;
  float x = arm->x / arm->length;
  float y = arm->y / arm->length;
  float ahead, behind;

  ahead = vouch_qr_locate_reach (map, square->x, square->y, x, y, square->inverted, limit);
  behind = vouch_qr_locate_reach (map, square->x, square->y, -x, -y, square->inverted, limit);
  if (ahead > 0 && behind > 0)
    return ahead + behind;
  return 2 * MAX (ahead, behind);
}

/* A nearer part is larger, in both directions alike: hence the cube root of the product of one
 * ratio along and one across. More than two thirds are no tilt but an error. */
static float
derive_scale (const float *corner,
              const float *other)
{
  return CLAMP (cbrtf (corner[0] / other[0] * corner[1] / other[1]), .6f, 1.67f);
}

/* Fills in perspective and width. Returns: FALSE when the squares' sizes speak against a code. */
static gboolean
measure (const VouchQrMap *map,
         VouchQrTriple    *triple)
{
  const VouchQrSquare *squares[] = { &triple->corner, &triple->right, &triple->below };
  Arm arms[] = { make_arm (&triple->corner, &triple->right),
                 make_arm (&triple->corner, &triple->below) };
  float sizes[3][2];
  float across, down;

  for (int i = 0; i < 3; i++)
    for (int axis = 0; axis < 2; axis++)
      {
        sizes[i][axis] = measure_square (map, squares[i], &arms[axis]);
        if (sizes[i][axis] <= 0)
          return FALSE;
      }

  across = SQUARE_MODULES * arms[0].length / sqrtf (sizes[0][0] * sizes[1][0]);
  down = SQUARE_MODULES * arms[1].length / sqrtf (sizes[0][1] * sizes[2][1]);
  triple->right_scale = derive_scale (sizes[0], sizes[1]);
  triple->below_scale = derive_scale (sizes[0], sizes[2]);
  triple->width = (across + down) / 2 + SQUARE_MODULES;
  triple->module = arms[0].length / (triple->width - SQUARE_MODULES);
  triple->penalty += fabsf (across / down - 1) * 2;
  return MAX (across, down) <= 1.45f * MIN (across, down) &&
         triple->width >= WIDTH_MIN && triple->width <= WIDTH_MAX;
}

/* Keeps @triples sorted. Returns: how many there are now */
static int
insert_triple (VouchQrTriple       *triples,
               int                  n_triples,
               int                  max_triples,
               const VouchQrTriple *triple)
{
  int place = n_triples;

  while (place > 0 && triples[place - 1].penalty > triple->penalty)
    place--;
  if (place == max_triples)
    return n_triples;
  n_triples = MIN (n_triples + 1, max_triples);
  memmove (triples + place + 1, triples + place,
           (gsize) (n_triples - place - 1) * sizeof *triples);
  triples[place] = *triple;
  return n_triples;
}

static int
combine (const VouchQrMap    *map,
         const VouchQrSquare *squares,
         int                  n_squares,
         VouchQrTriple       *triples,
         int                  n_triples,
         int                  max_triples)
{
  for (int i = 0; i < n_squares; i++)
    for (int j = 0; j < n_squares; j++)
      for (int k = 0; k < n_squares; k++)
        {
          VouchQrTriple triple = { squares[i], squares[j], squares[k] };
          float limit = n_triples == max_triples ? triples[n_triples - 1].penalty : G_MAXFLOAT;

          if (i == j || j == k || i == k)
            continue;
          triple.penalty = judge_shape (&squares[i], &squares[j], &squares[k]);
          if (triple.penalty < 0 || triple.penalty >= limit)
            continue;
          triple.penalty += PENALTY_FOREIGN * (float) count_foreign (&triple, squares, n_squares);
          if (triple.penalty < limit && measure (map, &triple))
            n_triples = insert_triple (triples, n_triples, max_triples, &triple);
        }
  return n_triples;
}

/**
 * vouch_qr_triple_count:
 *
 * Returns: how many combinations of squares vouch_qr_triple_find() will try
 */
gint64
vouch_qr_triple_count (const VouchQrSquare *squares,
                       int                  n_squares)
{
  gint64 counts[2] = { 0 };

  for (int i = 0; i < n_squares; i++)
    counts[squares[i].inverted]++;
  for (int i = 0; i < 2; i++)
    counts[i] = MIN (counts[i], STRONGEST);
  return counts[0] * counts[0] * counts[0] + counts[1] * counts[1] * counts[1];
}

/**
 * vouch_qr_triple_find:
 * @triples: (out caller-allocates): room for @max_triples, the likeliest first
 *
 * Returns: how many were found
 */
int
vouch_qr_triple_find (const VouchQrMap    *map,
                      const VouchQrSquare *squares,
                      int                  n_squares,
                      VouchQrTriple       *triples,
                      int                  max_triples)
{
  VouchQrSquare chosen[STRONGEST];
  int n_triples = 0;

  for (int inverted = 0; inverted < 2; inverted++)
    {
      int n_chosen = choose_strongest (squares, n_squares, inverted, chosen);

      n_triples = combine (map, chosen, n_chosen, triples, n_triples, max_triples);
    }
  return n_triples;
}
