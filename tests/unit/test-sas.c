/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-sas.h"

#include <locale.h>
#include <string.h>

#define VARIATION "\xef\xb8\x8f"

/* Seven emoji of the tables below: 0, 21, 29, 38, 49, 53, 63. Some have U+FE0F, some have not. */
static const guint8 seven[] = { 0, 21, 29, 38, 49, 53, 63 };

#define DOG   "🐶"
#define CLOUD "☁" VARIATION
#define HEART "❤" VARIATION
#define GLASS "⌛"
#define PHONE "☎" VARIATION
#define PLANE "✈" VARIATION
#define PIN   "📌"
#define SEVEN DOG CLOUD HEART GLASS PHONE PLANE PIN

static void
test_emoji_found (void)
{
  static const char * const texts[] = {
    SEVEN,
    "🐶☁❤⌛☎✈📌",
    DOG VARIATION CLOUD HEART GLASS VARIATION PHONE PLANE PIN VARIATION,
    "🐶\xef\xb8\x8e ☁\xef\xb8\x8e ❤ ⌛ ☎ ✈ 📌",
    DOG " " CLOUD " " HEART " " GLASS " " PHONE " " PLANE " " PIN,
    DOG "\n" CLOUD "\r\n" HEART "\t" GLASS "\xc2\xa0" PHONE "\xe2\x80\x8b" PLANE "\xe3\x80\x80" PIN,
    DOG "," CLOUD ", " HEART "; " GLASS " | " PHONE " / " PLANE " – " PIN ".",
    DOG " Dog, " CLOUD " Cloud, " HEART " Heart, " GLASS " Hourglass, " PHONE " Telephone, "
    PLANE " Aeroplane, " PIN " Pin",
    "1. " DOG " Dog\n2. " CLOUD " Cloud\n3. " HEART " Heart\n4. " GLASS " Hourglass\n5. " PHONE
    " Telephone\n6. " PLANE " Aeroplane\n7. " PIN " Pin\n",
    "Dog (" DOG ") Cloud (" CLOUD ") Heart (" HEART ") Hourglass (" GLASS ") Telephone (" PHONE
    ") Aeroplane (" PLANE ") Pin (" PIN ")",
    "[\"🐶\",\"☁️\",\"❤️\",\"⌛\",\"☎️\",\"✈️\",\"📌\"]",
    "[{\"emoji\":\"🐶\",\"description\":\"Dog\"},{\"emoji\":\"☁️\",\"description\":\"Cloud\"},"
    "{\"emoji\":\"❤️\"},{\"emoji\":\"⌛\"},{\"emoji\":\"☎️\"},{\"emoji\":\"✈️\"},{\"emoji\":\"📌\"}]",
    "[[\"🐶\",\"dog\"],[\"☁\",\"cloud\"],[\"❤\",\"heart\"],[\"⌛\",\"hourglass\"],"
    "[\"☎\",\"telephone\"],[\"✈\",\"aeroplane\"],[\"📌\",\"pin\"]]",
    "🐶 كلب ☁ سَحابَة ❤ قَلب ⌛ سَاعَةٌ رَملِيَّة ☎ تِلِفُون ✈ طَائِرة 📌 دَبُّوس",
    "🐶犬☁雲❤ハート⌛砂時計☎電話機✈飛行機📌ピン",
    "1" VARIATION "\xe2\x83\xa3" SEVEN,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint8 numbers[VOUCH_SAS_EMOJI_COUNT];

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (vouch_sas_parse_emoji (texts[i], numbers));
      g_assert_cmpmem (numbers, sizeof numbers, seven, sizeof seven);
    }
}

static void
test_emoji_not_found (void)
{
  g_autofree char *long_text = g_strnfill (1 << 20, ' ');
  g_autofree char *too_long = g_strconcat (SEVEN, long_text, NULL);
  const char *texts[] = {
    "", " ", "dog cat lion horse unicorn pig elephant", "1234 5678 9012",
    DOG CLOUD HEART GLASS PHONE PLANE,                   /* six */
    SEVEN DOG,                                           /* eight */
    SEVEN SEVEN,
    SEVEN "🧠",                                          /* seven emoji and an unknown one */
    DOG CLOUD HEART GLASS PHONE PLANE "🧠",
    DOG CLOUD HEART GLASS PHONE PLANE "📍",
    DOG CLOUD "❤️\xe2\x80\x8d🔥" GLASS PHONE PLANE,      /* a heart on fire is one emoji */
    DOG CLOUD HEART GLASS PHONE PLANE "👍🏽",             /* and so is a thumb with a skin tone */
    DOG CLOUD HEART GLASS PHONE PLANE PIN "\xe2\x80\x8d\xe2\x9a\x95",
    SEVEN "🇩🇪",
    SEVEN "\xee\x80\x80",                                /* private use */
    SEVEN "\xef\xb7\x90",                                /* a NUL on the wire */
    SEVEN "\xef\xbf\xbd",
    SEVEN "\xff",                                        /* no UTF-8 */
    "\xf0\x9f\x90",
    too_long,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      guint8 numbers[VOUCH_SAS_EMOJI_COUNT];

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (vouch_sas_parse_emoji (texts[i], numbers));
    }
}

/* Each of the 64 emoji at each position, in texts of this test */
static void
test_emoji_seeded (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (64);
  static const char * const separators[] = { "", " ", ", ", "\n", "\",\"" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      guint8 expected[VOUCH_SAS_EMOJI_COUNT];
      guint8 numbers[VOUCH_SAS_EMOJI_COUNT];

      for (gsize j = 0; j < VOUCH_SAS_EMOJI_COUNT; j++)
        {
          const VouchSasEmoji *emoji = NULL;

          expected[j] = j == i % 7 ? i / 7 % 64 : (guint) g_rand_int_range (rand, 0, 64);
          emoji = vouch_sas_get_emoji (expected[j]);
          if (i % 3 == 0)
            g_string_append_unichar (text, g_utf8_get_char (emoji->emoji));
          else
            g_string_append (text, emoji->emoji);
          if (i % 2 == 0)
            g_string_append (text, vouch_sas_get_word_in (expected[j], "fa"));
          g_string_append (text, separators[i % G_N_ELEMENTS (separators)]);
        }
      g_assert_true (vouch_sas_parse_emoji (text->str, numbers));
      g_assert_cmpmem (numbers, sizeof numbers, expected, sizeof expected);
    }
}

static void
test_decimals (void)
{
  static const struct {
    const char *text;
    gboolean    found;
    guint       decimals[3];
  } cases[] = {
    { "1234 5678 9012", TRUE, { 1234, 5678, 9012 } },
    { "1234-5678-9012", TRUE, { 1234, 5678, 9012 } },
    { "[1234,5678,9012]", TRUE, { 1234, 5678, 9012 } },
    { "[\"1000\", \"9191\", \"1000\"]", TRUE, { 1000, 9191, 1000 } },
    { " 1000\n1000\t1000 ", TRUE, { 1000, 1000, 1000 } },
    { "1234\xe2\x80\xaf" "5678\xc2\xb7" "9012", TRUE, { 1234, 5678, 9012 } },
    { "", FALSE, { 0 } },
    { "none", FALSE, { 0 } },
    { "1234 5678", FALSE, { 0 } },
    { "1234 5678 9012 3456", FALSE, { 0 } },
    { "123456789012", FALSE, { 0 } },
    { "1234 5678 901", FALSE, { 0 } },
    { "1234 5678 90123", FALSE, { 0 } },
    { "1.0 1234 5678 9012", FALSE, { 0 } },
    { "1234 - 5678 - 9012", TRUE, { 1234, 5678, 9012 } },
    { "1234\u20135678\u20139012", TRUE, { 1234, 5678, 9012 } },
    { "1234.5678.9012", TRUE, { 1234, 5678, 9012 } },
    { "Numbers: 1234, 5678 and 9012.", TRUE, { 1234, 5678, 9012 } },
    /* Signs, fractions and parts of words are not numbers. */
    { "-1234 5678 9012", FALSE, { 0 } },
    { "1234 -5678 9012", FALSE, { 0 } },
    { "[1234,5678,-9012]", FALSE, { 0 } },
    { "1234 \u22125678 9012", FALSE, { 0 } },
    { "1234--5678-9012", FALSE, { 0 } },
    { "+1234 5678 9012", FALSE, { 0 } },
    { ".1234 5678 9012", FALSE, { 0 } },
    { "1234e5 5678 9012", FALSE, { 0 } },
    { "x1234 5678 9012", FALSE, { 0 } },
    { "1234x 5678 9012", FALSE, { 0 } },
    { "1234\u00e4 5678 9012", FALSE, { 0 } },
    { "1234 5678 9012 \u0661\u0662\u0663\u0664", FALSE, { 0 } },
    { "1234\u0665 5678 9012", FALSE, { 0 } },
    { "1234 5678 9012 \xff", FALSE, { 0 } },
    { "99999999999999999999999999", FALSE, { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint decimals[VOUCH_SAS_NUMBER_COUNT] = { 0 };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_sas_parse_decimals (cases[i].text, decimals), ==, cases[i].found);
      if (cases[i].found)
        g_assert_cmpmem (decimals, sizeof decimals, cases[i].decimals, sizeof decimals);
    }
}

/* Emoji and numbers are computed from the bytes of the shared secret, as in the specification. */
static void
test_computed (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (13);

  for (guint i = 0; i < 2000; i++)
    {
      guint8 b[6];
      guint computed[VOUCH_SAS_NUMBER_COUNT];

      for (gsize j = 0; j < sizeof b; j++)
        b[j] = i == 0 ? 0 : i == 1 ? 0xff : g_rand_int_range (rand, 0, 256);
      {
        const guint8 numbers[] = {
          b[0] >> 2, (b[0] & 3) << 4 | b[1] >> 4, (b[1] & 15) << 2 | b[2] >> 6, b[2] & 63,
          b[3] >> 2, (b[3] & 3) << 4 | b[4] >> 4, (b[4] & 15) << 2 | b[5] >> 6,
        };
        const guint decimals[] = {
          (b[0] << 5 | b[1] >> 3) + 1000,
          ((b[1] & 7) << 10 | b[2] << 2 | b[3] >> 6) + 1000,
          ((b[3] & 63) << 7 | b[4] >> 1) + 1000,
        };

        vouch_sas_compute_decimals (numbers, computed);
        g_assert_cmpmem (computed, sizeof computed, decimals, sizeof decimals);
      }
    }
}

static void
test_read (void)
{
  static const struct {
    const char *emoji;
    const char *decimals;
    gboolean    has_emoji;
    gboolean    has_decimals;
    gboolean    disagree;
    gboolean    certain;
    guint       first;
  } cases[] = {
    { NULL, NULL, FALSE, FALSE, FALSE, FALSE, 0 },
    { "", "", FALSE, FALSE, FALSE, FALSE, 0 },
    { NULL, "1234 5678 9012", FALSE, TRUE, FALSE, TRUE, 1234 },
    { "?", "1234 5678 9012", FALSE, TRUE, FALSE, FALSE, 1234 },
    { SEVEN, NULL, TRUE, TRUE, FALSE, TRUE, 1042 },
    { SEVEN, "n/a", TRUE, TRUE, FALSE, FALSE, 1042 },
    { SEVEN, "1042 8579 1943", TRUE, TRUE, FALSE, TRUE, 1042 },
    { SEVEN, "[1042,8579,1943]", TRUE, TRUE, FALSE, TRUE, 1042 },
    { SEVEN, "1042 8579 1944", TRUE, TRUE, TRUE, FALSE, 1042 },
    { SEVEN, "1234 5678 9012", TRUE, TRUE, TRUE, FALSE, 1234 },
    { SEVEN, "9999 9999 9999", TRUE, TRUE, TRUE, FALSE, 9999 },
    { SEVEN "🫠", NULL, FALSE, FALSE, FALSE, FALSE, 0 },
    { SEVEN "\ue000", "1042 8579 1943", FALSE, TRUE, FALSE, FALSE, 1042 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchSas sas;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      memset (&sas, 0x55, sizeof sas);
      vouch_sas_read (&sas, cases[i].emoji, cases[i].decimals);
      g_assert_cmpint (sas.has_emoji, ==, cases[i].has_emoji);
      g_assert_cmpint (sas.has_decimals, ==, cases[i].has_decimals);
      g_assert_cmpint (sas.disagree, ==, cases[i].disagree);
      g_assert_cmpint (sas.certain, ==, cases[i].certain);
      if (sas.has_emoji)
        g_assert_cmpmem (sas.emoji, sizeof sas.emoji, seven, sizeof seven);
      if (sas.has_decimals)
        g_assert_cmpuint (sas.decimals[0], ==, cases[i].first);
    }
}

/* Seven emoji with two equal ones, as a real Beeper sent them: single spaces, no U+FE0F */
static void
test_beeper (void)
{
  static const guint8 numbers[] = { 36, 26, 26, 62, 44, 13, 47 };
  static const char * const texts[] = {
    "👍 🌽 🌽 📁 📎 🐙 🔑",
    "👍" VARIATION " 🌽" VARIATION " 🌽" VARIATION " 📁" VARIATION " 📎" VARIATION " 🐙" VARIATION
    " 🔑" VARIATION,
    "👍 Thumbs Up 🌽 Corn 🌽 Corn 📁 Folder 📎 Paperclip 🐙 Octopus 🔑 Key",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VouchSas sas;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      vouch_sas_read (&sas, texts[i], NULL);
      g_assert_true (sas.has_emoji);
      g_assert_cmpmem (sas.emoji, sizeof sas.emoji, numbers, sizeof numbers);
      g_assert_cmpuint (sas.decimals[0], ==, 5660);
      g_assert_cmpuint (sas.decimals[1], ==, 7906);
      g_assert_cmpuint (sas.decimals[2], ==, 7253);
    }
}

static void
test_words (void)
{
  static const struct {
    guint       number;
    const char *language;
    const char *word;
  } cases[] = {
    { 0, "en", "Dog" }, { 63, "en_GB", "Pin" }, { 36, "tlh", "Thumbs Up" }, { 0, "", "Dog" },
    { 0, "de", "Hund" }, { 34, "de_AT", "Schraubenschlüssel" }, { 63, "de_DE.UTF-8", "Stecknadel" },
    { 51, "pt", "Comboio" }, { 51, "pt_BR", "Trem" }, { 51, "pt_PT.utf8", "Comboio" },
    { 21, "fr", "Nuage" }, { 47, "fr_CA", "Clé" }, { 0, "es", "Perro" }, { 0, "it", "Cane" },
    { 0, "nl", "Hond" }, { 0, "ru", "Собака" }, { 0, "uk", "Пес" }, { 0, "ar", "كلب" },
    { 0, "ja_JP", "犬" }, { 4, "zh_Hans", "独角兽" },
    { 4, "zh_CN.UTF-8", "独角兽" }, { 4, "zh", "独角兽" },
    { 4, "zh_TW", "獨角獸" }, { 4, "zh_HK", "獨角獸" }, { 0, "nb", "Hund" }, { 3, "no_NO", "Hest" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vouch_sas_get_word_in (cases[i].number, cases[i].language), ==, cases[i].word);
}

static void
test_languages (void)
{
  static const char * const needed[] = {
    "ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt_BR", "ru", "uk", "zh_Hans",
  };
  const char * const *languages = vouch_sas_get_languages ();

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_true (g_strv_contains (languages, needed[i]));
  for (gsize i = 0; languages[i] != NULL; i++)
    {
      if (i > 0)
        g_assert_cmpstr (languages[i - 1], <, languages[i]);
      for (guint number = 0; number < VOUCH_SAS_TABLE_SIZE; number++)
        {
          const char *word = vouch_sas_get_word_in (number, languages[i]);

          g_assert_nonnull (word);
          g_assert_true (*word != '\0' && g_utf8_validate (word, -1, NULL));
        }
    }
}

/* The languages of the user are tried in their order, and English at last. */
static void
test_locale (void)
{
  static const char * const cases[][3] = {
    { "de", "Hund", "de" }, { "de_CH:fr", "Hund", "de" }, { "tlh:fr_CA:de", "Chien", "fr" },
    { "en_GB:de", "Dog", "en" }, { "tlh", "Dog", "en" }, { "zh_TW:zh_CN", "狗", "zh_Hant" },
    { "zh_CN", "狗", "zh_Hans" }, { "nb_NO:nn_NO", "Hund", "nb_NO" }, { "nn_NO", "Hund", "nb_NO" },
  };

  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    {
      g_test_skip ("There is no locale C.UTF-8");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv ("LANGUAGE", cases[i][0], TRUE);
      g_assert_cmpstr (vouch_sas_get_word (0), ==, cases[i][1]);
      g_assert_cmpstr (vouch_sas_get_language (), ==, cases[i][2]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sas/emoji-in-any-writing/are-found", test_emoji_found);
  g_test_add_func ("/sas/not-seven-emoji/are-not-found", test_emoji_not_found);
  g_test_add_func ("/sas/each-emoji-in-each-place/is-found", test_emoji_seeded);
  g_test_add_func ("/sas/numbers-in-any-writing/are-found", test_decimals);
  g_test_add_func ("/sas/bytes-of-the-secret/give-emoji-and-numbers", test_computed);
  g_test_add_func ("/sas/emoji-and-numbers/must-agree", test_read);
  g_test_add_func ("/sas/writing-of-beeper/is-read", test_beeper);
  g_test_add_func ("/sas/emoji-in-a-language/has-its-word", test_words);
  g_test_add_func ("/sas/needed-languages/are-there", test_languages);
  g_test_add_func ("/sas/languages-of-the-user/first-known-counts", test_locale);
  return g_test_run ();
}
