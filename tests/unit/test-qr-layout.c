/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-code.h"
#include "vouch-qr-layout.h"

static VouchQrCode *
make_code (gsize size,
           guint seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  g_autofree guint8 *data = g_malloc (size);
  g_autoptr(GBytes) payload = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (random);
  payload = g_bytes_new (data, size);
  return vouch_qr_code_new (payload);
}

/* Compares the layout of each version with codes of libqrencode. The fixed modules are the same,
 * and the others differ between codes. */
static void
test_versions (void)
{
  int version = 0;

  for (gsize size = 10; version < VOUCH_QR_VERSION_MAX; size += 10)
    {
      g_autoptr(VouchQrCode) code = make_code (size, 1);
      VouchQrLayout layout;

      version = vouch_qr_layout_version_for_width ((float) vouch_qr_code_get_width (code));
      if (version == 0)
        break;
      vouch_qr_layout_init (&layout, version);
      g_assert_cmpint (layout.width, ==, vouch_qr_code_get_width (code));
      for (int y = 0; y < layout.width; y++)
        for (int x = 0; x < layout.width; x++)
          {
            VouchQrModule module = vouch_qr_layout_get (&layout, x, y);
            gboolean dark = vouch_qr_code_get_module (code, (guint) x, (guint) y);

            if (module == VOUCH_QR_MODULE_LIGHT || module == VOUCH_QR_MODULE_DARK)
              g_assert_cmpint (dark, ==, module == VOUCH_QR_MODULE_DARK);
          }
    }
  g_assert_cmpint (version, ==, VOUCH_QR_VERSION_MAX);
}

/* The number of data modules, with remainder bits, is that of the standard (table 1). */
static void
test_capacity (void)
{
  static const struct {
    int version;
    int bits;
  } cases[] = {
    { 1, 208 }, { 2, 359 }, { 3, 567 }, { 6, 1383 }, { 7, 1568 }, { 14, 4651 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchQrLayout layout;
      int bits = 0;

      vouch_qr_layout_init (&layout, cases[i].version);
      for (int j = 0; j < layout.width * layout.width; j++)
        bits += layout.modules[j] == VOUCH_QR_MODULE_DATA;
      g_assert_cmpint (bits, ==, cases[i].bits);
    }
}

/* Both copies of the format are equal, and are at the modules of the format. */
static void
test_format (void)
{
  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr(VouchQrCode) code = make_code (120, seed);
      VouchQrLayout layout;
      int columns[2], rows[2];

      vouch_qr_layout_init (&layout, 6);
      for (int bit = 0; bit < 15; bit++)
        {
          gboolean dark[2];

          vouch_qr_layout_locate_format_bit (&layout, bit, columns, rows);
          for (int i = 0; i < 2; i++)
            {
              dark[i] = vouch_qr_code_get_module (code, (guint) columns[i], (guint) rows[i]);
              g_assert_cmpint (vouch_qr_layout_get (&layout, columns[i], rows[i]), ==,
                               VOUCH_QR_MODULE_FORMAT);
            }
          g_assert_cmpint (dark[0], ==, dark[1]);
        }
    }
}

static void
test_version_for_width (void)
{
  g_assert_cmpint (vouch_qr_layout_version_for_width (21), ==, 1);
  g_assert_cmpint (vouch_qr_layout_version_for_width (22.9f), ==, 1);
  g_assert_cmpint (vouch_qr_layout_version_for_width (39.5f), ==, 6);
  g_assert_cmpint (vouch_qr_layout_version_for_width (10), ==, 0);
  g_assert_cmpint (vouch_qr_layout_version_for_width (177), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-layout/every-version/agrees-with-libqrencode", test_versions);
  g_test_add_func ("/qr-layout/every-version/has-the-modules-of-the-standard", test_capacity);
  g_test_add_func ("/qr-layout/both-copies-of-the-format/are-the-same", test_format);
  g_test_add_func ("/qr-layout/width/gives-its-version", test_version_for_width);
  return g_test_run ();
}
