/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-generator.h"
#include "frame-plain.h"
#include "mutate.h"
#include "vouch-qr-reader.h"
#include "vouch-qr-straighten.h"

#include <stdlib.h>
#include <string.h>

/* Frames that no camera sends: noise, stripes, many corner squares, and codes that are cut, bent
 * and overwritten. The reader must neither crash nor return a payload that is not there. Seed and
 * rounds: see mutate.h. */

#define SIDE_MAX 260
#define ROUNDS 50

typedef struct {
  guint8 *pixels;  /* owned: exactly as large as the picture */
  guint   width;
  guint   height;
  gsize   stride;
} Picture;

static guint8 *
pixel (Picture *picture,
       int      x,
       int      y)
{
  return picture->pixels + (gsize) y * picture->stride + (gsize) x;
}

static void
fill_noise (Picture *picture,
            GRand   *random)
{
  int depth = g_rand_int_range (random, 1, 256);

  for (guint y = 0; y < picture->height; y++)
    for (guint x = 0; x < picture->width; x++)
      *pixel (picture, (int) x, (int) y) = (guint8) g_rand_int_range (random, 0, depth);
}

static void
fill_stripes (Picture *picture,
              GRand   *random)
{
  int period = g_rand_int_range (random, 1, 12);
  gboolean upright = g_rand_boolean (random);

  for (guint y = 0; y < picture->height; y++)
    for (guint x = 0; x < picture->width; x++)
      *pixel (picture, (int) x, (int) y) = (((int) (upright ? x : y) / period) & 1) * 255;
}

/* More corner squares than any code has */
static void
fill_squares (Picture *picture,
              GRand   *random)
{
  int module = g_rand_int_range (random, 1, 6);
  int gap = g_rand_int_range (random, 0, 3) * module;
  int pitch = 8 * module + gap;

  for (guint y = 0; y < picture->height; y++)
    for (guint x = 0; x < picture->width; x++)
      {
        int column = (int) x % pitch / module - 3;
        int row = (int) y % pitch / module - 3;
        int ring = MAX (abs (column), abs (row));

        *pixel (picture, (int) x, (int) y) = ring < 2 || ring == 3 ? 10 : 240;
      }
}

/* A code that is bent in any way, with a part of its modules overwritten */
static void
fill_code (Picture *picture,
           GRand   *random)
{
  g_autoptr(GBytes) payload = frame_make_payload (random);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autofree guint8 *drawn = NULL;
  g_auto(VouchQrImage) bent = { NULL };
  VouchQrImage image;
  VouchQrTransform transform;
  guint side;

  drawn = frame_draw_code (code, 4, g_rand_boolean (random), &side);
  for (guint i = 0; i < side * side / 8; i++)
    drawn[g_rand_int_range (random, 0, (gint32) (side * side))] = (guint8) g_rand_int (random);
  vouch_qr_image_init_view (&image, drawn, (int) side, (int) side, side);
  for (int i = 0; i < 9; i++)
    transform.rows[i / 3][i % 3] = (float) g_rand_double_range (random, -.3, .3)
                                   + (i % 4 == 0 ? 1 : 0);
  transform.rows[2][0] /= 100;
  transform.rows[2][1] /= 100;
  vouch_qr_straighten (&bent, &image, &transform, SIDE_MAX, 1, 0, FALSE);
  for (guint y = 0; y < picture->height; y++)
    memcpy (pixel (picture, 0, (int) y), vouch_qr_image_row (&bent, (int) y), picture->width);
}

static void
fill_random (Picture *picture,
             GRand   *random)
{
  static void (*const fills[]) (Picture *, GRand *) = {
    fill_noise, fill_stripes, fill_squares, fill_code, fill_code, fill_code, fill_code, fill_code,
  };

  picture->width = (guint) g_rand_int_range (random, 1, SIDE_MAX);
  picture->height = (guint) g_rand_int_range (random, 1, SIDE_MAX);
  picture->stride = picture->width + (gsize) g_rand_int_range (random, 0, 9);
  picture->pixels = g_malloc0 (picture->stride * (picture->height - 1) + picture->width);
  fills[g_rand_int_range (random, 0, G_N_ELEMENTS (fills))] (picture, random);
}

static void
fuzz_qr_reader (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint rounds = mutate_get_rounds (ROUNDS);

  for (guint i = 0; i < rounds; i++)
    {
      Picture picture;
      VouchQrHint hint;

      fill_random (&picture, random);
      for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
        {
          g_autoptr(GBytes) bytes = vouch_qr_reader_read (reader, picture.pixels, picture.width,
                                                          picture.height, picture.stride, slot,
                                                          &hint);

          if (bytes == NULL)
            continue;
          g_assert_cmpint (hint, ==, VOUCH_QR_HINT_NONE);
          g_assert_cmpuint (g_bytes_get_size (bytes), >=, 102);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 6, "MATRIX", 6);
        }
      g_free (picture.pixels);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-frames/do-no-harm", fuzz_qr_reader);
  return g_test_run ();
}
