/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-practice-account.h"
#include "vouch-practice-keys.h"

#include <string.h>

static void
test_round_trip (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 500; round++)
    {
      guint8 key[VOUCH_PRACTICE_KEY_SIZE], again[VOUCH_PRACTICE_KEY_SIZE];
      g_autofree char *text = NULL;

      vouch_practice_key_fill (random, key, sizeof key);
      text = vouch_practice_key_format (key);
      g_assert_cmpuint (strlen (text), ==, 48 + 11);
      g_assert_true (g_str_has_prefix (text, "EsS") || g_str_has_prefix (text, "EsT") ||
                     g_str_has_prefix (text, "EsU"));
      g_assert_true (vouch_practice_key_parse (text, again));
      g_assert_cmpmem (key, sizeof key, again, sizeof again);
      /* With one byte of parity, one wrong letter in 256 is not noticed, but the key is a different
       * one. */
      text[20] = text[20] == 'x' ? 'y' : 'x';
      if (vouch_practice_key_parse (text, again))
        g_assert_cmpint (memcmp (key, again, sizeof key), !=, 0);
    }
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gboolean    valid;
  } cases[] = {
    { VOUCH_PRACTICE_RECOVERY_KEY, TRUE },
    { VOUCH_PRACTICE_OLDER_KEY, TRUE },
    { "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d", TRUE },
    { " EsTc LW2K\nPGiF wKEA\t3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d ", TRUE },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4e", FALSE },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4", FALSE },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d1", FALSE },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE40", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint8 key[VOUCH_PRACTICE_KEY_SIZE];

      g_assert_true (vouch_practice_key_parse (cases[i].text, key) == cases[i].valid);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-keys/any-key/is-read-as-written", test_round_trip);
  g_test_add_func ("/practice-keys/typed-keys/only-right-ones-are-read", test_parse);
  return g_test_run ();
}
