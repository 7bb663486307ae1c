/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-reed-solomon"

#include "vouch-qr-reed-solomon.h"

#include <string.h>

/* Errors and erasures of a Reed-Solomon block over GF(256), as QR codes use it: modulus 0x11d,
 * first root α⁰ (ISO/IEC 18004, 7.5). zbar corrects errors only; a byte that is known to be lost
 * costs half as much redundancy as one that is silently wrong. Polynomials have their lowest
 * coefficient first. */

#define MODULUS 0x11d

typedef struct {
  guint8 exp[512];
  guint8 log[256];
} Field;

static const Field *
get_field (void)
{
  static Field field;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      int value = 1;

      for (int i = 0; i < 255; i++)
        {
          field.exp[i] = field.exp[i + 255] = (guint8) value;
          field.log[value] = (guint8) i;
          value <<= 1;
          if (value & 0x100)
            value ^= MODULUS;
        }
      g_once_init_leave (&ready, 1);
    }
  return &field;
}

static inline guint8
multiply (const Field *field,
          guint8       a,
          guint8       b)
{
  return a == 0 || b == 0 ? 0 : field->exp[field->log[a] + field->log[b]];
}

static inline guint8
divide (const Field *field,
        guint8       a,
        guint8       b)
{
  return a == 0 ? 0 : field->exp[field->log[a] + 255 - field->log[b]];
}

static guint8
evaluate (const Field  *field,
          const guint8 *polynomial,
          int           n_terms,
          guint8        x)
{
  guint8 sum = 0;

  for (int i = n_terms - 1; i >= 0; i--)
    sum = multiply (field, sum, x) ^ polynomial[i];
  return sum;
}

/* Returns: whether there is anything wrong */
static gboolean
compute_syndromes (const Field  *field,
                   const guint8 *block,
                   int           length,
                   int           n_parity,
                   guint8       *syndromes)
{
  gboolean wrong = FALSE;

  for (int i = 0; i < n_parity; i++)
    {
      guint8 sum = 0;

      for (int j = 0; j < length; j++)
        sum = multiply (field, sum, field->exp[i]) ^ block[j];
      syndromes[i] = sum;
      wrong |= sum != 0;
    }
  return wrong;
}

/* @locator, n_parity + 1 terms: the polynomial whose roots are the inverses of the erasures'
 * places. Multiplies it by one more. */
static void
add_root (const Field *field,
          guint8      *locator,
          int          n_parity,
          guint8       place)
{
  for (int i = n_parity; i > 0; i--)
    locator[i] ^= multiply (field, locator[i - 1], place);
}

/* Berlekamp and Massey, begun with what is known. Completes @locator with the errors' places. */
static void
find_locator (const Field  *field,
              const guint8 *syndromes,
              int           n_parity,
              int           n_erasures,
              guint8       *locator)
{
  guint8 correction[VOUCH_QR_PARITY_MAX + 1];
  guint8 before[VOUCH_QR_PARITY_MAX + 1];
  int n_terms = n_erasures;

  memcpy (correction, locator, sizeof correction);
  for (int round = n_erasures + 1; round <= n_parity; round++)
    {
      guint8 discrepancy = 0;

      for (int i = 0; i < round; i++)
        discrepancy ^= multiply (field, locator[i], syndromes[round - 1 - i]);
      memmove (correction + 1, correction, (gsize) n_parity);
      correction[0] = 0;
      if (discrepancy == 0)
        continue;

      memcpy (before, locator, sizeof before);
      for (int i = 0; i <= n_parity; i++)
        locator[i] ^= multiply (field, discrepancy, correction[i]);
      if (2 * n_terms <= round + n_erasures - 1)
        {
          n_terms = round + n_erasures - n_terms;
          for (int i = 0; i <= n_parity; i++)
            correction[i] = divide (field, before[i], discrepancy);
        }
    }
}

/* Forney's formula at one place of the block. */
static guint8
compute_magnitude (const Field  *field,
                   const guint8 *syndromes,
                   const guint8 *locator,
                   int           n_parity,
                   guint8        place)
{
  guint8 inverse = divide (field, 1, place);
  guint8 evaluator[VOUCH_QR_PARITY_MAX] = { 0 };
  guint8 derivative[VOUCH_QR_PARITY_MAX + 1] = { 0 };
  guint8 slope;

  for (int i = 0; i < n_parity; i++)
    for (int j = 0; j <= i; j++)
      evaluator[i] ^= multiply (field, syndromes[i - j], locator[j]);
  for (int i = 1; i <= n_parity; i += 2)
    derivative[i - 1] = locator[i];
  slope = evaluate (field, derivative, n_parity + 1, inverse);
  if (slope == 0)
    return 0;
  return multiply (field, place,
                   divide (field, evaluate (field, evaluator, n_parity, inverse), slope));
}

/* Returns: FALSE when the locator has not as many roots among the block's places as it should */
static gboolean
correct (const Field  *field,
         guint8       *block,
         int           length,
         int           n_parity,
         const guint8 *syndromes,
         const guint8 *locator,
         int           degree)
{
  int n_roots = 0;

  for (int i = 0; i < length; i++)
    {
      guint8 place = field->exp[length - 1 - i];

      if (evaluate (field, locator, n_parity + 1, divide (field, 1, place)) != 0)
        continue;
      block[i] ^= compute_magnitude (field, syndromes, locator, n_parity, place);
      n_roots++;
    }
  return n_roots == degree;
}

/**
 * vouch_qr_reed_solomon_repair:
 * @block: @length bytes, the last @n_parity of which are parity; repaired in place, or undefined
 * @erasures: places in @block that are not to be trusted
 * @max_errors: refuse to correct more bytes than this besides the erasures. The fewer, the less
 *   likely is it that a block is repaired into one that it never was
 *
 * Returns: whether the block is whole now
 */
gboolean
vouch_qr_reed_solomon_repair (guint8       *block,
                              int           length,
                              int           n_parity,
                              const guint8 *erasures,
                              int           n_erasures,
                              int           max_errors)
{
  const Field *field = get_field ();
  guint8 syndromes[VOUCH_QR_PARITY_MAX];
  guint8 locator[VOUCH_QR_PARITY_MAX + 1] = { 1 };
  int degree;

  g_return_val_if_fail (length <= VOUCH_QR_BLOCK_MAX && n_parity <= VOUCH_QR_PARITY_MAX, FALSE);
  g_return_val_if_fail (n_parity < length && n_erasures <= n_parity, FALSE);

  if (!compute_syndromes (field, block, length, n_parity, syndromes))
    return TRUE;
  for (int i = 0; i < n_erasures; i++)
    add_root (field, locator, n_parity, field->exp[length - 1 - erasures[i]]);
  find_locator (field, syndromes, n_parity, n_erasures, locator);

  for (degree = n_parity; degree > 0 && locator[degree] == 0; degree--)
    continue;
  if (degree < n_erasures || degree - n_erasures > max_errors)
    return FALSE;
  return correct (field, block, length, n_parity, syndromes, locator, degree) &&
         !compute_syndromes (field, block, length, n_parity, syndromes);
}
