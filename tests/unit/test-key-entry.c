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
    { "", "12 groups of four" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qee", "Group 8 of 12: 31 of 48 characters" },
    { "EsTc 0", "no zero in recovery keys: check group 2" },
    { "EsTc LO", "no capital O in recovery keys: check group 2" },
    { "EsTc LWI", "no capital I in recovery keys: check group 2" },
    { "EsTcl", "no small L in recovery keys: check group 2" },
    { "EsTc é", "“é” cannot be in a recovery key: check group 2" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d", "Complete. Press" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4e", "One character is wrong" },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d 11", "50 of 48 characters" },
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

/* "|" is the cursor, "_" the space between groups, both in the input and in the expected text. */
static char *
read_marks (const char *marked,
            int        *cursor)
{
  GString *text = g_string_new (marked);

  *cursor = (int) g_utf8_pointer_to_offset (text->str, strchr (text->str, '|'));
  g_string_replace (text, "|", "", 1);
  g_string_replace (text, "_", "\u2005", 0);
  return g_string_free (text, FALSE);
}

#define KEY "EsTc_LW2K_PGiF_wKEA_3As5_g5c4_BXwk_qeeJ_ZJV8_Q9fu_gUMN_UE4d"

static void
test_arrange (void)
{
  static const struct {
    const char *given;
    gboolean    forward;
    const char *expected;   /* NULL: the text stays as it is */
  } cases[] = {
    { "EsT|", FALSE, "EsT|" },
    { "EsTc|", FALSE, "EsTc|" },
    { "EsTcL|", FALSE, "EsTc_L|" },
    { "EsTc_L|W2KP", FALSE, "EsTc_L|W2K_P" },
    { "|EsTcLW2K", FALSE, "|EsTc_LW2K" },
    /* A character that is typed in the middle moves the rest. */
    { "EsTcX|_LW2K", FALSE, "EsTc_X|LW2_K" },
    /* Backspace on the space moves the cursor over it. The next Backspace deletes the character. */
    { "EsTc|LW2K", FALSE, "EsTc|_LW2K" },
    /* The same for Delete before the space */
    { "EsTc|LW2K", TRUE, "EsTc_|LW2K" },
    { "EsTc|", TRUE, "EsTc|" },
    { "EsU2|", FALSE, "EsU2|" },
    { "EsS2x|", FALSE, "EsS2_x|" },
    { "Es|Tc_LW2K_PG", FALSE, "Es|Tc_LW2K_PG" },
    /* A text that is not a key any more loses the spaces between groups. */
    { "EsTc_LW2K_|PG", FALSE, "EsTc_LW2K|_PG" },
    { "EsTc_LW2K |PG", FALSE, "EsTcLW2K |PG" },
    { "EsTc_LW2K_PG,|", FALSE, "EsTcLW2KPG,|" },
    { "Esc_L|W2K", FALSE, "EscL|W2K" },
    /* Spaces and dashes of the user are kept until the key is complete. */
    { "EsTc-LW2K|", FALSE, NULL },
    { "EsTc LW2K|", FALSE, NULL },
    { "EsTc   LW2K|", FALSE, NULL },
    { "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d|", FALSE, KEY "|" },
    { "EsTc-|LW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d", FALSE, "EsTc|_LW2K_PGiF_wKEA_3As5_g5c4"
      "_BXwk_qeeJ_ZJV8_Q9fu_gUMN_UE4d" },
    { "|", FALSE, NULL },
    { "Es|", FALSE, NULL },
    { "Est|", FALSE, NULL },
    { "Esta es mi clave secreta|", FALSE, NULL },
    { "Estaesmiclavesecreta|", FALSE, NULL },
    { "EsTa es mi clave|", FALSE, NULL },
    { "correct horse|", FALSE, NULL },
    { "E|", FALSE, NULL },
    { "Es is not a key!|", FALSE, NULL },
    { "Es\u00e9l|", FALSE, NULL },
    { "EsT\u00e9l|", FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int cursor;
      int expected_cursor = 0;
      g_autofree char *given = read_marks (cases[i].given, &cursor);
      g_autofree char *expected =
        cases[i].expected != NULL ? read_marks (cases[i].expected, &expected_cursor) : NULL;
      vouch_autosecret char *arranged = vouch_key_typing_arrange (given, cases[i].forward, &cursor);

      g_test_message ("%s", cases[i].given);
      g_assert_cmpstr (arranged, ==, expected);
      if (expected != NULL)
        g_assert_cmpint (cursor, ==, expected_cursor);
    }
}

/* After each character of a key was typed, the key is in groups and the cursor is at its end. */
static void
test_type_all (void)
{
  const char *key = "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d";
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *expected = NULL;
  int cursor = 0;

  for (const char *next = key; *next != '\0'; next++)
    {
      vouch_autosecret char *arranged = NULL;
      char *at = g_utf8_offset_to_pointer (text->str, cursor++);

      g_string_insert_c (text, at - text->str, *next);
      arranged = vouch_key_typing_arrange (text->str, FALSE, &cursor);
      if (arranged != NULL)
        g_string_assign (text, arranged);
      g_assert_cmpint (cursor, ==, (int) g_utf8_strlen (text->str, -1));
    }

  expected = read_marks (KEY "|", &cursor);
  g_assert_cmpstr (text->str, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-coach/key-is-typed/progress-is-said", test_coach);
  g_test_add_func ("/key-typing/key-is-typed/groups-are-kept", test_arrange);
  g_test_add_func ("/key-typing/every-character-typed/key-is-in-groups", test_type_all);
  return g_test_run ();
}
