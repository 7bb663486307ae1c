/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-qr"

#include "vouch-practice-qr.h"

#include <string.h>

/* The bytes of Matrix verification codes: "MATRIX", version 2, mode, length of the id (two bytes,
 * big endian), id, two keys, secret. */

#define PREFIX "MATRIX\x02"
#define PREFIX_LENGTH 7
#define HEADER_LENGTH (PREFIX_LENGTH + 1 + 2)
#define SECRET_LENGTH 16

GBytes *
vouch_practice_qr_build (VouchPracticeQrMode  mode,
                         const char          *id,
                         const guint8        *first,
                         const guint8        *second,
                         GRand               *random)
{
  g_autoptr(GByteArray) code = g_byte_array_new ();
  gsize length = strlen (id);
  guint8 header[HEADER_LENGTH] = PREFIX;
  guint8 secret[SECRET_LENGTH];

  header[PREFIX_LENGTH] = mode;
  header[PREFIX_LENGTH + 1] = length >> 8;
  header[PREFIX_LENGTH + 2] = length & 0xff;
  vouch_practice_key_fill (random, secret, sizeof secret);

  g_byte_array_append (code, header, sizeof header);
  g_byte_array_append (code, (const guint8 *) id, length);
  g_byte_array_append (code, first, VOUCH_PRACTICE_KEY_SIZE);
  g_byte_array_append (code, second, VOUCH_PRACTICE_KEY_SIZE);
  g_byte_array_append (code, secret, sizeof secret);
  return g_byte_array_free_to_bytes (g_steal_pointer (&code));
}

/* Points @id into @code. Returns: FALSE when @code is no verification code */
static gboolean
find_id (GBytes        *code,
         const guint8 **id,
         gsize         *id_length)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (code, &length);

  if (length < HEADER_LENGTH || memcmp (bytes, PREFIX, PREFIX_LENGTH) != 0)
    return FALSE;
  *id_length = bytes[PREFIX_LENGTH + 1] << 8 | bytes[PREFIX_LENGTH + 2];
  *id = bytes + HEADER_LENGTH;
  return length >= HEADER_LENGTH + *id_length + 2 * VOUCH_PRACTICE_KEY_SIZE + 8;
}

VouchPracticeQrVerdict
vouch_practice_qr_judge (GBytes *scanned,
                         GBytes *expected)
{
  const guint8 *id, *expected_id;
  gsize length, expected_length;

  if (g_bytes_equal (scanned, expected))
    return VOUCH_PRACTICE_QR_SAME;
  if (!find_id (scanned, &id, &length))
    return VOUCH_PRACTICE_QR_FOREIGN;
  if (!find_id (expected, &expected_id, &expected_length) ||
      length != expected_length || memcmp (id, expected_id, length) != 0)
    return VOUCH_PRACTICE_QR_OTHER_REQUEST;
  return VOUCH_PRACTICE_QR_OTHER_KEYS;
}
