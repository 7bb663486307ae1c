/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sas"

#include "vouch-sas.h"

#include "vouch-sas-words.h"

#include <string.h>

/* Parses strings whose format is not published (api.md 7). */

#define MAX_TEXT_SIZE     4096   /* bytes; seven emoji with names need a tenth of it */
#define VARIATION_EMOJI   0xfe0f
#define ZERO_WIDTH_JOINER 0x200d
#define KEYCAP            0x20e3
#define ENGLISH           "en"

static const VouchSasEmoji table[VOUCH_SAS_TABLE_SIZE] = {
  { "🐶", "Dog" }, { "🐱", "Cat" }, { "🦁", "Lion" }, { "🐎", "Horse" }, { "🦄", "Unicorn" },
  { "🐷", "Pig" }, { "🐘", "Elephant" }, { "🐰", "Rabbit" }, { "🐼", "Panda" },
  { "🐓", "Rooster" }, { "🐧", "Penguin" }, { "🐢", "Turtle" }, { "🐟", "Fish" },
  { "🐙", "Octopus" }, { "🦋", "Butterfly" }, { "🌷", "Flower" }, { "🌳", "Tree" },
  { "🌵", "Cactus" }, { "🍄", "Mushroom" }, { "🌏", "Globe" }, { "🌙", "Moon" },
  { "☁\ufe0f", "Cloud" }, { "🔥", "Fire" }, { "🍌", "Banana" }, { "🍎", "Apple" },
  { "🍓", "Strawberry" }, { "🌽", "Corn" }, { "🍕", "Pizza" }, { "🎂", "Cake" },
  { "❤\ufe0f", "Heart" }, { "😀", "Smiley" }, { "🤖", "Robot" }, { "🎩", "Hat" },
  { "👓", "Glasses" }, { "🔧", "Spanner" }, { "🎅", "Santa" }, { "👍", "Thumbs Up" },
  { "☂\ufe0f", "Umbrella" }, { "⌛", "Hourglass" }, { "⏰", "Clock" }, { "🎁", "Gift" },
  { "💡", "Light Bulb" }, { "📕", "Book" }, { "✏\ufe0f", "Pencil" }, { "📎", "Paperclip" },
  { "✂\ufe0f", "Scissors" }, { "🔒", "Lock" }, { "🔑", "Key" }, { "🔨", "Hammer" },
  { "☎\ufe0f", "Telephone" }, { "🏁", "Flag" }, { "🚂", "Train" }, { "🚲", "Bicycle" },
  { "✈\ufe0f", "Aeroplane" }, { "🚀", "Rocket" }, { "🏆", "Trophy" }, { "⚽", "Ball" },
  { "🎸", "Guitar" }, { "🎺", "Trumpet" }, { "🔔", "Bell" }, { "⚓", "Anchor" },
  { "🎧", "Headphones" }, { "📁", "Folder" }, { "📌", "Pin" },
};

/* Locale names for languages of vouch-sas-words.c that have another name there. */
static const struct {
  const char *locale;
  const char *language;
} aliases[] = {
  { "nb", "nb_NO" },      { "nn", "nb_NO" },      { "no", "nb_NO" },
  { "zh", "zh_Hans" },    { "zh_CN", "zh_Hans" }, { "zh_SG", "zh_Hans" },
  { "zh_HK", "zh_Hant" }, { "zh_MO", "zh_Hant" }, { "zh_TW", "zh_Hant" },
};

static const VouchSasWords *
find_words (const char *language)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (strcmp (aliases[i].locale, language) == 0)
      language = aliases[i].language;
  for (gsize i = 0; i < vouch_sas_words_count; i++)
    if (strcmp (vouch_sas_words[i].language, language) == 0)
      return &vouch_sas_words[i];
  return NULL;
}

/* Matches "pt_BR.UTF-8" with "pt_BR", and "de_AT" with "de". */
static const VouchSasWords *
find_words_for_locale (const char *locale)
{
  g_autofree char *language = g_strndup (locale, strcspn (locale, ".@"));
  const VouchSasWords *words = find_words (language);

  if (words == NULL)
    {
      language[strcspn (language, "_")] = '\0';
      words = find_words (language);
    }
  return words;
}

static gboolean
is_english (const char *locale)
{
  return strcmp (locale, "C") == 0 || strcmp (locale, "en") == 0 ||
         g_str_has_prefix (locale, "en_") || g_str_has_prefix (locale, "C.");
}

static int
find_emoji (gunichar character)
{
  for (int i = 0; i < VOUCH_SAS_TABLE_SIZE; i++)
    if (g_utf8_get_char (table[i].emoji) == character)
      return i;
  return -1;
}

/* Returns: whether a character can stand between the emoji: letters, numbers, punctuation and
 * markup. Another symbol could be an emoji that is not in the table. It must not be left out of
 * what is shown. */
static gboolean
is_ignorable (gunichar character)
{
  if (character < 0x80 || character == KEYCAP)
    return TRUE;
  switch (g_unichar_type (character))
    {
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
      return FALSE;
    default:
      return TRUE;
    }
}

const VouchSasEmoji *
vouch_sas_get_emoji (guint number)
{
  g_return_val_if_fail (number < VOUCH_SAS_TABLE_SIZE, &table[0]);

  return &table[number];
}

/* Returns: (nullable): NULL: English */
static const VouchSasWords *
find_words_of_user (void)
{
  const char * const *names = g_get_language_names ();

  for (gsize i = 0; names[i] != NULL && !is_english (names[i]); i++)
    {
      const VouchSasWords *words = find_words_for_locale (names[i]);

      if (words != NULL)
        return words;
    }
  return NULL;
}

const char *
vouch_sas_get_word (guint number)
{
  const VouchSasWords *words = find_words_of_user ();

  g_return_val_if_fail (number < VOUCH_SAS_TABLE_SIZE, "");

  return words != NULL ? words->words[number] : table[number].name;
}

const char *
vouch_sas_get_language (void)
{
  const VouchSasWords *words = find_words_of_user ();

  return words != NULL ? words->language : ENGLISH;
}

const char *
vouch_sas_get_word_in (guint       number,
                       const char *language)
{
  const VouchSasWords *words;

  g_return_val_if_fail (number < VOUCH_SAS_TABLE_SIZE, "");
  g_return_val_if_fail (language != NULL, table[number].name);

  words = find_words_for_locale (language);
  return words != NULL ? words->words[number] : table[number].name;
}

const char * const *
vouch_sas_get_languages (void)
{
  static const char **languages = NULL;

  if (languages == NULL)
    {
      gsize count = 0;

      languages = g_new0 (const char *, vouch_sas_words_count + 2);
      for (gsize i = 0; i < vouch_sas_words_count; i++)
        {
          if (count == i && strcmp (vouch_sas_words[i].language, ENGLISH) > 0)
            languages[count++] = ENGLISH;
          languages[count++] = vouch_sas_words[i].language;
        }
    }
  return (const char * const *) languages;
}

/* An emoji with a skin tone, or joined to another one, is a different emoji, and not in the
 * table. */
gboolean
vouch_sas_parse_emoji (const char *text,
                       guint8      numbers[VOUCH_SAS_EMOJI_COUNT])
{
  guint count = 0;
  gboolean after_emoji = FALSE;

  g_return_val_if_fail (text != NULL, FALSE);

  if (strnlen (text, MAX_TEXT_SIZE + 1) > MAX_TEXT_SIZE || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      int number = find_emoji (character);

      if (character == VARIATION_EMOJI)
        continue;
      if (number < 0 && (!is_ignorable (character) ||
                         (after_emoji && character == ZERO_WIDTH_JOINER)))
        return FALSE;
      after_emoji = number >= 0;
      if (number < 0)
        continue;
      if (count == VOUCH_SAS_EMOJI_COUNT)
        return FALSE;
      numbers[count++] = (guint8) number;
    }
  return count == VOUCH_SAS_EMOJI_COUNT;
}

/* Returns: whether a number can begin after these two characters (0: none): not after a sign, and
 * not within a word or a fraction. A dash or a point between digits is a separator. */
static gboolean
can_begin (gunichar before_last,
           gunichar last)
{
  gboolean sign = last == '+' || last == '.' || last == 0x2212 ||
                  g_unichar_type (last) == G_UNICODE_DASH_PUNCTUATION;

  return !g_unichar_isalpha (last) && (!sign || g_ascii_isdigit (before_last));
}

/* Reads four digits that are not followed by another digit or a letter. */
static gboolean
read_number (const char *text,
             guint      *number)
{
  gsize length = strspn (text, "0123456789");

  if (length != 4 || g_unichar_isalnum (g_utf8_get_char (text + length)))
    return FALSE;
  *number = 0;
  for (gsize i = 0; i < length; i++)
    *number = *number * 10 + (guint) g_ascii_digit_value (text[i]);
  return TRUE;
}

gboolean
vouch_sas_parse_decimals (const char *text,
                          guint       decimals[VOUCH_SAS_NUMBER_COUNT])
{
  guint count = 0;
  gunichar before_last = 0;
  gunichar last = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  if (strnlen (text, MAX_TEXT_SIZE + 1) > MAX_TEXT_SIZE || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  while (*text != '\0')
    {
      gunichar character = g_utf8_get_char (text);

      if (g_unichar_isdigit (character))
        {
          if (count == VOUCH_SAS_NUMBER_COUNT || !can_begin (before_last, last) ||
              !read_number (text, &decimals[count]))
            return FALSE;
          count++;
          text += 4;
          before_last = last = '0';
          continue;
        }
      before_last = last;
      last = character;
      text = g_utf8_next_char (text);
    }
  return count == VOUCH_SAS_NUMBER_COUNT;
}

/* Seven emoji have 42 bits. The first 39 are three numbers of 13 bits (specification, "SAS
 * method"). */
void
vouch_sas_compute_decimals (const guint8 numbers[VOUCH_SAS_EMOJI_COUNT],
                            guint        decimals[VOUCH_SAS_NUMBER_COUNT])
{
  guint64 bits = 0;

  for (gsize i = 0; i < VOUCH_SAS_EMOJI_COUNT; i++)
    bits = bits << 6 | (numbers[i] & 0x3f);
  for (gsize i = 0; i < VOUCH_SAS_NUMBER_COUNT; i++)
    decimals[i] = 1000 + (guint) (bits >> (29 - 13 * i) & 0x1fff);
}

void
vouch_sas_read (VouchSas   *sas,
                const char *emoji,
                const char *decimals)
{
  guint computed[VOUCH_SAS_NUMBER_COUNT] = { 0 };

  g_return_if_fail (sas != NULL);

  *sas = (VouchSas) { .has_emoji = FALSE };
  sas->has_emoji = emoji != NULL && vouch_sas_parse_emoji (emoji, sas->emoji);
  sas->has_decimals = decimals != NULL && vouch_sas_parse_decimals (decimals, sas->decimals);
  sas->certain = (sas->has_emoji || sas->has_decimals) &&
                 sas->has_emoji == (emoji != NULL) && sas->has_decimals == (decimals != NULL);
  if (!sas->has_emoji)
    return;

  vouch_sas_compute_decimals (sas->emoji, computed);
  if (sas->has_decimals)
    sas->disagree = memcmp (sas->decimals, computed, sizeof computed) != 0;
  else
    memcpy (sas->decimals, computed, sizeof computed);
  sas->has_decimals = TRUE;
  sas->certain = sas->certain && !sas->disagree;
}
