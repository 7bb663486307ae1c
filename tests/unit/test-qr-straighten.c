/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-straighten.h"

#include <math.h>

static const float modules[4][2] = {
  { 3.5f, 3.5f }, { 37.5f, 3.5f }, { 3.5f, 37.5f }, { 34.5f, 34.5f },
};

static void
assert_at (const VouchQrTransform *transform,
           float                   column,
           float                   row,
           float                   expected_x,
           float                   expected_y)
{
  float x, y;

  vouch_qr_transform_apply (transform, column, row, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, expected_x, .02);
  g_assert_cmpfloat_with_epsilon (y, expected_y, .02);
}

static void
test_from_points (void)
{
  static const float tilted[4][2] = { { 100, 80 }, { 320, 95 }, { 90, 330 }, { 280, 270 } };
  static const float line[4][2] = { { 1, 1 }, { 2, 2 }, { 3, 3 }, { 4, 4 } };
  VouchQrTransform transform;

  g_assert_true (vouch_qr_transform_from_points (&transform, modules, tilted));
  for (int i = 0; i < 4; i++)
    assert_at (&transform, modules[i][0], modules[i][1], tilted[i][0], tilted[i][1]);
  g_assert_false (vouch_qr_transform_from_points (&transform, line, tilted));
}

/* The three squares are mapped to the positions where they were found. The scales bend the mapping
 * between them. */
static void
test_from_triple (void)
{
  VouchQrTriple triple = {
    .corner = { .x = 100, .y = 80 }, .right = { .x = 320, .y = 95 }, .below = { .x = 90, .y = 330 },
    .right_scale = 1.1f, .below_scale = .9f,
  };
  VouchQrTransform transform = vouch_qr_transform_from_triple (&triple, 41);
  float middle_x, middle_y;

  assert_at (&transform, 3.5f, 3.5f, 100, 80);
  assert_at (&transform, 37.5f, 3.5f, 320, 95);
  assert_at (&transform, 3.5f, 37.5f, 90, 330);
  /* A distant part is shorter, so the middle is beyond the half. */
  vouch_qr_transform_apply (&transform, 20.5f, 3.5f, &middle_x, &middle_y);
  g_assert_cmpfloat (middle_x, >, 213);
}

static void
test_scale (void)
{
  static const float tilted[4][2] = { { 100, 80 }, { 320, 95 }, { 90, 330 }, { 280, 270 } };
  VouchQrTransform transform, half;

  g_assert_true (vouch_qr_transform_from_points (&transform, modules, tilted));
  half = vouch_qr_transform_scale (&transform, .5f);
  for (int i = 0; i < 4; i++)
    assert_at (&half, modules[i][0], modules[i][1],
               (tilted[i][0] + .5f) / 2 - .5f, (tilted[i][1] + .5f) / 2 - .5f);
}

/* Each module of a straightened code has its colour at its centre. */
static void
test_straighten (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("Straight, whatever it was before.", 33);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  guint width = vouch_qr_code_get_width (code);
  /* A quarter turn: columns of the code run down the picture, and rows run left. */
  const VouchQrTransform transform = { { { 0, -7, 7 * (4 + (float) width) - .5f },
                                         { 7, 0, 4 * 7 - .5f },
                                         { 0, 0, 1 } } };
  g_auto(VouchQrImage) straight = { NULL };
  g_autofree guint8 *pixels = NULL;
  VouchQrImage image;
  guint side;

  for (int inverted = 0; inverted < 2; inverted++)
    {
      g_free (g_steal_pointer (&pixels));
      pixels = frame_draw_code (code, 7, inverted, &side);
      vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
      vouch_qr_straighten (&straight, &image, &transform, (float) width, 5, 4, inverted);
      g_assert_cmpint (straight.width, ==, ((int) width + 8) * 5);
      for (guint y = 0; y < width; y++)
        for (guint x = 0; x < width; x++)
          {
            guint8 grey = vouch_qr_image_row (&straight, (int) (y + 4) * 5 + 2)[(x + 4) * 5 + 2];

            g_assert_cmpint (grey < 128, ==, vouch_qr_code_get_module (code, width - 1 - y, x));
          }
    }
}

/* A degenerate transform must not cause a read out of bounds. */
static void
test_nonsense (void)
{
  static const VouchQrTransform wild[] = {
    { { { 0 } } },
    { { { 1e30f, 0, 0 }, { 0, 1e30f, 0 }, { 0, 0, 1e-30f } } },
    { { { NAN, 0, 0 }, { 0, INFINITY, 0 }, { 0, 0, 1 } } },
    { { { 1, 0, -1e9f }, { 0, 1, 1e9f }, { 1, -1, 0 } } },
  };
  static const guint8 pixels[] = { 1, 2, 3, 4 };
  g_auto(VouchQrImage) straight = { NULL };
  VouchQrImage image;

  vouch_qr_image_init_view (&image, pixels, 2, 2, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      vouch_qr_straighten (&straight, &image, &wild[i], 21, 5, 4, FALSE);
      g_assert_cmpint (straight.pixels[0], <=, 4);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-straighten/four-points/give-the-transform", test_from_points);
  g_test_add_func ("/qr-straighten/three-squares/give-the-transform", test_from_triple);
  g_test_add_func ("/qr-straighten/half-the-size/transform-is-halved", test_scale);
  g_test_add_func ("/qr-straighten/tilted-code/comes-out-straight", test_straighten);
  g_test_add_func ("/qr-straighten/nonsense-transform/stays-in-the-picture", test_nonsense);
  return g_test_run ();
}
