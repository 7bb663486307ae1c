/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-locate.h"
#include "vouch-qr-triple.h"

#include <math.h>
#include <string.h>

#define SIDE 200

/* Draws a corner square around @x, @y. @bloom moves each edge from light to dark. */
static void
draw_square (VouchQrImage *image,
             float         x,
             float         y,
             float         module,
             float         bloom,
             gboolean      inverted)
{
  for (int row = 0; row < image->height; row++)
    for (int column = 0; column < image->width; column++)
      {
        float far = MAX (fabsf ((float) column - x), fabsf ((float) row - y));
        gboolean dark = far < 1.5f * module - bloom ||
                        (far > 2.5f * module + bloom && far < 3.5f * module - bloom);

        if (far < 4.5f * module)
          image->pixels[row * image->width + column] = dark != inverted ? 30 : 220;
      }
}

static int
locate (const VouchQrImage *image,
        VouchQrMap         *map,
        VouchQrSquare      *squares)
{
  vouch_qr_map_compute (map, image, 12, 4);
  return vouch_qr_locate_squares (map, squares);
}

static void
test_square (void)
{
  static const struct {
    float    module;
    float    bloom;
    gboolean inverted;
  } cases[] = {
    { 2, 0, FALSE }, { 3, 0, FALSE }, { 3, 0, TRUE }, { 6, 0, FALSE },
    { 6, 1.5f, FALSE }, { 6, -1.5f, FALSE }, { 10, 0, TRUE },
  };
  g_auto(VouchQrMap) map = { 0 };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(VouchQrImage) image = { NULL };
      int found = 0;
      int n_squares;

      vouch_qr_image_resize (&image, SIDE, SIDE);
      memset (image.pixels, cases[i].inverted ? 30 : 220, SIDE * SIDE);
      draw_square (&image, 90.5f, 110.5f, cases[i].module, cases[i].bloom, cases[i].inverted);
      n_squares = locate (&image, &map, squares);
      for (int j = 0; j < n_squares; j++)
        found += squares[j].inverted == cases[i].inverted &&
                 fabsf (squares[j].x - 90.5f) < 1 &&
                 fabsf (squares[j].y - 110.5f) < 1 &&
                 fabsf (squares[j].module / cases[i].module - 1) < .15f;
      g_assert_cmpint (found, ==, 1);
    }
}

/* Without a border a square can be at the edge of the picture. */
static void
test_at_the_edge (void)
{
  g_auto(VouchQrMap) map = { 0 };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  static const float centres[][2] = {
    { 20.5f, 20.5f }, { 20.5f, 100.5f }, { SIDE - 21.5f, 100.5f }, { SIDE - 21.5f, 20.5f },
    { 100.5f, SIDE - 21.5f },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (centres); i++)
    {
      g_auto(VouchQrImage) image = { NULL };
      int n_squares;
      int found = 0;

      vouch_qr_image_resize (&image, SIDE, SIDE);
      memset (image.pixels, 220, SIDE * SIDE);
      draw_square (&image, centres[i][0], centres[i][1], 6, 0, FALSE);
      n_squares = locate (&image, &map, squares);
      for (int j = 0; j < n_squares; j++)
        found += !squares[j].inverted && fabsf (squares[j].x - centres[i][0]) < 1 &&
                 fabsf (squares[j].y - centres[i][1]) < 1;
      g_assert_cmpint (found, ==, 1);
    }
}

/* Half a square is not found, and no read is out of bounds. */
static void
test_cut_off (void)
{
  g_auto(VouchQrMap) map = { 0 };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  static const float centres[] = { 0, 5, SIDE - 5, SIDE - 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (centres); i++)
    {
      g_auto(VouchQrImage) image = { NULL };

      vouch_qr_image_resize (&image, SIDE, SIDE);
      memset (image.pixels, 220, SIDE * SIDE);
      draw_square (&image, centres[i], 100, 6, 0, FALSE);
      draw_square (&image, 100, centres[i], 6, 0, FALSE);
      g_assert_cmpint (locate (&image, &map, squares), ==, 0);
    }
}

static void
test_reach (void)
{
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrImage) image = { NULL };
  float reach;

  vouch_qr_image_resize (&image, SIDE, SIDE);
  memset (image.pixels, 220, SIDE * SIDE);
  draw_square (&image, 100, 100, 4, 0, FALSE);
  vouch_qr_map_compute (&map, &image, 12, 4);

  reach = vouch_qr_locate_reach (&map, 100, 100, 1, 0, FALSE, 28);
  g_assert_cmpfloat_with_epsilon (reach, 14, .6);
  reach = vouch_qr_locate_reach (&map, 100, 100, 0, -1, FALSE, 28);
  g_assert_cmpfloat_with_epsilon (reach, 14, .6);
  g_assert_cmpfloat (vouch_qr_locate_reach (&map, 100, 100, 1, 0, FALSE, 8), <, 0);
  g_assert_cmpfloat (vouch_qr_locate_reach (&map, 300, 100, 1, 0, FALSE, 28), <, 0);
}

/* The three squares of a whole code are found in order, with its width. */
static void
test_triple (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("MATRIX\2\0\0 and enough for a version 3", 36);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_auto(VouchQrMap) map = { 0 };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  VouchQrTriple triples[3];

  for (int inverted = 0; inverted < 2; inverted++)
    {
      g_autofree guint8 *pixels = NULL;
      VouchQrImage image;
      guint side;
      int n_squares;

      pixels = frame_draw_code (code, 4, inverted, &side);
      vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
      n_squares = locate (&image, &map, squares);
      g_assert_cmpint (vouch_qr_triple_find (&map, squares, n_squares, triples, 3), >=, 1);
      g_assert_cmpint (triples[0].corner.inverted, ==, inverted);
      g_assert_cmpfloat_with_epsilon (triples[0].corner.x, 4 * 7.5 - .5, .5);
      g_assert_cmpfloat_with_epsilon (triples[0].corner.y, 4 * 7.5 - .5, .5);
      g_assert_cmpfloat (triples[0].right.x, >, triples[0].corner.x + 60);
      g_assert_cmpfloat (triples[0].below.y, >, triples[0].corner.y + 60);
      g_assert_cmpfloat_with_epsilon (triples[0].width, vouch_qr_code_get_width (code), 1);
      g_assert_cmpfloat_with_epsilon (triples[0].module, 4, .2);
      g_assert_cmpfloat_with_epsilon (triples[0].right_scale, 1, .03);
    }
}

/* Two squares are not a code, and neither are three on a line. */
static void
test_no_triple (void)
{
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrImage) image = { NULL };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  VouchQrTriple triples[3];
  int n_squares;

  vouch_qr_image_resize (&image, SIDE, SIDE);
  memset (image.pixels, 220, SIDE * SIDE);
  draw_square (&image, 30, 100, 3, 0, FALSE);
  draw_square (&image, 100, 100, 3, 0, FALSE);
  n_squares = locate (&image, &map, squares);
  g_assert_cmpint (n_squares, ==, 2);
  g_assert_cmpint (vouch_qr_triple_find (&map, squares, n_squares, triples, 3), ==, 0);

  draw_square (&image, 170, 100, 3, 0, FALSE);
  n_squares = locate (&image, &map, squares);
  g_assert_cmpint (n_squares, ==, 3);
  g_assert_cmpint (vouch_qr_triple_find (&map, squares, n_squares, triples, 3), ==, 0);
}

/* A nearer square is larger, up to a little more than twice. */
static void
test_steep (void)
{
  g_auto(VouchQrMap) map = { 0 };
  g_auto(VouchQrImage) image = { NULL };
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  VouchQrTriple triples[3];
  int n_squares;

  vouch_qr_image_resize (&image, SIDE, SIDE);
  memset (image.pixels, 220, SIDE * SIDE);
  draw_square (&image, 40, 40, 4, 0, FALSE);
  draw_square (&image, 110, 55, 2.2f, 0, FALSE);
  draw_square (&image, 30, 140, 5, 0, FALSE);
  n_squares = locate (&image, &map, squares);
  g_assert_cmpint (vouch_qr_triple_find (&map, squares, n_squares, triples, 3), ==, 1);
  g_assert_cmpfloat (triples[0].right_scale, >, 1.35f);
  g_assert_cmpfloat (triples[0].below_scale, <, .9f);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-locate/corner-square/is-located", test_square);
  g_test_add_func ("/qr-locate/square-at-the-edge/is-located", test_at_the_edge);
  g_test_add_func ("/qr-locate/half-a-square/is-none", test_cut_off);
  g_test_add_func ("/qr-locate/corner-square/its-reach-is-measured", test_reach);
  g_test_add_func ("/qr-locate/whole-code/its-three-squares-are-found", test_triple);
  g_test_add_func ("/qr-locate/two-squares-or-a-line/are-no-code", test_no_triple);
  g_test_add_func ("/qr-locate/steep-code/its-scales-are-found", test_steep);
  return g_test_run ();
}
