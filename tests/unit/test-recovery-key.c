/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-recovery-key.h"

#include "vouch-secret.h"

#include <string.h>

#define SAMPLE         "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d"
#define SAMPLE_GROUPED "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
#define SAMPLE_LINES   "EsTc LW2K PGiF wKEA\n3As5 g5c4 BXwk qeeJ\nZJV8 Q9fu gUMN UE4d"
/* The end of the key, for other beginnings, and the key with a wrong last letter */
#define TAIL           "LW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d"
#define SLIPPED        "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4e"
#define ALPHABET       "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define KEY_COUNT      10000

/* Base58 of 35 bytes, by long division */
static void
encode (const guint8  bytes[35],
        char         *key)
{
  guint8 number[35];

  memcpy (number, bytes, sizeof number);
  for (int i = 47; i >= 0; i--)
    {
      guint rest = 0;

      for (gsize j = 0; j < 35; j++)
        {
          rest = rest << 8 | number[j];
          number[j] = rest / 58;
          rest %= 58;
        }
      key[i] = ALPHABET[rest];
    }
  key[48] = '\0';
}

static void
make_key (GRand  *rand,
          guint8  first,
          guint8  second,
          char   *key)
{
  guint8 bytes[35] = { first, second };

  for (gsize i = 2; i < 34; i++)
    bytes[i] = g_rand_int_range (rand, 0, 256);
  for (gsize i = 0; i < 34; i++)
    bytes[34] ^= bytes[i];
  encode (bytes, key);
}

static VouchRecoveryKeyAdvice
get_advice (const char *text)
{
  VouchRecoveryKeyCheck check;

  vouch_recovery_key_check (text, &check);
  return check.advice;
}

static void
assert_sent (const char *text,
             const char *expected)
{
  vouch_autosecret char *sent = vouch_recovery_key_to_send (text);

  g_assert_cmpstr (sent, ==, expected);
}

static void
test_table (void)
{
  static const struct {
    const char             *text;
    VouchRecoveryKeyAdvice  advice;
    guint                   length;
    guint                   position;
    gunichar                character;
  } cases[] = {
    { "", VOUCH_RECOVERY_KEY_EMPTY, 0, 0, 0 },
    { " \n\xe2\x80\x8b-\"", VOUCH_RECOVERY_KEY_EMPTY, 0, 0, 0 },
    { "EsTc", VOUCH_RECOVERY_KEY_INCOMPLETE, 4, 0, 0 },
    { "EsTc LW2K P", VOUCH_RECOVERY_KEY_INCOMPLETE, 9, 0, 0 },
    { "EsTc 0", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 5, 5, '0' },
    { "EsTc LOI", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 7, 6, 'O' },
    { "I", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 1, 1, 'I' },
    { "EslTc", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 5, 3, 'l' },
    { "EsTc\u06f4", VOUCH_RECOVERY_KEY_INCOMPLETE, 5, 0, 0 },
    { "EsTc\u06f0", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 5, 5, '0' },
    { "\uff25\uff53\uff34\uff43\u3000\uff12", VOUCH_RECOVERY_KEY_INCOMPLETE, 5, 0, 0 },
    { "\xd0\x95sTc", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 4, 1, 0x415 },   /* a Cyrillic E */
    { "Es\xff", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 3, 3, 0xfffd },
    { "correct horse, battery", VOUCH_RECOVERY_KEY_BAD_CHARACTER, 20, 13, ',' },
    { SAMPLE, VOUCH_RECOVERY_KEY_COMPLETE, 48, 0, 0 },
    { SAMPLE_GROUPED, VOUCH_RECOVERY_KEY_COMPLETE, 48, 0, 0 },
    { "Recovery key: " SAMPLE_GROUPED, VOUCH_RECOVERY_KEY_COMPLETE, 48, 0, 0 },
    { "Recovery Code\n" SAMPLE_GROUPED "\n(made in May)", VOUCH_RECOVERY_KEY_COMPLETE, 48, 0, 0 },
    { SAMPLE "x", VOUCH_RECOVERY_KEY_TOO_LONG, 49, 0, 0 },
    { SAMPLE_GROUPED " x", VOUCH_RECOVERY_KEY_TOO_LONG, 49, 0, 0 },
    { SAMPLE SAMPLE, VOUCH_RECOVERY_KEY_TOO_LONG, 96, 0, 0 },
    { "FsTc" TAIL, VOUCH_RECOVERY_KEY_MISTYPED, 48, 0, 0 },
    { "sETc" TAIL, VOUCH_RECOVERY_KEY_MISTYPED, 48, 0, 0 },
    { SLIPPED, VOUCH_RECOVERY_KEY_MISTYPED, 48, 0, 0 },
    { "Key: " SLIPPED, VOUCH_RECOVERY_KEY_MISTYPED, 48, 0, 0 },
    { "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", VOUCH_RECOVERY_KEY_WRONG_KIND, 48, 0, 0 },
    { "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", VOUCH_RECOVERY_KEY_WRONG_KIND, 48, 0, 0 },
    { "111111111111111111111111111111111111111111111111", VOUCH_RECOVERY_KEY_WRONG_KIND, 48, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchRecoveryKeyCheck check;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      vouch_recovery_key_check (cases[i].text, &check);
      g_assert_cmpint (check.advice, ==, cases[i].advice);
      g_assert_cmpuint (check.length, ==, cases[i].length);
      g_assert_cmpuint (check.position, ==, cases[i].position);
      g_assert_cmpuint (check.character, ==, cases[i].character);
    }
}

static void
test_send (void)
{
  assert_sent (SAMPLE_GROUPED, SAMPLE);
  assert_sent ("\n\"" SAMPLE_GROUPED "\"\n", SAMPLE);
  assert_sent ("Recovery key: " SAMPLE_GROUPED, SAMPLE);
  assert_sent (" EsTc LW2K \n", "EsTc LW2K");
  assert_sent ("\xe2\x80\x8b\xc2\xa0my pass-phrase\xef\xbb\xbf", "my pass-phrase");
  assert_sent (" \xff ", "\xff");
  assert_sent (SAMPLE "x", SAMPLE "x");
  assert_sent ("", "");
}

/* A key of the usual format is broken into lines. Any other key is not changed. */
static void
test_lay_out (void)
{
  static const char * const cases[][2] = {
    { SAMPLE, SAMPLE_LINES },
    { SAMPLE_GROUPED, SAMPLE_LINES },
    { " " SAMPLE_GROUPED "  ", SAMPLE_LINES },
    { "", "" },
    { SLIPPED, SLIPPED },
    { SAMPLE "x", SAMPLE "x" },
    { "Key: " SAMPLE_GROUPED, "Key: " SAMPLE_GROUPED },
    { "EsTc-LW2K-PGiF-wKEA", "EsTc-LW2K-PGiF-wKEA" },
    { "ab12-cd34-ef56-gh78", "ab12-cd34-ef56-gh78" },
    { "tulip 'n' rose-9#Kd=2mQ", "tulip 'n' rose-9#Kd=2mQ" },
    { "two  spaces\nand \"lines\" ", "two  spaces\nand \"lines\" " },
    { "\u201cquoted\u201d\u2013\u00e4\u00f6\u200b", "\u201cquoted\u201d\u2013\u00e4\u00f6\u200b" },
    { "123456789012345678901234567890123456789012345678901234567890",
      "123456789012345678901234567890123456789012345678901234567890" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      vouch_autosecret char *lines = vouch_recovery_key_lay_out (cases[i][0]);

      g_assert_cmpstr (lines, ==, cases[i][1]);
    }
}

static void
test_ends_with (void)
{
  static const struct {
    const char *key;
    const char *characters;
    gboolean    right;
  } cases[] = {
    { SAMPLE, "UE4d", TRUE },
    { SAMPLE, " ue4D ", TRUE },
    { SAMPLE, "UE-4d", TRUE },
    { SAMPLE, "E4d", FALSE },
    { SAMPLE, "NUE4d", FALSE },
    { SAMPLE, "", FALSE },
    { SAMPLE_GROUPED, "UE4d", TRUE },
    { SAMPLE, "UE\u06f4d", TRUE },      /* a Persian, an Arabic and a full-width digit */
    { SAMPLE, "UE\u0664d", TRUE },
    { SAMPLE, "\uff35\uff25\uff14\uff44", TRUE },
    { "ab12-cd34-ef56-gh78", "gh78", TRUE },
    { "ab12-cd34-ef56-g-78", "g-78", TRUE },
    { "ab12-cd34-ef56-g-78", "6g78", FALSE },
    { "tulip 'n' rose", "rose", TRUE },
    { "tulip 'n' 'r'", "'r'", FALSE },
    { "tulip 'n' 'r'", " 'r'", FALSE },   /* a space at an end cannot be seen */
    { "a \"b-c\"", "b-c\"", TRUE },
    { "abc", "abc", TRUE },
    { "abc", "bc", FALSE },
    { "pass\u00e4\u00f6\u00fc\u00df", "\u00e4\u00f6\u00fc\u00df", TRUE },
    { "", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_recovery_key_ends_with (cases[i].key, cases[i].characters), ==,
                       cases[i].right);
    }
}

static void
test_find (void)
{
  static const struct {
    const char *text;
    const char *found;
  } cases[] = {
    { "", NULL },
    { "nothing here, not even EsTc LW2K", NULL },
    { SAMPLE, SAMPLE },
    { "key=" SAMPLE ";", SAMPLE },
    { "Recovery Key\r\n\r\nEsTc LW2K PGiF wKEA\r\n3As5 g5c4 BXwk qeeJ\r\nZJV8 Q9fu gUMN UE4d\r\n"
      "\r\nKeep it safe", SAMPLE },
    { "> EsTc LW2K PGiF wKEA\n> 3As5 g5c4 BXwk qeeJ\n> ZJV8 Q9fu gUMN UE4d", SAMPLE },
    { "| **" SAMPLE_GROUPED "** |", SAMPLE },
    { "\xff\xfe garbage \x01 " SAMPLE, SAMPLE },
    { SLIPPED, SLIPPED },
    { "old: " SLIPPED "\nnew: " SAMPLE, SAMPLE },
    { "x" SAMPLE, NULL },
    { SAMPLE "x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      vouch_autosecret char *found = vouch_recovery_key_find (cases[i].text, -1);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* Text as Windows saves it as "Unicode", and a file that is cut off */
static void
test_find_in_bytes (void)
{
  g_autofree char *wide = g_convert ("\xef\xbb\xbfKey: " SAMPLE_GROUPED "\r\n", -1,
                                     "UTF-16LE", "UTF-8", NULL, NULL, NULL);
  gsize wide_length = 2 * (1 + strlen ("Key: " SAMPLE_GROUPED "\r\n"));
  vouch_autosecret char *found = vouch_recovery_key_find (wide, wide_length);
  vouch_autosecret char *cut = vouch_recovery_key_find (SAMPLE, 47);

  g_assert_cmpstr (found, ==, SAMPLE);
  g_assert_null (cut);
}

/* A large text that was pasted by mistake is not searched to its end. */
static void
test_find_in_much (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  vouch_autosecret char *near = NULL;
  vouch_autosecret char *far = NULL;

  while (text->len < 60000)
    g_string_append (text, "a word ");
  g_string_append (text, SAMPLE_GROUPED " ");
  near = vouch_recovery_key_find (text->str, -1);
  g_assert_cmpstr (near, ==, SAMPLE);

  g_string_truncate (text, 0);
  while (text->len < 1000000)
    g_string_append (text, "1a ");
  g_string_append (text, ", " SAMPLE);
  far = vouch_recovery_key_find (text->str, (gssize) text->len);
  g_assert_null (far);
}

/* A key is the same in each form in which users write it. */
static void
assert_pasted (const char *key,
               guint       manner)
{
  static const char * const separators[] = {
    "", " ", "\n", "\r\n", "-", "\xe2\x80\x93", "\t", "\xc2\xa0", "\xe2\x80\x8b", " \xe2\x80\xa8",
    "\xef\xbb\xbf", "\xc2\xad", "\xe2\x81\xa0 ",
  };
  static const char * const around[][2] = {
    { "", "" }, { "\"", "\"" }, { "\xe2\x80\x9c", "\xe2\x80\x9d" },
    { "\xe2\x80\x9e", "\xe2\x80\x9c" }, { "'", "'\n" }, { "Recovery key: ", "" },
    { "Recovery key:\n", "\n" }, { "\xc2\xab", "\xc2\xbb" },
  };
  const char *separator = separators[manner % G_N_ELEMENTS (separators)];
  const char * const *pair = around[manner % G_N_ELEMENTS (around)];
  g_autoptr(GString) text = g_string_new (pair[0]);

  for (gsize i = 0; i < 48; i += 4)
    {
      if (i > 0)
        g_string_append (text, separator);
      g_string_append_len (text, key + i, 4);
    }
  g_string_append (text, pair[1]);
  g_assert_cmpint (get_advice (text->str), ==, VOUCH_RECOVERY_KEY_COMPLETE);
  assert_sent (text->str, key);
}

static void
assert_cut (const char *key,
            guint       length)
{
  g_autofree char *cut = g_strndup (key, length);
  VouchRecoveryKeyCheck check;

  vouch_recovery_key_check (cut, &check);
  g_assert_cmpint (check.advice, ==, VOUCH_RECOVERY_KEY_INCOMPLETE);
  g_assert_cmpuint (check.length, ==, length);
}

static void
assert_strange (const char *key,
                guint       position,
                guint       choice)
{
  static const gunichar strange[] = {
    '0', 'O', 'I', 'l', 0x410, 0x391, 0x2464, '!', '/', 0x1f436, 0x627,
  };
  gunichar character = strange[choice % G_N_ELEMENTS (strange)];
  g_autoptr(GString) text = g_string_new (NULL);
  VouchRecoveryKeyCheck check;

  g_string_append_len (text, key, position);
  g_string_append_unichar (text, character);
  g_string_append (text, key + position + 1);
  vouch_recovery_key_check (text->str, &check);
  g_assert_cmpint (check.advice, ==, VOUCH_RECOVERY_KEY_BAD_CHARACTER);
  g_assert_cmpuint (check.length, ==, 48);
  g_assert_cmpuint (check.position, ==, position + 1);
  g_assert_cmpuint (check.character, ==, character);
  assert_sent (text->str, text->str);
}

/* Eight bits of parity detect all but one of 256 mistakes. After a mistake in the first letters,
 * the key can look like another kind of key. */
static gboolean
is_slip_seen (const char *text)
{
  VouchRecoveryKeyAdvice advice = get_advice (text);

  if (advice == VOUCH_RECOVERY_KEY_COMPLETE)
    return FALSE;
  g_assert_true (advice == VOUCH_RECOVERY_KEY_MISTYPED ||
                 (advice == VOUCH_RECOVERY_KEY_WRONG_KIND && !g_str_has_prefix (text, "EsT")));
  assert_sent (text, text);
  return TRUE;
}

static void
test_seeded (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261121);
  guint missed_typos = 0;
  guint missed_swaps = 0;

  for (guint i = 0; i < KEY_COUNT; i++)
    {
      char key[49];
      char slip[49];
      g_autofree char *lower = NULL;
      guint position = g_rand_int_range (rand, 0, 48);
      guint other = g_rand_int_range (rand, 0, 48);

      make_key (rand, 0x8b, 0x01, key);
      g_assert_true (g_str_has_prefix (key, "Es") && strchr ("STU", key[2]) != NULL);
      assert_pasted (key, i);
      assert_cut (key, 1 + position % 47);
      assert_strange (key, position, i);

      memcpy (slip, key, sizeof slip);
      while (slip[position] == key[position])
        slip[position] = ALPHABET[g_rand_int_range (rand, 0, 58)];
      missed_typos += !is_slip_seen (slip);

      memcpy (slip, key, sizeof slip);
      while (key[other] == key[position])
        other = g_rand_int_range (rand, 0, 48);
      slip[position] = key[other];
      slip[other] = key[position];
      missed_swaps += !is_slip_seen (slip);

      lower = g_ascii_strdown (key, -1);
      g_assert_cmpint (get_advice (lower), !=, VOUCH_RECOVERY_KEY_COMPLETE);
    }
  g_assert_cmpuint (missed_typos, <, KEY_COUNT / 100);
  g_assert_cmpuint (missed_swaps, <, KEY_COUNT / 100);
}

static void
test_other_kinds (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 1000; i++)
    {
      char key[49];
      guint8 first = g_rand_int_range (rand, 0, 256);
      guint8 second = g_rand_int_range (rand, 0, 256);

      if (first == 0x8b && second == 0x01)
        continue;
      make_key (rand, first, second, key);
      g_assert_cmpint (get_advice (key), ==, VOUCH_RECOVERY_KEY_WRONG_KIND);
      assert_sent (key, key);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-key/typed-keys/give-their-advice", test_table);
  g_test_add_func ("/recovery-key/pasted-keys/go-out-as-meant", test_send);
  g_test_add_func ("/recovery-key/usual-form/is-laid-out-in-lines", test_lay_out);
  g_test_add_func ("/recovery-key/last-characters-typed/match-in-any-case", test_ends_with);
  g_test_add_func ("/recovery-key/key-in-a-text/is-found", test_find);
  g_test_add_func ("/recovery-key/text-in-utf-16/key-is-found", test_find_in_bytes);
  g_test_add_func ("/recovery-key/far-in-a-long-text/is-not-found", test_find_in_much);
  g_test_add_func ("/recovery-key/slips-in-many-keys/are-noticed", test_seeded);
  g_test_add_func ("/recovery-key/other-kinds-of-keys/are-not-usual", test_other_kinds);
  return g_test_run ();
}
