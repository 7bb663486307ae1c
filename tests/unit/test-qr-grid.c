/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-equaliser.h"

#define MODULE 5
#define BORDER VOUCH_QR_CODE_BORDER

/* The grid fits a code at the right position, or near it. */
static void
test_fit (void)
{
  static const struct {
    float shift;
    float shear;
    float tilt;
  } cases[] = {
    { 0, 0, 0 }, { 2.5f, 0, 0 }, { -3, .01f, 0 }, { 1, 0, .0006f }, { 0, 0, -.0006f },
  };
  g_autofree VouchQrGrid *grid = g_new (VouchQrGrid, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchQrCode) code = frame_make_code ((guint) i);
      g_autofree guint8 *pixels = NULL;
      g_auto(VouchQrImage) straight = { NULL };
      VouchQrTransform transform = { { { MODULE, cases[i].shear, MODULE * BORDER + cases[i].shift },
                                       { 0, MODULE, MODULE * BORDER - .5f },
                                       { cases[i].tilt, cases[i].tilt, 1 } } };
      VouchQrImage image;
      guint side;

      pixels = frame_draw_code (code, MODULE, FALSE, &side);
      vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
      vouch_qr_straighten (&straight, &image, &transform, (float) vouch_qr_code_get_width (code),
                           MODULE, BORDER, FALSE);
      vouch_qr_layout_init (&grid->layout, frame_get_version (code));
      vouch_qr_grid_fit (grid, &straight, MODULE, BORDER);
      g_assert_cmpfloat (grid->match, >, .9);
      vouch_qr_grid_sample (grid, &straight);
      g_assert_cmpint (frame_count_errors (grid, code), <=, 2);
    }
}

/* The grid fits neither a code of another version nor a picture without a code. */
static void
test_no_fit (void)
{
  g_autoptr(VouchQrCode) code = frame_make_code (1);
  g_autofree VouchQrGrid *grid = g_new (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  g_autofree guint8 *pixels = NULL;
  VouchQrImage image;
  guint side;

  pixels = frame_draw_code (code, MODULE, FALSE, &side);
  vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
  vouch_qr_layout_init (&grid->layout, frame_get_version (code) - 1);
  vouch_qr_grid_fit (grid, &image, MODULE, BORDER);
  g_assert_cmpfloat (grid->match, <, .6);
  for (gsize i = 0; i < (gsize) side * side; i++)
    pixels[i] = (guint8) g_rand_int (random);
  vouch_qr_layout_init (&grid->layout, frame_get_version (code));
  vouch_qr_grid_fit (grid, &image, MODULE, BORDER);
  g_assert_cmpfloat (grid->match, <, .3);
}

/* The quick check accepts only corner squares of the right polarity. */
static void
test_glance (void)
{
  g_autoptr(VouchQrCode) code = frame_make_code (2);
  g_autofree guint8 *pixels = NULL;
  VouchQrTransform transform = { { { MODULE, 0, MODULE * BORDER - .5f },
                                   { 0, MODULE, MODULE * BORDER - .5f }, { 0, 0, 1 } } };
  VouchQrLayout layout;
  VouchQrImage image;
  guint side;

  pixels = frame_draw_code (code, MODULE, FALSE, &side);
  vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
  vouch_qr_layout_init (&layout, frame_get_version (code));
  g_assert_cmpfloat (vouch_qr_grid_glance (&layout, &image, &transform, FALSE), >, .95);
  g_assert_cmpfloat (vouch_qr_grid_glance (&layout, &image, &transform, TRUE), <, -.9);
  transform.rows[0][2] += 6 * MODULE;
  g_assert_cmpfloat (vouch_qr_grid_glance (&layout, &image, &transform, FALSE), <, .5);
}

/* @image: (out): a view of the result
 * Returns: (transfer full): @side rows of @side pixels */
static guint8 *
draw_and_sample (VouchQrGrid  *grid,
                 VouchQrCode  *code,
                 VouchQrImage *image,
                 guint        *side)
{
  guint8 *pixels = frame_draw_code (code, MODULE, FALSE, side);

  vouch_qr_image_init_view (image, pixels, (int) *side, (int) *side, *side);
  vouch_qr_layout_init (&grid->layout, frame_get_version (code));
  vouch_qr_grid_fit (grid, image, MODULE, BORDER);
  vouch_qr_grid_sample (grid, image);
  return pixels;
}

/* The drawn grid is the code again. */
static void
test_draw (void)
{
  g_autoptr(VouchQrCode) code = frame_make_code (5);
  g_autofree VouchQrGrid *grid = g_new (VouchQrGrid, 1);
  g_auto(VouchQrImage) drawn = { NULL };
  g_autofree guint8 *pixels = NULL;
  VouchQrImage image;
  guint side;

  pixels = draw_and_sample (grid, code, &image, &side);
  vouch_qr_grid_draw (grid, &drawn);
  g_assert_cmpint (drawn.width % (grid->layout.width + 2 * BORDER), ==, 0);
  for (int y = 0; y < drawn.height; y++)
    for (int x = 0; x < drawn.width; x++)
      g_assert_cmpint (vouch_qr_image_row (&drawn, y)[x] < 128, ==,
                       pixels[(guint) (y * (int) side / drawn.height) * side
                              + (guint) (x * (int) side / drawn.width)] < 128);
}

/* Each pixel becomes as light as its lightest neighbour, like light that spreads. */
static void
spill (guint8 *pixels,
       int     side,
       int     reach)
{
  g_autofree guint8 *before = g_memdup2 (pixels, (gsize) side * (gsize) side);

  for (int y = reach; y < side - reach; y++)
    for (int x = reach; x < side - reach; x++)
      for (int i = 0; i < (2 * reach + 1) * (2 * reach + 1); i++)
        pixels[y * side + x] = MAX (pixels[y * side + x],
                                    before[(y + i / (2 * reach + 1) - reach) * side
                                           + x + i % (2 * reach + 1) - reach]);
}

/* Of modules of five pixels only strokes of one pixel are left, and none is black. */
static void
test_washed (void)
{
  g_autoptr(VouchQrCode) code = frame_make_code (7);
  g_autofree VouchQrGrid *grid = g_new (VouchQrGrid, 1);
  g_auto(VouchQrImage) smooth = { NULL };
  g_autofree guint8 *pixels = NULL;
  VouchQrImage image;
  guint side;

  pixels = draw_and_sample (grid, code, &image, &side);
  g_assert_false (vouch_qr_grid_is_washed (grid));

  for (guint i = 0; i < side * side; i++)
    pixels[i] = pixels[i] < 128 ? 200 : 255;
  spill (pixels, (int) side, 2);
  vouch_qr_image_blur (&smooth, &image);
  vouch_qr_grid_sample (grid, &smooth);
  g_assert_true (vouch_qr_grid_is_washed (grid));
  g_assert_cmpint (frame_count_errors (grid, code), >, 20);
  vouch_qr_grid_sample_washed (grid, &image);
  g_assert_cmpint (frame_count_errors (grid, code), ==, 0);
}

static void
test_average (void)
{
  float field[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  float means[9];

  vouch_qr_grid_average (field, 3, 1, means);
  g_assert_cmpfloat_with_epsilon (means[4], 5, 1e-5);
  g_assert_cmpfloat_with_epsilon (means[0], 3, 1e-5);
  vouch_qr_grid_average (field, 3, 7, means);
  g_assert_cmpfloat_with_epsilon (means[8], 5, 1e-5);
}

/* Fills the grid with the code, blurred by a kernel of 3 × 3, on a slope and with noise. */
static void
blur_into (VouchQrGrid *grid,
           VouchQrCode *code,
           const float *kernel,
           GRand       *random)
{
  int width = grid->layout.width;

  for (int y = 0; y < width; y++)
    for (int x = 0; x < width; x++)
      {
        float sum = .3f * (float) x / (float) width
                    + (float) g_rand_double_range (random, -.06, .06);

        for (int i = 0; i < 9; i++)
          {
            int column = x + i % 3 - 1, row = y + i / 3 - 1;
            gboolean dark = column >= 0 && row >= 0 && column < width && row < width &&
                            vouch_qr_code_get_module (code, (guint) column, (guint) row);

            sum += kernel[i] * (dark ? -1 : 1);
          }
        grid->values[y * width + x] = 2 * sum;
      }
}

static void
test_equalise (void)
{
  static const float kernels[][9] = {
    { 0, 0, 0, 0, 1, 0, 0, 0, 0 },                                      /* sharp */
    { .03f, .12f, .03f, .12f, .4f, .12f, .03f, .12f, .03f },            /* out of focus */
    { 0, .02f, .2f, .06f, .44f, .06f, .2f, .02f, 0 },                   /* moved aslant */
  };
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (17);

  for (gsize i = 0; i < G_N_ELEMENTS (kernels); i++)
    for (guint seed = 0; seed < 4; seed++)
      {
        g_autoptr(VouchQrCode) code = frame_make_code (seed);
        VouchQrBlur blur;

        vouch_qr_layout_init (&grid->layout, frame_get_version (code));
        blur_into (grid, code, kernels[i], random);
        if (i == 1)
          g_assert_cmpint (frame_count_errors (grid, code), >, 30);
        vouch_qr_equalise (grid, &blur);
        g_assert_cmpint (frame_count_errors (grid, code), <=, 3);
        g_assert_cmpint (blur.widest > .4f, ==, i > 0);
        if (i > 0)
          g_assert_cmpint (blur.widest > 1.35f * blur.narrowest, ==, i == 2);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-grid/code-nearly-in-place/is-fitted", test_fit);
  g_test_add_func ("/qr-grid/other-version-or-no-code/does-not-fit", test_no_fit);
  g_test_add_func ("/qr-grid/corner-squares/are-seen-at-a-glance", test_glance);
  g_test_add_func ("/qr-grid/drawn-again/is-the-code", test_draw);
  g_test_add_func ("/qr-grid/strokes-are-thin/is-washed-and-read", test_washed);
  g_test_add_func ("/qr-grid/field/is-averaged-to-its-edges", test_average);
  g_test_add_func ("/qr-grid/blurred-modules/are-equalised", test_equalise);
  return g_test_run ();
}
