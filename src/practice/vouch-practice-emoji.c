/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-emoji"

#include "vouch-practice-emoji.h"

/* The emoji of the Matrix specification ("SAS method: emoji"), in its order. The model has a table
 * of its own, so that a mistake in one of them is noticed. */
static const struct {
  const char *symbol;
  const char *name;
} table[64] = {
  { "🐶", "Dog" },        { "🐱", "Cat" },        { "🦁", "Lion" },       { "🐎", "Horse" },
  { "🦄", "Unicorn" },    { "🐷", "Pig" },        { "🐘", "Elephant" },   { "🐰", "Rabbit" },
  { "🐼", "Panda" },      { "🐓", "Rooster" },    { "🐧", "Penguin" },    { "🐢", "Turtle" },
  { "🐟", "Fish" },       { "🐙", "Octopus" },    { "🦋", "Butterfly" },  { "🌷", "Flower" },
  { "🌳", "Tree" },       { "🌵", "Cactus" },     { "🍄", "Mushroom" },   { "🌏", "Globe" },
  { "🌙", "Moon" },       { "☁️", "Cloud" },       { "🔥", "Fire" },       { "🍌", "Banana" },
  { "🍎", "Apple" },      { "🍓", "Strawberry" }, { "🌽", "Corn" },       { "🍕", "Pizza" },
  { "🎂", "Cake" },       { "❤️", "Heart" },       { "😀", "Smiley" },     { "🤖", "Robot" },
  { "🎩", "Hat" },        { "👓", "Glasses" },    { "🔧", "Spanner" },    { "🎅", "Santa" },
  { "👍", "Thumbs Up" },  { "☂️", "Umbrella" },    { "⌛", "Hourglass" },  { "⏰", "Clock" },
  { "🎁", "Gift" },       { "💡", "Light Bulb" }, { "📕", "Book" },       { "✏️", "Pencil" },
  { "📎", "Paperclip" },  { "✂️", "Scissors" },    { "🔒", "Lock" },       { "🔑", "Key" },
  { "🔨", "Hammer" },     { "☎️", "Telephone" },   { "🏁", "Flag" },       { "🚂", "Train" },
  { "🚲", "Bicycle" },    { "✈️", "Aeroplane" },   { "🚀", "Rocket" },     { "🏆", "Trophy" },
  { "⚽", "Ball" },       { "🎸", "Guitar" },     { "🎺", "Trumpet" },    { "🔔", "Bell" },
  { "⚓", "Anchor" },     { "🎧", "Headphones" }, { "📁", "Folder" },     { "📌", "Pin" },
};

const char *
vouch_practice_emoji_get_symbol (guint8 number)
{
  g_return_val_if_fail (number < G_N_ELEMENTS (table), NULL);

  return table[number].symbol;
}

const char *
vouch_practice_emoji_get_name (guint8 number)
{
  g_return_val_if_fail (number < G_N_ELEMENTS (table), NULL);

  return table[number].name;
}

void
vouch_practice_emoji_read (const guint8 bytes[6],
                           guint8       emoji[VOUCH_PRACTICE_N_EMOJI],
                           guint16      decimals[VOUCH_PRACTICE_N_DECIMALS])
{
  guint64 bits = 0;

  for (guint i = 0; i < 6; i++)
    bits = bits << 8 | bytes[i];
  /* There are 48 bits; both readings start with the first of them. */
  for (guint i = 0; i < VOUCH_PRACTICE_N_EMOJI; i++)
    emoji[i] = bits >> (42 - 6 * i) & 0x3f;
  for (guint i = 0; i < VOUCH_PRACTICE_N_DECIMALS; i++)
    decimals[i] = 1000 + (bits >> (35 - 13 * i) & 0x1fff);
}

char *
vouch_practice_emoji_format (const guint8 emoji[VOUCH_PRACTICE_N_EMOJI])
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < VOUCH_PRACTICE_N_EMOJI; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, vouch_practice_emoji_get_symbol (emoji[i]));
    }
  return g_string_free (text, FALSE);
}

char *
vouch_practice_decimals_format (const guint16 decimals[VOUCH_PRACTICE_N_DECIMALS])
{
  return g_strdup_printf ("%u %u %u", decimals[0], decimals[1], decimals[2]);
}
