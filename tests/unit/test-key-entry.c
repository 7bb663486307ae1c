/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-key-coach.h"
#include "vouch-key-typing.h"
#include "vouch-secret.h"

#include <string.h>

static void
test_coach (void)
{
  static const struct {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "48 characters" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qee", "31 of 48" },
    { "EsTc 0", "no zero in recovery keys: look at character 5" },
    { "EsTc LO", "no capital O in recovery keys: look at character 6" },
    { "EsTc LWI", "no capital I in recovery keys: look at character 7" },
    { "EsTcl", "no small L in recovery keys: look at character 5" },
    { "EsTc é", "“é” cannot be in a recovery key: look at character 5" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d", "Looks complete" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4e", "Probably mistyped" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d 11", "50 of 48" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchRecoveryKeyCheck check;
      g_autofree char *line = NULL;

      vouch_recovery_key_check (cases[i].text, &check);
      line = vouch_key_coach_say (&check);
      if (strstr (line, cases[i].says) == NULL)
        g_error ("“%s” says “%s” and not “%s”", cases[i].text, line, cases[i].says);
    }
}

/* "|" is the cursor, in what is given and in what is expected. */
static void
test_arrange (void)
{
  static const struct {
    const char *given;
    gboolean    forward;
    const char *expected;   /* NULL: left alone */
  } cases[] = {
    { "Es|", FALSE, "Es|" },
    { "EsTc|", FALSE, "EsTc|" },
    { "EsTcL|", FALSE, "EsTc L|" },
    { "EsTc L|W2KP", FALSE, "EsTc L|W2K P" },
    { "|EsTcLW2K", FALSE, "|EsTc LW2K" },
    /* A character typed into the middle moves the rest on. */
    { "EsTcX| LW2K", FALSE, "EsTc X|LW2 K" },
    /* Backspace over the space: the cursor passes it, so that the next one takes the character. */
    { "EsTc|LW2K", FALSE, "EsTc| LW2K" },
    /* Delete before the space likewise. */
    { "EsTc|LW2K", TRUE, "EsTc |LW2K" },
    { "EsTc|", TRUE, "EsTc|" },
    { "EsTc-LW2K|", FALSE, "EsTc LW2K|" },
    { "EsTc   LW2K|", FALSE, "EsTc LW2K|" },
    { "Es|Tc LW2K PG", FALSE, "Es|Tc LW2K PG" },
    { "|", FALSE, NULL },
    { "correct horse|", FALSE, NULL },
    { "E|", FALSE, NULL },
    { "Es is not a key!|", FALSE, NULL },
    { "Esél|", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) given = g_string_new (cases[i].given);
      int cursor = (int) g_utf8_pointer_to_offset (given->str, strchr (given->str, '|'));
      vouch_autosecret char *arranged = NULL;

      g_string_replace (given, "|", "", 1);
      arranged = vouch_key_typing_arrange (given->str, cases[i].forward, &cursor);
      if (cases[i].expected == NULL)
        {
          g_assert_null (arranged);
          continue;
        }

      g_assert_nonnull (arranged);
      g_string_assign (given, arranged);
      g_string_insert_c (given, cursor, '|');
      g_assert_cmpstr (given->str, ==, cases[i].expected);
    }
}

/* Typing every character of a key in turn ends with the key in groups and the cursor behind it. */
static void
test_type_all (void)
{
  const char *key = "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d";
  g_autoptr(GString) text = g_string_new (NULL);
  int cursor = 0;

  for (const char *next = key; *next != '\0'; next++)
    {
      vouch_autosecret char *arranged = NULL;

      g_string_insert_c (text, cursor++, *next);
      arranged = vouch_key_typing_arrange (text->str, FALSE, &cursor);
      if (arranged != NULL)
        g_string_assign (text, arranged);
      g_assert_cmpint (cursor, ==, (int) text->len);
    }

  g_assert_cmpstr (text->str, ==,
                   "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-coach/say", test_coach);
  g_test_add_func ("/key-typing/arrange", test_arrange);
  g_test_add_func ("/key-typing/type-all", test_type_all);
  return g_test_run ();
}
