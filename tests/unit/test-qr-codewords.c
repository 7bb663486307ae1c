/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-codewords.h"
#include "vouch-qr-reed-solomon.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

/* Fills the grid with a code of libqrencode, without errors. */
static void
fill_grid (VouchQrGrid *grid,
           gsize        size,
           QRecLevel    level,
           GRand       *random)
{
  g_autofree guint8 *data = g_malloc (size);
  QRcode *code;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (random);
  code = QRcode_encodeData ((int) size, data, 0, level);
  vouch_qr_layout_init (&grid->layout, code->version);
  for (int i = 0; i < code->width * code->width; i++)
    {
      grid->values[i] = code->data[i] & 1 ? -1 : 1;
      grid->contrast[i] = 1;
    }
  QRcode_free (code);
}

/* A code without errors is not changed, at each level and version. */
static void
test_whole (void)
{
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_autofree VouchQrGrid *before = g_new0 (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (2);
  /* bytes that fit version 23 at each level */
  static const gsize most[] = { 1091, 857, 611, 461 };

  for (int level = QR_ECLEVEL_L; level <= QR_ECLEVEL_H; level++)
    for (gsize size = 5; size <= most[level]; size += 12)
      {
        fill_grid (grid, size, (QRecLevel) level, random);
        *before = *grid;
        g_assert_true (vouch_qr_codewords_repair (grid));
        for (int i = 0; i < grid->layout.width * grid->layout.width; i++)
          if (grid->layout.modules[i] == VOUCH_QR_MODULE_DATA)
            g_assert_cmpfloat (grid->values[i], ==, before->values[i]);
      }
}

/* Makes a disc in the lower right part light, with as many errors as the parity can correct. */
static void
wash_out (VouchQrGrid *grid,
          float        radius)
{
  int width = grid->layout.width;

  for (int row = 0; row < width; row++)
    for (int column = 0; column < width; column++)
      if (hypotf ((float) (column - width * 5 / 8), (float) (row - width * 5 / 8)) < radius)
        {
          grid->values[row * width + column] = .3f;
          grid->contrast[row * width + column] = .01f;
        }
}

static int
count_differences (const VouchQrGrid *grid,
                   const VouchQrGrid *other)
{
  int n = 0;

  for (int i = 0; i < grid->layout.width * grid->layout.width; i++)
    n += grid->layout.modules[i] == VOUCH_QR_MODULE_DATA &&
         (grid->values[i] < 0) != (other->values[i] < 0);
  return n;
}

static void
test_washed_out (void)
{
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_autofree VouchQrGrid *whole = g_new0 (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 20; i++)
    {
      fill_grid (whole, 122, QR_ECLEVEL_L, random);
      *grid = *whole;
      wash_out (grid, 6.2f);
      /* more than the 18 bytes that zbar could correct */
      g_assert_cmpint (count_differences (grid, whole), >, 35);
      g_assert_true (vouch_qr_codewords_repair (grid));
      g_assert_cmpint (count_differences (grid, whole), ==, 0);

      *grid = *whole;
      wash_out (grid, 14);
      g_assert_false (vouch_qr_codewords_repair (grid));
    }
}

/* A mirrored code is repaired, and stays mirrored. */
static void
test_mirrored (void)
{
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_autofree VouchQrGrid *whole = g_new0 (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (6);

  for (int size = 10; size <= 400; size += 30)
    {
      int width;

      fill_grid (grid, (gsize) size, QR_ECLEVEL_L, random);
      width = grid->layout.width;
      *whole = *grid;
      for (int i = 0; i < width * width; i++)
        whole->values[i] = grid->values[i % width * width + i / width];
      *grid = *whole;
      for (int i = 0; i < 3; i++)
        grid->values[(width / 2 + i) * width + width - 2] *= -1;
      g_assert_true (vouch_qr_codewords_repair (grid));
      g_assert_cmpint (count_differences (grid, whole), ==, 0);
    }
}

/* A grid without a code is never changed into one. */
static void
test_nonsense (void)
{
  g_autofree VouchQrGrid *grid = g_new0 (VouchQrGrid, 1);
  g_autoptr(GRand) random = g_rand_new_with_seed (4);

  for (int i = 0; i < 300; i++)
    {
      vouch_qr_layout_init (&grid->layout, 1 + i % VOUCH_QR_VERSION_MAX);
      for (int j = 0; j < grid->layout.width * grid->layout.width; j++)
        {
          grid->values[j] = (float) g_rand_double_range (random, -1, 1);
          grid->contrast[j] = (float) g_rand_double (random);
        }
      g_assert_false (vouch_qr_codewords_repair (grid));
    }
}

/* Each mixture of errors and erasures that the parity can correct, and none that it cannot */
static void
test_reed_solomon (void)
{
  enum { LENGTH = 60, PARITY = 10 };
  g_autoptr(GRand) random = g_rand_new_with_seed (5);

  for (int n_erasures = 0; n_erasures <= PARITY; n_erasures++)
    for (int n_errors = 0; n_errors < 8; n_errors++)
      for (int i = 0; i < 20; i++)
        {
          guint8 block[LENGTH] = { 0 };
          guint8 places[LENGTH];
          guint8 zero[LENGTH] = { 0 };
          gboolean bearable = n_erasures + 2 * n_errors <= PARITY;

          for (int j = 0; j < LENGTH; j++)
            places[j] = (guint8) j;
          for (int j = 0; j < n_erasures + n_errors; j++)
            {
              int other = g_rand_int_range (random, j, LENGTH);
              guint8 swap = places[j];

              places[j] = places[other];
              places[other] = swap;
              block[places[j]] = (guint8) g_rand_int_range (random, j < n_erasures ? 0 : 1, 256);
            }
          if (vouch_qr_reed_solomon_repair (block, LENGTH, PARITY, places, n_erasures,
                                            (PARITY - n_erasures) / 2))
            g_assert_true (!bearable || memcmp (block, zero, LENGTH) == 0);
          else
            g_assert_false (bearable);
        }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-codewords/errors-within-parity/are-repaired", test_reed_solomon);
  g_test_add_func ("/qr-codewords/whole-code/is-left-alone", test_whole);
  g_test_add_func ("/qr-codewords/washed-out-code/is-repaired", test_washed_out);
  g_test_add_func ("/qr-codewords/mirrored-code/is-repaired", test_mirrored);
  g_test_add_func ("/qr-codewords/no-code/is-never-repaired", test_nonsense);
  return g_test_run ();
}
