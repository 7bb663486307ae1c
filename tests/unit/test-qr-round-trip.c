/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"
#include "vouch-qr-reader.h"

#include <string.h>

/* A painted code is read back with each byte unchanged, whatever the bytes are. */

typedef void (*FillFunc) (guint8 *data,
                          gsize   size,
                          GRand  *random);

static void
fill_any (guint8 *data,
          gsize   size,
          GRand  *random)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (random);
}

static void
fill_nul (guint8 *data,
          gsize   size,
          GRand  *random)
{
  for (gsize i = 0; i < size; i++)
    data[i] = g_rand_int_range (random, 0, 3) == 0 ? (guint8) g_rand_int (random) : 0;
}

/* Letters of two, three and four bytes, which readers that guess the encoding take for UTF-8 */
static void
fill_utf8 (guint8 *data,
           gsize   size,
           GRand  *random)
{
  static const char *const letters[] = {
    "a", "é", "ß", "中", "\u20ac", "\U0001f600", "\xc3", "\xef\xbb\xbf",
  };
  gsize i = 0;

  while (i < size)
    {
      const char *letter = letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))];
      gsize length = MIN (strlen (letter), size - i);

      memcpy (data + i, letter, length);
      i += length;
    }
}

/* A lead byte and a trail byte, and half-width katakana, which readers take for Shift-JIS */
static void
fill_shift_jis (guint8 *data,
                gsize   size,
                GRand  *random)
{
  for (gsize i = 0; i < size; i++)
    switch (g_rand_int_range (random, 0, 3))
      {
      case 0:
        data[i] = (guint8) g_rand_int_range (random, 0xa1, 0xe0);
        break;
      default:
        data[i] = (guint8) g_rand_int_range (random, 0x81, 0x9f);
        if (i + 1 < size)
          data[++i] = (guint8) g_rand_int_range (random, 0x40, 0xfc);
      }
}

/* Digits and capital letters, for which other encoders choose another mode */
static void
fill_digits (guint8 *data,
             gsize   size,
             GRand  *random)
{
  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) "0123456789ABCDEF $%*+-./:"[g_rand_int_range (random, 0, 25)];
}

static const FillFunc fills[] = { fill_any, fill_nul, fill_utf8, fill_shift_jis, fill_digits };

static void
assert_round_trip (VouchQrReader *reader,
                   GBytes        *payload,
                   guint          module)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autofree guint8 *pixels = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint side;

  g_assert_nonnull (code);
  pixels = frame_draw_code (code, module, FALSE, &side);
  for (guint slot = 0; bytes == NULL && slot < VOUCH_QR_READER_SLOTS; slot++)
    bytes = vouch_qr_reader_read (reader, pixels, side, side, side, slot, NULL);
  g_assert_nonnull (bytes);
  g_assert_true (g_bytes_equal (bytes, payload));
}

static void
round_trip_sizes (gsize first,
                  gsize last,
                  gsize step,
                  guint repeats,
                  guint module)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (1729);

  for (gsize size = first; size <= last; size += step)
    for (guint i = 0; i < repeats; i++)
      {
        guint8 *data = g_malloc (size);
        g_autoptr(GBytes) payload = g_bytes_new_take (data, size);

        fills[(size + i) % G_N_ELEMENTS (fills)] (data, size, random);
        assert_round_trip (reader, payload, module);
      }
}

static void
test_every_length (void)
{
  round_trip_sizes (1, 200, 1, 8, 4);
}

static void
test_long (void)
{
  round_trip_sizes (201, 1000, 17, 1, 5);
}

/* Versions that VouchQrGrid does not support: only zbar reads them. */
static void
test_longest (void)
{
  round_trip_sizes (1100, 2953, 463, 1, 6);
}

/* Each byte value at each position */
static void
test_every_byte (void)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();

  for (guint i = 0; i < 256; i++)
    {
      guint8 data[122];
      g_autoptr(GBytes) payload = NULL;

      for (guint j = 0; j < sizeof data; j++)
        data[j] = (guint8) (i + j);
      payload = g_bytes_new (data, sizeof data);
      assert_round_trip (reader, payload, 6);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-round-trip/every-length/is-read-back", test_every_length);
  g_test_add_func ("/qr-round-trip/long-payloads/are-read-back", test_long);
  g_test_add_func ("/qr-round-trip/longest-payload/is-read-back", test_longest);
  g_test_add_func ("/qr-round-trip/every-byte-in-every-place/is-read-back", test_every_byte);
  return g_test_run ();
}
