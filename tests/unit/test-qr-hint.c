/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-hint.h"

#include <string.h>

static void
test_reasons (void)
{
  static const struct {
    VouchQrSight sight;
    VouchQrHint  hint;
  } cases[] = {
    { { 5, 200, 20, 0, .2f, .2f }, VOUCH_QR_HINT_NONE },
    { { 1.5f, 200, 20, 0, .2f, .2f }, VOUCH_QR_HINT_TOO_FAR },
    { { 1.5f, 200, 20, 0, .9f, .9f }, VOUCH_QR_HINT_TOO_FAR },
    { { 5, 200, 20, .2f, .2f, .2f }, VOUCH_QR_HINT_GLARE },
    { { 5, 30, 5, 0, .2f, .2f }, VOUCH_QR_HINT_TOO_DARK },
    { { 5, 200, 190, 0, .2f, .2f }, VOUCH_QR_HINT_TOO_DARK },
    { { 5, 200, 20, 0, .9f, .3f }, VOUCH_QR_HINT_HOLD_STILL },
    { { 5, 200, 20, 0, .8f, .8f }, VOUCH_QR_HINT_UNFOCUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_qr_hint_for_sight (&cases[i].sight), ==, cases[i].hint);
}

/* A code, and the same code with a reflection over a quarter of it */
static void
test_measure (void)
{
  g_autoptr(GBytes) payload = g_bytes_new_static ("Something that fills a few modules", 34);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autofree guint8 *pixels = NULL;
  VouchQrSight sight = { 0 };
  VouchQrImage image;
  guint side;

  pixels = frame_draw_code (code, 5, FALSE, &side);
  vouch_qr_image_init_view (&image, pixels, (int) side, (int) side, side);
  vouch_qr_sight_measure (&sight, &image, 20);
  g_assert_cmpfloat (sight.light, ==, 235);
  g_assert_cmpfloat (sight.dark, ==, 20);
  g_assert_cmpfloat (sight.washed, ==, 0);

  for (guint y = 0; y < side / 2; y++)
    memset (pixels + (gsize) y * side, 255, side / 2);
  vouch_qr_sight_measure (&sight, &image, 20);
  g_assert_cmpfloat (sight.washed, >, .1);
  g_assert_cmpfloat (sight.washed, <, .35);
}

/* Without a code: a dark picture, or a picture of nothing. The hint comes after a while. */
static void
test_no_code (void)
{
  static const struct {
    guint8      grey;
    VouchQrHint hint;
  } cases[] = {
    { 3, VOUCH_QR_HINT_TOO_DARK },
    { 120, VOUCH_QR_HINT_NO_CODE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
      g_autofree guint8 *pixels = g_malloc (320 * 240);
      VouchQrHint hint = VOUCH_QR_HINT_GLARE;

      memset (pixels, cases[i].grey, 320 * 240);
      g_assert_null (vouch_qr_reader_read (reader, pixels, 320, 240, 320, 0, &hint));
      g_assert_cmpint (hint, ==, VOUCH_QR_HINT_NONE);
      for (guint slot = 1; slot < 2 * VOUCH_QR_READER_SLOTS; slot++)
        g_assert_null (vouch_qr_reader_read (reader, pixels, 320, 240, 320, slot, &hint));
      g_assert_cmpint (hint, ==, cases[i].hint);
    }
}

/* The hint says why a code cannot be read. Here all modules but the corner squares are equal. */
static void
test_unreadable (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GBytes) payload = g_bytes_new_static ("Something that fills a few modules", 34);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autofree guint8 *pixels = NULL;
  VouchQrHint hint = VOUCH_QR_HINT_NONE;
  guint side;

  pixels = frame_draw_code (code, 6, FALSE, &side);
  for (guint y = side * 2 / 5; y < side * 3 / 5; y++)
    memset (pixels + (gsize) y * side + side / 5, 250, side * 3 / 5);
  g_assert_null (vouch_qr_reader_read (reader, pixels, side, side, side, 0, &hint));
  g_assert_cmpint (hint, ==, VOUCH_QR_HINT_GLARE);
  /* A slot that scans in another way keeps the hint. */
  g_assert_null (vouch_qr_reader_read (reader, pixels, side, side, side, 5, &hint));
  g_assert_cmpint (hint, ==, VOUCH_QR_HINT_GLARE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-hint/measured-sights/give-their-hint", test_reasons);
  g_test_add_func ("/qr-hint/reflection-on-a-code/is-measured-as-washed", test_measure);
  g_test_add_func ("/qr-hint/no-code-for-a-while/is-hinted-at", test_no_code);
  g_test_add_func ("/qr-hint/unreadable-code/says-why", test_unreadable);
  return g_test_run ();
}
