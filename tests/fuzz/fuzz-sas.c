/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-sas.h"

#include <string.h>

#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED ("🐶🐱🦁🐎🦄🐷🐘"), SEED ("☁️ Cloud, ❤️ Heart, ⌛ ☎️ ✈️ ✂️ ✏️"), SEED (""),
  SEED ("1234 5678 9012"),
  SEED ("[{\"emoji\":\"🐶\",\"description\":\"Dog\"},{\"emoji\":\"🔒\"}]"), SEED ("1042-8579-1943"),
  SEED ("[\"🐶\",\"☁️\",\"❤️\",\"⌛\",\"☎️\",\"✈️\",\"📌\"]"), SEED ("de_DE.UTF-8@euro"),
  SEED ("zh_TW"),
};

static const char * const tokens[] = {
  "🐶", "☁", "❤️", "⌛", "📌", "👍", "\xef\xb8\x8f", "\xef\xb8\x8e", "\xe2\x80\x8d", "🏽", "🇩🇪", "🧠",
  " ", ",", "\"", "[", "\xe2\x83\xa3", "1", "1234", "99999999", "٣", "كلب", "犬", "\xff", "\xf0\x9f",
  "\xef\xb7\x90", "_", ".", "@", "pt_BR", "zh", "\xed\xa0\x80",
};

static void
check_emoji (const guint8 numbers[VOUCH_SAS_EMOJI_COUNT])
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint8 again[VOUCH_SAS_EMOJI_COUNT];

  for (gsize i = 0; i < VOUCH_SAS_EMOJI_COUNT; i++)
    g_string_append (text, vouch_sas_get_emoji (numbers[i])->emoji);
  g_assert_true (vouch_sas_parse_emoji (text->str, again));
  g_assert_cmpmem (again, sizeof again, numbers, VOUCH_SAS_EMOJI_COUNT);
}

static void
try_text (const char *text,
          gsize       length)
{
  VouchSas sas;
  guint computed[VOUCH_SAS_NUMBER_COUNT];

  vouch_sas_read (&sas, text, text);
  if (sas.has_emoji)
    {
      check_emoji (sas.emoji);
      vouch_sas_compute_decimals (sas.emoji, computed);
      g_assert_true (sas.has_decimals);
      g_assert_cmpint (memcmp (computed, sas.decimals, sizeof computed) != 0, ==, sas.disagree);
    }
  if (sas.has_decimals)
    for (gsize i = 0; i < VOUCH_SAS_NUMBER_COUNT; i++)
      g_assert_cmpuint (sas.decimals[i], <=, 9999);
  g_assert_true (*vouch_sas_get_word_in (length % VOUCH_SAS_TABLE_SIZE, text) != '\0');
}

static void
fuzz_sas (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-emoji/do-no-harm", fuzz_sas);
  return g_test_run ();
}
