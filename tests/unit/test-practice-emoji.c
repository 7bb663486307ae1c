/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-practice-emoji.h"

static void
test_read (void)
{
  static const struct {
    guint8  bytes[6];
    guint8  emoji[VOUCH_PRACTICE_N_EMOJI];
    guint16 decimals[VOUCH_PRACTICE_N_DECIMALS];
  } cases[] = {
    { { 0, 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0, 0, 0 }, { 1000, 1000, 1000 } },
    { { 255, 255, 255, 255, 255, 255 }, { 63, 63, 63, 63, 63, 63, 63 }, { 9191, 9191, 9191 } },
    /* The groups of six bits count from 1 to 7. The numbers were computed by hand. */
    { { 0x04, 0x20, 0xc4, 0x14, 0x61, 0xc0 }, { 1, 2, 3, 4, 5, 6, 7 }, { 1132, 1784, 3608 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 emoji[VOUCH_PRACTICE_N_EMOJI];
      guint16 decimals[VOUCH_PRACTICE_N_DECIMALS];

      vouch_practice_emoji_read (cases[i].bytes, emoji, decimals);
      g_assert_cmpmem (emoji, sizeof emoji, cases[i].emoji, sizeof cases[i].emoji);
      g_assert_cmpmem (decimals, sizeof decimals, cases[i].decimals, sizeof cases[i].decimals);
    }
}

/* The first 39 of the 42 bits of the emoji are the bits of the numbers (api.md 7). */
static void
test_agree (void)
{
  for (guint round = 0; round < 1000; round++)
    {
      guint8 bytes[6], emoji[VOUCH_PRACTICE_N_EMOJI];
      guint16 decimals[VOUCH_PRACTICE_N_DECIMALS];
      guint64 from_emoji = 0, from_decimals = 0;

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = g_test_rand_int_range (0, 256);
      vouch_practice_emoji_read (bytes, emoji, decimals);
      for (guint i = 0; i < VOUCH_PRACTICE_N_EMOJI; i++)
        from_emoji = from_emoji << 6 | emoji[i];
      for (guint i = 0; i < VOUCH_PRACTICE_N_DECIMALS; i++)
        from_decimals = from_decimals << 13 | (guint64) (decimals[i] - 1000);
      g_assert_cmpuint (from_emoji >> 3, ==, from_decimals);
    }
}

static void
test_format (void)
{
  g_autofree char *emoji = vouch_practice_emoji_format ((guint8[]) { 0, 13, 29, 44, 51, 62, 63 });
  g_autofree char *decimals = vouch_practice_decimals_format ((guint16[]) { 1000, 4242, 9191 });

  g_assert_cmpstr (emoji, ==, "🐶 🐙 ❤️ 📎 🚂 📁 📌");
  g_assert_cmpstr (decimals, ==, "1000 4242 9191");
  g_assert_cmpstr (vouch_practice_emoji_get_name (63), ==, "Pin");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-emoji/bytes/give-emoji-and-numbers", test_read);
  g_test_add_func ("/practice-emoji/emoji-and-numbers/share-their-bits", test_agree);
  g_test_add_func ("/practice-emoji/formatted/as-beeper-writes-them", test_format);
  return g_test_run ();
}
