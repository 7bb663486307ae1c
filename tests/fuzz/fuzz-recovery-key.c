/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"

#include <string.h>

#define GROUPED "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
#define COMPACT "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d"
#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED (GROUPED), SEED (COMPACT), SEED ("Recovery key:\r\n" GROUPED "\r\n"), SEED (""),
  SEED ("\xe2\x80\x9c" GROUPED "\xe2\x80\x9d"), SEED ("EsTc\xe2\x80\x8bLW2K"), SEED ("EsTc"),
  SEED ("E\0s\0T\0c\0 \0L\0W\0" "2\0K\0"), SEED ("my pass phrase"), SEED (COMPACT COMPACT),
};

static const char * const tokens[] = {
  " ", "\n", "-", "\xe2\x80\x93", "\"", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xc2\xa0", "0", "O", "I",
  "l", "1", "z", "EsT", "key: ", ":", ">", "\xff", "\xc3", "\xf0\x9f\x90\xb6", "\xd0\x95", COMPACT,
  "\xef\xb8\x8f", "\xf4\x8f\xbf\xbf", "\xed\xa0\x80", "                    ",
};

static void
check_key (const char *key)
{
  VouchRecoveryKeyCheck check;
  vouch_autosecret char *lines = vouch_recovery_key_lay_out (key);
  vouch_autosecret char *back = vouch_recovery_key_normalize (lines);

  g_assert_cmpuint (strlen (key), ==, VOUCH_RECOVERY_KEY_LENGTH);
  g_assert_cmpstr (back, ==, key);
  vouch_recovery_key_check (key, &check);
  g_assert_cmpint (check.advice, >=, VOUCH_RECOVERY_KEY_MISTYPED);
}

/* The text to send is a key, or the typed text without spaces at its ends. */
static void
try_text (const char *text,
          gsize       length)
{
  VouchRecoveryKeyCheck check;
  vouch_autosecret char *normal = vouch_recovery_key_normalize (text);
  vouch_autosecret char *again = vouch_recovery_key_normalize (normal);
  vouch_autosecret char *lines = vouch_recovery_key_lay_out (text);
  vouch_autosecret char *joined = vouch_recovery_key_normalize (lines);
  vouch_autosecret char *sent = vouch_recovery_key_to_send (text);
  vouch_autosecret char *found = vouch_recovery_key_find (text, length);

  g_assert_true (g_utf8_validate (normal, -1, NULL));
  g_assert_cmpstr (again, ==, normal);
  g_assert_cmpstr (joined, ==, normal);

  vouch_recovery_key_check (text, &check);
  g_assert_true ((check.advice == VOUCH_RECOVERY_KEY_EMPTY) == (check.length == 0));
  g_assert_true ((check.advice == VOUCH_RECOVERY_KEY_BAD_CHARACTER) == (check.position > 0));
  g_assert_cmpuint (check.position, <=, check.length);
  if (check.advice == VOUCH_RECOVERY_KEY_COMPLETE)
    check_key (sent);
  else
    {
      g_assert_nonnull (strstr (text, sent));
      g_assert_cmpstr (lines, ==, text);
    }
  if (found != NULL)
    check_key (found);
}

static void
fuzz_recovery_key (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-keys/do-no-harm", fuzz_recovery_key);
  return g_test_run ();
}
