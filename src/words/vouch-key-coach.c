/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-coach"

#include "vouch-key-coach.h"

#include <glib/gi18n.h>

/* Base58 has no characters that look alike: 0, O, I and l are missing. */
static char *
say_bad_character (const VouchRecoveryKeyCheck *check)
{
  char character[7] = { 0 };

  switch (check->character)
    {
    case '0':
      return g_strdup_printf (_("There is no zero in recovery keys: look at character %u again."),
                              check->position);
    case 'O':
      return g_strdup_printf (_("There is no capital O in recovery keys: look at character %u "
                                "again."), check->position);
    case 'I':
      return g_strdup_printf (_("There is no capital I in recovery keys: look at character %u "
                                "again."), check->position);
    case 'l':
      return g_strdup_printf (_("There is no small L in recovery keys: look at character %u "
                                "again."), check->position);
    default:
      break;
    }

  if (!g_unichar_isgraph (check->character))
    return g_strdup_printf (_("Character %u cannot be in a recovery key."), check->position);

  g_unichar_to_utf8 (check->character, character);
  /* Translators: %1$s is a single character, %2$u its place in the key. */
  return g_strdup_printf (_("“%1$s” cannot be in a recovery key: look at character %2$u again."),
                          character, check->position);
}

char *
vouch_key_coach_say (const VouchRecoveryKeyCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  switch (check->advice)
    {
    case VOUCH_RECOVERY_KEY_EMPTY:
      return g_strdup_printf (_("It has %u characters and begins with “Es”."),
                              VOUCH_RECOVERY_KEY_LENGTH);
    case VOUCH_RECOVERY_KEY_BAD_CHARACTER:
      return say_bad_character (check);
    case VOUCH_RECOVERY_KEY_INCOMPLETE:
      /* Translators: how much of the key has been entered, such as "31 of 48". */
      return g_strdup_printf (_("%u of %u"), check->length, VOUCH_RECOVERY_KEY_LENGTH);
    case VOUCH_RECOVERY_KEY_TOO_LONG:
      return g_strdup_printf (_("That is longer than a recovery key: %u of %u."),
                              check->length, VOUCH_RECOVERY_KEY_LENGTH);
    case VOUCH_RECOVERY_KEY_MISTYPED:
      return g_strdup (_("Probably mistyped: a character is wrong somewhere, or two are swapped."));
    case VOUCH_RECOVERY_KEY_WRONG_KIND:
      return g_strdup (_("This looks like another kind of key. Recovery keys begin with “Es”."));
    case VOUCH_RECOVERY_KEY_COMPLETE:
      return g_strdup (_("Looks complete."));
    }
  g_assert_not_reached ();
}
