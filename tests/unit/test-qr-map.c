/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-map.h"
#include "vouch-qr-pyramid.h"

#include <string.h>

static void
fill (VouchQrImage *image,
      int           width,
      int           height,
      guint8        grey)
{
  vouch_qr_image_resize (image, width, height);
  memset (image->pixels, grey, (gsize) width * (gsize) height);
}

static void
test_flat (void)
{
  static const int sides[] = { 1, 3, 4, 5, 31, 64 };
  g_auto(VouchQrMap) map = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_auto(VouchQrImage) image = { NULL };

      fill (&image, sides[i], sides[i], 173);
      vouch_qr_map_compute (&map, &image, 12, 4);
      for (int j = 0; j < sides[i] * sides[i]; j++)
        {
          g_assert_cmpint (ABS (map.differences[j]), <=, 1);
          g_assert_cmpint (map.signs[j], ==, VOUCH_QR_SIGN_NEITHER);
        }
    }
}

/* A dot differs from its surroundings by the same amount in a dark and in a light picture. */
static void
test_dot (void)
{
  static const struct {
    guint8       around;
    guint8       dot;
    VouchQrSign  sign;
  } cases[] = {
    { 20, 30, VOUCH_QR_SIGN_LIGHT },
    { 240, 250, VOUCH_QR_SIGN_LIGHT },
    { 20, 10, VOUCH_QR_SIGN_DARK },
    { 240, 230, VOUCH_QR_SIGN_DARK },
    { 100, 103, VOUCH_QR_SIGN_NEITHER },
  };
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrImage) image = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int at = 33 * 70 + 41;

      fill (&image, 70, 50, cases[i].around);
      image.pixels[at] = cases[i].dot;
      vouch_qr_map_compute (&map, &image, 12, 4);
      g_assert_cmpint (map.signs[at], ==, cases[i].sign);
      g_assert_cmpint (ABS (map.differences[at] - (cases[i].dot - cases[i].around)), <=, 1);
      g_assert_cmpint (map.signs[at + 20], ==, VOUCH_QR_SIGN_NEITHER);
    }
}

/* A slow change of brightness is no difference. */
static void
test_slope (void)
{
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrImage) image = { NULL };

  vouch_qr_image_resize (&image, 200, 200);
  for (int i = 0; i < 200 * 200; i++)
    image.pixels[i] = (guint8) (20 + i / 200);
  vouch_qr_map_compute (&map, &image, 12, 4);
  for (int y = 20; y < 180; y++)
    g_assert_cmpint (map.signs[y * 200 + 100], ==, VOUCH_QR_SIGN_NEITHER);
}

static void
test_stride (void)
{
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrMap) narrow_map = { 0 };
  g_auto(VouchQrImage) image = { NULL };
  g_auto(VouchQrImage) copy = { NULL };
  VouchQrImage view;

  vouch_qr_image_resize (&image, 90, 40);
  for (int i = 0; i < 90 * 40; i++)
    image.pixels[i] = (guint8) (i * 61);
  vouch_qr_image_init_view (&view, image.pixels, 71, 40, 90);
  vouch_qr_image_resize (&copy, 71, 40);
  for (int y = 0; y < 40; y++)
    memcpy (copy.pixels + y * 71, image.pixels + y * 90, 71);
  vouch_qr_map_compute (&map, &view, 12, 4);
  vouch_qr_map_compute (&narrow_map, &copy, 12, 4);
  g_assert_cmpmem (map.differences, 71 * 40 * sizeof (gint16),
                   narrow_map.differences, 71 * 40 * sizeof (gint16));
}

static void
test_pyramid (void)
{
  g_auto(VouchQrPyramid) pyramid = { 0 };
  g_auto(VouchQrImage) image = { NULL };
  const VouchQrImage *level;

  fill (&image, 100, 60, 50);
  vouch_qr_pyramid_set_frame (&pyramid, &image);
  g_assert_cmpint (pyramid.n_made, ==, 1);
  level = vouch_qr_pyramid_get_level (&pyramid, 2);
  g_assert_cmpint (level->width, ==, 25);
  g_assert_cmpint (level->height, ==, 15);
  g_assert_cmpint (level->pixels[0], ==, 50);

  /* A new frame invalidates the old levels. */
  memset (image.pixels, 90, 100 * 60);
  vouch_qr_pyramid_set_frame (&pyramid, &image);
  g_assert_cmpint (vouch_qr_pyramid_get_level (&pyramid, 1)->pixels[0], ==, 90);

  level = vouch_qr_pyramid_get_level (&pyramid, 100);
  g_assert_cmpint (level->width, ==, 3);
  g_assert_cmpint (level->height, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-map/flat-picture/has-no-differences", test_flat);
  g_test_add_func ("/qr-map/dot/stands-out", test_dot);
  g_test_add_func ("/qr-map/slow-change-of-light/is-no-difference", test_slope);
  g_test_add_func ("/qr-map/padded-rows/give-the-same-map", test_stride);
  g_test_add_func ("/qr-map/levels/are-made-when-asked-for", test_pyramid);
  return g_test_run ();
}
