/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-bend.h"

#include <math.h>

#define MODULE 5
#define BORDER VOUCH_QR_CODE_BORDER

/* modules that a pixel is moved by at most */
#define FAR 1.2f

/* Bends the picture like curled paper: the middle is moved, and the corners stay. */
static void
bend (VouchQrImage       *bent,
      const VouchQrImage *image,
      float               across,
      float               down)
{
  vouch_qr_image_resize (bent, image->width, image->height);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        float u = sinf ((float) G_PI * (float) x / (float) image->width);
        float v = sinf ((float) G_PI * (float) y / (float) image->height);
        float value = vouch_qr_image_sample (image, (float) x + across * u * u * v * MODULE,
                                             (float) y + down * u * v * v * MODULE);

        vouch_qr_image_row_for_writing (bent, y)[x] = (guint8) (value + .5f);
      }
}

static void
test_follow (void)
{
  static const float cases[][2] = { { 0, 0 }, { FAR, 0 }, { 0, -FAR }, { -FAR / 2, FAR } };
  g_autofree VouchQrGrid *grid = g_new (VouchQrGrid, 1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchQrCode) code = frame_make_code (i);
      g_auto(VouchQrImage) bent = { NULL };
      g_auto(VouchQrImage) smooth = { NULL };
      g_autofree guint8 *pixels = NULL;
      VouchQrImage image;
      guint side;

      pixels = frame_draw_code (code, MODULE, FALSE, &side);
      vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
      bend (&bent, &image, cases[i][0], cases[i][1]);
      vouch_qr_image_blur (&smooth, &bent);
      vouch_qr_layout_init (&grid->layout, frame_get_version (code));
      vouch_qr_grid_fit (grid, &smooth, MODULE, BORDER);
      vouch_qr_grid_sample (grid, &smooth);
      if (i > 0)
        g_assert_cmpint (frame_count_errors (grid, code), >, 50);
      vouch_qr_bend_follow (grid, &smooth, MODULE);
      vouch_qr_grid_sample (grid, &smooth);
      g_assert_cmpint (frame_count_errors (grid, code), <=, 2);
    }
}

/* A picture without modules gives a result near the original, and no read is out of bounds. */
static void
test_nothing (void)
{
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_auto(VouchQrImage) image = { NULL };
  g_autoptr(GRand) random = g_rand_new_with_seed (8);

  vouch_qr_layout_init (&grid->layout, VOUCH_QR_VERSION_MAX);
  vouch_qr_image_resize (&image, 40, 40);
  for (int i = 0; i < 40 * 40; i++)
    image.pixels[i] = (guint8) g_rand_int (random);
  grid->transform = (VouchQrTransform) { { { MODULE, 0, 0 }, { 0, MODULE, 0 }, { 0, 0, 1 } } };
  vouch_qr_bend_follow (grid, &image, MODULE);
  vouch_qr_grid_sample (grid, &image);
  for (int i = 0; i < VOUCH_QR_BEND_KNOTS * VOUCH_QR_BEND_KNOTS; i++)
    g_assert_cmpfloat (fabsf (grid->bend[i / VOUCH_QR_BEND_KNOTS][i % VOUCH_QR_BEND_KNOTS][0]), <,
                       100 * MODULE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-bend/bent-code/bend-is-followed", test_follow);
  g_test_add_func ("/qr-bend/no-modules/bend-stays-small", test_nothing);
  return g_test_run ();
}
