/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-coach"

#include "vouch-key-coach.h"

#include <glib/gi18n.h>

#define GROUP_LENGTH 4   /* characters, as keys are printed (api.md 10) */

/* A group is easier to find on paper than a character.
 *
 * Returns: the number of the group that contains the character, starting with 1 */
static guint
get_group (guint position)
{
  return (position - 1) / GROUP_LENGTH + 1;
}

/* Base58 has no characters that look alike: 0, O, I and l are missing. */
static char *
say_bad_character (const VouchRecoveryKeyCheck *check)
{
  guint group = get_group (check->position);
  char character[7] = { 0 };

  switch (check->character)
    {
    case '0':
      return g_strdup_printf (_("There is no zero in recovery keys: check group %u."), group);
    case 'O':
      return g_strdup_printf (_("There is no capital O in recovery keys: check group %u."), group);
    case 'I':
      return g_strdup_printf (_("There is no capital I in recovery keys: check group %u."), group);
    case 'l':
      return g_strdup_printf (_("There is no small L in recovery keys: check group %u."), group);
    default:
      break;
    }

  if (!g_unichar_isgraph (check->character))
    return g_strdup_printf (_("A character in group %u cannot be in a recovery key."), group);

  g_unichar_to_utf8 (check->character, character);
  /* Translators: %1$s is a single character, %2$u the number of its group of four in the key. */
  return g_strdup_printf (_("“%1$s” cannot be in a recovery key: check group %2$u."),
                          character, group);
}

char *
vouch_key_coach_say (const VouchRecoveryKeyCheck *check)
{
  g_return_val_if_fail (check != NULL, NULL);

  switch (check->advice)
    {
    case VOUCH_RECOVERY_KEY_EMPTY:
      return g_strdup_printf (_("It has %u groups of four characters and begins with “Es”."),
                              VOUCH_RECOVERY_KEY_LENGTH / GROUP_LENGTH);
    case VOUCH_RECOVERY_KEY_BAD_CHARACTER:
      return say_bad_character (check);
    case VOUCH_RECOVERY_KEY_INCOMPLETE:
      /* Translators: how much of the key has been entered, such as "Group 8 of 12: 31 of 48
       * characters" */
      return g_strdup_printf (_("Group %u of %u: %u of %u characters"),
                              get_group (check->length), VOUCH_RECOVERY_KEY_LENGTH / GROUP_LENGTH,
                              check->length, VOUCH_RECOVERY_KEY_LENGTH);
    case VOUCH_RECOVERY_KEY_TOO_LONG:
      return g_strdup_printf (_("That is too long for a recovery key: %u of %u characters."),
                              check->length, VOUCH_RECOVERY_KEY_LENGTH);
    case VOUCH_RECOVERY_KEY_MISTYPED:
      return g_strdup (_("One character is wrong, or two are swapped. Compare it with your "
                         "copy."));
    case VOUCH_RECOVERY_KEY_WRONG_KIND:
      return g_strdup (_("This looks like another kind of key. Recovery keys begin with “Es”."));
    case VOUCH_RECOVERY_KEY_COMPLETE:
      return g_strdup (_("Complete. Press Unlock."));
    }
  g_assert_not_reached ();
}
