/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-code.h"

/* Bytes of every value, including NUL */
static GBytes *
make_payload (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 167 + 3);
  return g_bytes_new_take (data, size);
}

/* The capacities of level L in byte mode (ISO/IEC 18004, table 7) */
static void
test_smallest_version (void)
{
  static const struct {
    gsize size;
    guint width;
  } cases[] = {
    { 1, 21 },    { 17, 21 },    { 18, 25 },     { 32, 25 },     { 33, 29 },    { 106, 37 },
    { 107, 41 },  { 122, 41 },   { 134, 41 },    { 135, 45 },    { 154, 45 },   { 2953, 177 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) payload = make_payload (cases[i].size);
      g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);

      g_assert_nonnull (code);
      g_assert_cmpuint (vouch_qr_code_get_width (code), ==, cases[i].width);
    }
}

static void
test_no_code (void)
{
  g_autoptr(GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) huge = make_payload (2954);

  g_assert_null (vouch_qr_code_new (empty));
  g_assert_null (vouch_qr_code_new (huge));
}

/* A corner square is seven dark modules around a light ring around a dark core. */
static void
assert_corner_square (VouchQrCode *code,
                      guint        left,
                      guint        top)
{
  for (guint y = 0; y < 7; y++)
    for (guint x = 0; x < 7; x++)
      {
        guint ring = MAX (ABS ((int) x - 3), ABS ((int) y - 3));

        g_assert_cmpint (vouch_qr_code_get_module (code, left + x, top + y), ==, ring != 2);
      }
}

static void
test_corner_squares (void)
{
  g_autoptr(GBytes) payload = make_payload (122);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  guint far = vouch_qr_code_get_width (code) - 7;

  assert_corner_square (code, 0, 0);
  assert_corner_square (code, far, 0);
  assert_corner_square (code, 0, far);
}

/* The two bits of the format near the upper left corner square, without mask and parity */
static void
test_level_low (void)
{
  g_autoptr(GBytes) payload = make_payload (122);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);

  /* Level L is 01. The mask of the format begins with 10. */
  g_assert_true (vouch_qr_code_get_module (code, 0, 8));
  g_assert_true (vouch_qr_code_get_module (code, 1, 8));
}

/* Payloads that differ only after a NUL have different codes. */
static void
test_behind_nul (void)
{
  g_autoptr(GBytes) one = g_bytes_new_static ("MATRIX\2\1\0one", 12);
  g_autoptr(GBytes) two = g_bytes_new_static ("MATRIX\2\1\0two", 12);
  g_autoptr(VouchQrCode) first = vouch_qr_code_new (one);
  g_autoptr(VouchQrCode) second = vouch_qr_code_new (two);
  guint different = 0;

  for (guint y = 0; y < vouch_qr_code_get_width (first); y++)
    for (guint x = 0; x < vouch_qr_code_get_width (first); x++)
      different += vouch_qr_code_get_module (first, x, y)
                   != vouch_qr_code_get_module (second, x, y);
  g_assert_cmpuint (different, >, 10);
}

static void
test_boxed (void)
{
  g_autoptr(GBytes) payload = make_payload (20);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  VouchQrCode *copy = g_boxed_copy (VOUCH_TYPE_QR_CODE, code);

  g_assert_true (copy == code);
  g_boxed_free (VOUCH_TYPE_QR_CODE, copy);
  g_assert_cmpuint (vouch_qr_code_get_width (code), ==, 25);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-code/payload-length/smallest-version-is-taken", test_smallest_version);
  g_test_add_func ("/qr-code/empty-or-huge-payload/is-no-code", test_no_code);
  g_test_add_func ("/qr-code/any-code/has-corner-squares", test_corner_squares);
  g_test_add_func ("/qr-code/any-code/is-of-level-low", test_level_low);
  g_test_add_func ("/qr-code/difference-behind-nul/makes-another-code", test_behind_nul);
  g_test_add_func ("/qr-code/copied/is-the-same-reference", test_boxed);
  return g_test_run ();
}
