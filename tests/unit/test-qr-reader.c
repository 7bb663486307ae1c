/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-reader.h"

#include <string.h>

static GBytes *
read_drawn (VouchQrReader *reader,
            GBytes        *payload,
            gboolean       inverted)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autofree guint8 *pixels = NULL;
  guint side;

  pixels = frame_draw_code (code, 6, inverted, &side);
  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
    {
      GBytes *bytes = vouch_qr_reader_read (reader, pixels, side, side, side, slot, NULL);

      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

static void
test_exact (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GBytes) payload = g_bytes_new_static ("MATRIX\2\1\0\6\0\xff\xc3\xa9\x83\x41", 16);

  for (int inverted = 0; inverted < 2; inverted++)
    {
      g_autoptr(GBytes) bytes = read_drawn (reader, payload, inverted);

      g_assert_nonnull (bytes);
      g_assert_true (g_bytes_equal (bytes, payload));
    }
  g_assert_finalize_object (g_steal_pointer (&reader));
}

/* Both of two codes in a frame are read. */
static void
test_two (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GBytes) ours = g_bytes_new_static ("MATRIX\2\1\0\6\0\xff", 12);
  g_autoptr(GBytes) other = g_bytes_new_static ("https://a.org", 13);
  GBytes *payloads[] = { ours, other };
  guint sides[2];
  guint width, height;
  g_autofree guint8 *pixels = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(VouchQrCode) code = vouch_qr_code_new (payloads[i]);

      g_free (frame_draw_code (code, 6, FALSE, &sides[i]));
    }
  width = sides[0] + sides[1];
  height = MAX (sides[0], sides[1]);
  pixels = g_malloc (width * height);
  memset (pixels, 255, width * height);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(VouchQrCode) code = vouch_qr_code_new (payloads[i]);
      g_autofree guint8 *drawn = frame_draw_code (code, 6, FALSE, &sides[i]);

      for (guint y = 0; y < sides[i]; y++)
        memcpy (pixels + y * width + i * sides[0], drawn + y * sides[i], sides[i]);
    }
  for (guint frame = 0; frame < 3; frame++)
    {
      g_autoptr(GBytes) first = vouch_qr_reader_read (reader, pixels, width, height, width, 0,
                                                      NULL);
      g_autoptr(GBytes) second = vouch_qr_reader_read (reader, pixels, width, height, width, 0,
                                                       NULL);

      g_assert_nonnull (first);
      g_assert_nonnull (second);
      g_assert_true (g_bytes_equal (first, payloads[0]) != g_bytes_equal (second, payloads[0]));
      g_assert_true (g_bytes_equal (first, payloads[1]) != g_bytes_equal (second, payloads[1]));
    }
}

static void
test_nothing (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autofree guint8 *pixels = g_malloc (640 * 480);

  memset (pixels, 200, 640 * 480);
  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
    {
      g_assert_null (vouch_qr_reader_read (reader, pixels, 640, 480, 640, slot, NULL));
      g_assert_null (vouch_qr_reader_read (reader, pixels, 1, 1, 1, slot, NULL));
      g_assert_null (vouch_qr_reader_read (reader, pixels, 22, 3000, 100, slot, NULL));
    }
}

/* Thousands of corner squares. zbar alone would combine them for minutes. */
static void
test_wall (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autofree guint8 *pixels = g_malloc (640 * 480);

  for (int module = 1; module < 4; module++)
    {
      for (int i = 0; i < 640 * 480; i++)
        {
          int column = i % 640 % (8 * module) / module - 3;
          int row = i / 640 % (8 * module) / module - 3;
          int ring = MAX (ABS (column), ABS (row));

          pixels[i] = ring < 2 || ring == 3 ? 10 : 240;
        }
      for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
        g_assert_null (vouch_qr_reader_read (reader, pixels, 640, 480, 640, slot, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-reader/clean-code/is-read-to-the-byte", test_exact);
  g_test_add_func ("/qr-reader/two-codes/are-both-read", test_two);
  g_test_add_func ("/qr-reader/empty-frames/read-nothing", test_nothing);
  g_test_add_func ("/qr-reader/wall-of-corner-squares/ends-in-time", test_wall);
  return g_test_run ();
}
