/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-decoder"

#include "vouch-qr-decoder.h"

#include "vouch-qr-bend.h"
#include "vouch-qr-codewords.h"
#include "vouch-qr-equaliser.h"
#include "vouch-qr-zbar.h"

/* Straightens the square between three corner squares, fits the grid of modules to it, and gives
 * zbar a drawing of the modules. Only a likely code costs more than the first check. Keeps its
 * buffers. */
struct _VouchQrDecoder
{
  VouchQrZbar *zbar;       /* owned */
  VouchQrGrid *grid;       /* owned: the grid with the best fit */
  VouchQrGrid *candidate;  /* owned */
  VouchQrGrid *bent;       /* owned: what suits best, bent */
  VouchQrImage straight;   /* owned: the picture that the grid was fitted to */
  VouchQrImage smooth;     /* owned: the same against noise */
  VouchQrImage other[2];   /* owned: the same of candidate */
  VouchQrImage binary;     /* owned */
  VouchQrMap   map;        /* owned: of binary */
};

/* The size of a module and of the border. zbar reads best at about 5 pixels a module: with much
 * larger ones it fails at the slightest error of perspective. */
#define MODULE 5.f
#define BORDER 4.f

#define THRESHOLD_RADIUS 20

/* The thresholds for counting corner squares on a picture for zbar. */
#define SQUARES_RADIUS 12
#define SQUARES_THRESHOLD 12
#define TRIPLES_MAX 64

/* Pixels of the largest image that zbar gets in half its size, too. If zbar has found no code in a
 * larger one, it finds none in half its size either. */
#define SCAN_AGAIN_PIXELS 200000

/* Costs, as measured. */
#define WORK_FIT 250000
#define WORK_FIT_PIXEL 10
#define WORK_BEND 500000
#define WORK_EQUALISE_MODULE 1500
#define WORK_REPAIR_MODULE 30
#define WORK_WASHED_MODULE 150
#define WORK_THRESHOLD_PIXEL 9
#define WORK_ZBAR_PIXEL 20
#define WORK_ZBAR_COMBINATION 1000
#define WORK_ZBAR_TRIPLE 600000

/* Below this resemblance, corner squares are false: no true ones were seen below it, and few false
 * ones above. */
#define GLANCE_MIN .2f

/* The resemblance of the known patterns of a layout. True codes, also blurred ones, stay well above
 * the first value; three unrelated squares stay below it. Above the second no other version needs
 * to be tried. */
#define MATCH_MIN .4f
#define MATCH_SURE .85f

VouchQrDecoder *
vouch_qr_decoder_new (void)
{
  VouchQrDecoder *self = g_new0 (VouchQrDecoder, 1);

  self->zbar = vouch_qr_zbar_new ();
  self->grid = g_new0 (VouchQrGrid, 1);
  self->candidate = g_new0 (VouchQrGrid, 1);
  self->bent = g_new0 (VouchQrGrid, 1);
  return self;
}

void
vouch_qr_decoder_free (VouchQrDecoder *self)
{
  vouch_qr_zbar_free (self->zbar);
  g_free (self->grid);
  g_free (self->candidate);
  g_free (self->bent);
  vouch_qr_image_clear (&self->straight);
  vouch_qr_image_clear (&self->smooth);
  for (int i = 0; i < 2; i++)
    vouch_qr_image_clear (&self->other[i]);
  vouch_qr_image_clear (&self->binary);
  vouch_qr_map_clear (&self->map);
  g_free (self);
}

static gint64
count_pixels (const VouchQrImage *image)
{
  return (gint64) image->width * image->height;
}

/* zbar combines every three corner squares that it finds, and follows all combinations that could
 * be a code. A wall of squares, which any picture can show, would keep it busy for minutes. Squares
 * of noise, here and there, do not count. */
static gint64
estimate_scan (VouchQrDecoder *self)
{
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  VouchQrTriple triples[TRIPLES_MAX];
  int n_squares, n_triples;
  gint64 n = 0;

  vouch_qr_map_compute (&self->map, &self->binary, SQUARES_RADIUS, SQUARES_THRESHOLD);
  n_squares = vouch_qr_locate_squares (&self->map, squares);
  if (n_squares == VOUCH_QR_SQUARES_MAX)
    return G_MAXINT64;
  for (int i = 0; i < n_squares; i++)
    if ((float) squares[i].hits > 2.3f * squares[i].module)
      squares[n++] = squares[i];
  n_triples = vouch_qr_triple_find (&self->map, squares, (int) n, triples, TRIPLES_MAX);
  return WORK_ZBAR_PIXEL * count_pixels (&self->binary)
         + WORK_ZBAR_COMBINATION * n * (n - 1) * (n - 2) / 6
         + WORK_ZBAR_TRIPLE * n_triples;
}

/* Lets zbar read a drawing of the modules of @grid. */
static GBytes *
scan_grid (VouchQrDecoder    *self,
           const VouchQrGrid *grid,
           VouchQrBudget     *budget)
{
  vouch_qr_grid_draw (grid, &self->binary);
  if (!vouch_qr_budget_spend (budget, estimate_scan (self)))
    return NULL;
  return vouch_qr_zbar_scan (self->zbar, &self->binary, FALSE);
}

/* Returns: the cost of straightening a code of @width and of the passes over its pixels */
static gint64
estimate_straighten (float width)
{
  float side = (width + 2 * BORDER) * MODULE;

  return (gint64) (WORK_FIT_PIXEL * side * side);
}

/* Chooses the level at which a module is not much larger than in the result.
 * Returns: that level, and in @transform the place of a code of @width in it */
static const VouchQrImage *
place_code (VouchQrPyramid      *pyramid,
            const VouchQrTriple *triple,
            int                  located_level,
            float                width,
            VouchQrTransform    *transform)
{
  float module = triple->module * (float) (1 << located_level);
  int level = 0;

  while (module > 1.8f * MODULE && level < VOUCH_QR_PYRAMID_LEVELS - 1)
    {
      module /= 2;
      level++;
    }
  *transform = vouch_qr_transform_from_triple (triple, width);
  *transform = vouch_qr_transform_scale (transform, (float) (1 << located_level)
                                                    / (float) (1 << level));
  return vouch_qr_pyramid_get_level (pyramid, level);
}

static void
swap_images (VouchQrImage *a,
             VouchQrImage *b)
{
  VouchQrImage swap = *a;

  *a = *b;
  *b = swap;
}

/* Fits the grid of @version to the code, and keeps it if it fits better than the one before. */
static void
try_version (VouchQrDecoder      *self,
             VouchQrPyramid      *pyramid,
             const VouchQrTriple *triple,
             int                  located_level,
             int                  version,
             VouchQrBudget       *budget)
{
  VouchQrGrid *candidate = self->candidate;
  gboolean inverted = triple->corner.inverted;
  float width = 17 + 4 * (float) version;
  const VouchQrImage *image;
  VouchQrTransform transform;

  if (version < 1 || version > VOUCH_QR_VERSION_MAX)
    return;
  image = place_code (pyramid, triple, located_level, width, &transform);
  vouch_qr_layout_init (&candidate->layout, version);
  if (vouch_qr_grid_glance (&candidate->layout, image, &transform, inverted) < GLANCE_MIN ||
      !vouch_qr_budget_spend (budget, WORK_FIT + estimate_straighten (width)))
    return;

  vouch_qr_straighten (&self->other[0], image, &transform, width, MODULE, BORDER, inverted);
  vouch_qr_image_blur (&self->other[1], &self->other[0]);
  vouch_qr_grid_fit (candidate, &self->other[1], MODULE, BORDER);
  if (candidate->match <= self->grid->match)
    return;
  vouch_qr_grid_sample (candidate, &self->other[1]);
  swap_images (&self->straight, &self->other[0]);
  swap_images (&self->smooth, &self->other[1]);
  self->candidate = self->grid;
  self->grid = candidate;
}

static gint64
count_modules (const VouchQrGrid *grid)
{
  return (gint64) grid->layout.width * grid->layout.width;
}

/* zbar gets only codes whose parity is correct: it would search everything else for as long, and
 * find nothing. */
static GBytes *
read_grid (VouchQrDecoder    *self,
           const VouchQrGrid *grid,
           VouchQrBudget     *budget)
{
  if (!vouch_qr_budget_spend (budget, WORK_REPAIR_MODULE * count_modules (grid)))
    return NULL;
  *self->candidate = *grid;
  if (!vouch_qr_codewords_repair (self->candidate))
    {
      if (!vouch_qr_budget_spend (budget, 2 * WORK_REPAIR_MODULE * count_modules (grid)))
        return NULL;
      *self->candidate = *grid;
      vouch_qr_grid_balance (self->candidate);
      if (!vouch_qr_codewords_repair (self->candidate))
        return NULL;
    }
  return scan_grid (self, self->candidate, budget);
}

/* The strokes that are left of dark modules may still give all of the code. */
static GBytes *
read_washed (VouchQrDecoder *self,
             VouchQrBudget  *budget)
{
  if (!vouch_qr_grid_is_washed (self->grid) ||
      !vouch_qr_budget_spend (budget, WORK_WASHED_MODULE * count_modules (self->grid)))
    return NULL;
  *self->candidate = *self->grid;
  vouch_qr_grid_sample_washed (self->candidate, &self->straight);
  if (!vouch_qr_codewords_repair (self->candidate))
    return NULL;
  return scan_grid (self, self->candidate, budget);
}

static GBytes *
read_equalised (VouchQrDecoder *self,
                VouchQrBudget  *budget,
                VouchQrSight   *sight)
{
  VouchQrBlur blur;

  if (!vouch_qr_budget_spend (budget, WORK_EQUALISE_MODULE * count_modules (self->grid)))
    return NULL;
  vouch_qr_equalise (self->grid, &blur);
  vouch_qr_sight_measure (sight, &self->smooth, (int) (BORDER * MODULE));
  sight->widest = blur.widest;
  sight->narrowest = blur.narrowest;
  return read_grid (self, self->grid, budget);
}

static GBytes *
read_bent (VouchQrDecoder *self,
           VouchQrBudget  *budget)
{
  if (!vouch_qr_budget_spend (budget, WORK_BEND))
    return NULL;
  vouch_qr_bend_follow (self->bent, &self->smooth, MODULE);
  vouch_qr_grid_sample (self->bent, &self->smooth);
  return read_grid (self, self->bent, budget);
}

/**
 * vouch_qr_decoder_read_triple:
 * @located_level: of @pyramid, in whose pixels @triple is
 * @budget: the cost is taken from it
 * @sight: (out): the appearance of a code that cannot be read; a module of 0 pixels when there
 *   seems to be none
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
vouch_qr_decoder_read_triple (VouchQrDecoder      *self,
                              VouchQrPyramid      *pyramid,
                              const VouchQrTriple *triple,
                              int                  located_level,
                              VouchQrBudget       *budget,
                              VouchQrSight        *sight)
{
  int version = vouch_qr_layout_version_for_width (triple->width);
  int other = triple->width > 17 + 4 * (float) version ? version + 1 : version - 1;
  GBytes *bytes;

  *sight = (VouchQrSight) { 0 };
  self->grid->match = -1;
  try_version (self, pyramid, triple, located_level, version, budget);
  if (self->grid->match < MATCH_SURE)
    try_version (self, pyramid, triple, located_level, other, budget);
  if (self->grid->match < MATCH_MIN)
    return NULL;

  bytes = read_grid (self, self->grid, budget);
  if (bytes == NULL)
    bytes = read_washed (self, budget);
  if (bytes != NULL)
    return bytes;
  *self->bent = *self->grid;
  bytes = read_equalised (self, budget, sight);
  if (bytes == NULL)
    bytes = read_bent (self, budget);
  if (bytes == NULL)
    sight->module = triple->module * (float) (1 << located_level);
  return bytes;
}

/* Lets zbar search the largest size that the budget allows; a small picture in half its size as
 * well. */
GBytes *
vouch_qr_decoder_read_whole (VouchQrDecoder *self,
                             VouchQrPyramid *pyramid,
                             VouchQrBudget  *budget)
{
  for (int level = 0; level < VOUCH_QR_PYRAMID_LEVELS; level++)
    {
      const VouchQrImage *image = vouch_qr_pyramid_get_level (pyramid, level);
      gint64 n_pixels = count_pixels (image);
      GBytes *bytes;

      if ((WORK_THRESHOLD_PIXEL + WORK_ZBAR_PIXEL) * n_pixels > budget->left)
        continue;
      vouch_qr_budget_spend (budget, WORK_THRESHOLD_PIXEL * n_pixels);
      vouch_qr_image_threshold (&self->binary, image, THRESHOLD_RADIUS);
      if (!vouch_qr_budget_spend (budget, estimate_scan (self)))
        continue;
      bytes = vouch_qr_zbar_scan (self->zbar, &self->binary, TRUE);
      if (bytes != NULL || n_pixels > SCAN_AGAIN_PIXELS)
        return bytes;
    }
  return NULL;
}
