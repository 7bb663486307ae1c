/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-keys"

#include "vouch-practice-keys.h"

#include <string.h>

/* Recovery keys of the Matrix specification ("Recovery key", client-server API), and random
 * stuff. */

#define ALPHABET "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define RAW_SIZE (2 + VOUCH_PRACTICE_KEY_SIZE + 1)
#define LETTERS 48

static guint8
fold_parity (const guint8 *bytes,
             gsize         length)
{
  guint8 parity = 0;

  for (gsize i = 0; i < length; i++)
    parity ^= bytes[i];
  return parity;
}

char *
vouch_practice_key_format (const guint8 key[VOUCH_PRACTICE_KEY_SIZE])
{
  guint8 raw[RAW_SIZE] = { 0x8b, 0x01 };
  char letters[LETTERS];
  GString *text = g_string_new (NULL);

  memcpy (raw + 2, key, VOUCH_PRACTICE_KEY_SIZE);
  raw[RAW_SIZE - 1] = fold_parity (raw, RAW_SIZE - 1);

  /* Long division by 58, last letter first. The first byte is never 0, so there are always 48. */
  for (int letter = LETTERS - 1; letter >= 0; letter--)
    {
      guint rest = 0;

      for (guint i = 0; i < RAW_SIZE; i++)
        {
          rest = rest << 8 | raw[i];
          raw[i] = rest / 58;
          rest %= 58;
        }
      letters[letter] = ALPHABET[rest];
    }
  for (guint i = 0; i < LETTERS; i += 4)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, letters + i, 4);
    }
  return g_string_free (text, FALSE);
}

/* Multiplies by 58 and adds; FALSE when it no longer fits. */
static gboolean
push_letter (guint8 raw[RAW_SIZE],
             guint  value)
{
  guint carry = value;

  for (int i = RAW_SIZE - 1; i >= 0; i--)
    {
      carry += raw[i] * 58;
      raw[i] = carry & 0xff;
      carry >>= 8;
    }
  return carry == 0;
}

gboolean
vouch_practice_key_parse (const char *text,
                          guint8      key[VOUCH_PRACTICE_KEY_SIZE])
{
  guint8 raw[RAW_SIZE] = { 0 };

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *letter;

      if (g_ascii_isspace (*p))
        continue;
      letter = strchr (ALPHABET, *p);
      if (letter == NULL || !push_letter (raw, letter - ALPHABET))
        return FALSE;
    }
  if (raw[0] != 0x8b || raw[1] != 0x01 || fold_parity (raw, RAW_SIZE) != 0)
    return FALSE;
  memcpy (key, raw + 2, VOUCH_PRACTICE_KEY_SIZE);
  return TRUE;
}

void
vouch_practice_key_fill (GRand  *random,
                         guint8 *bytes,
                         gsize   length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = g_rand_int_range (random, 0, 256);
}

char *
vouch_practice_key_word (GRand      *random,
                         const char *alphabet,
                         gsize       length)
{
  char *word = g_malloc (length + 1);
  gsize n_letters = strlen (alphabet);

  for (gsize i = 0; i < length; i++)
    word[i] = alphabet[g_rand_int_range (random, 0, n_letters)];
  word[length] = '\0';
  return word;
}
