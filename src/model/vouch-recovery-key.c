/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recovery-key"

#include "vouch-recovery-key.h"

#include "vouch-input.h"
#include "vouch-secret.h"

#include <string.h>

/* A Matrix recovery key is base58 of 0x8B 0x01, 32 bytes of key, and a parity byte that makes the
 * XOR of all 35 bytes zero (specification, "Recovery key" under "Secret storage"). Beeper may use
 * another form one day, so the results are advice only.
 *
 * Buffers are allocated once at full size: a buffer that grows would leave copies that are not
 * wiped. */

#define ALPHABET      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define BYTE_COUNT    35
#define PREFIX_FIRST  0x8b
#define PREFIX_SECOND 0x01
#define REPLACEMENT   0xfffd
#define MAX_SEARCHED  ((gsize) 64 * 1024)   /* bytes; a key is expected near the start of a file */

#define GROUP_LENGTH   4
#define LINE_LENGTH   16
#define END_LENGTH     4

/* Takes one character, as ASCII if it is typed on a Persian or Japanese keyboard. An invalid byte
 * becomes REPLACEMENT. */
static gunichar
take_character (const char **cursor,
                const char  *end)
{
  gunichar character = 0;

  if (**cursor == '\0')
    {
      (*cursor)++;
      return 0;
    }
  character = g_utf8_get_char_validated (*cursor, end - *cursor);
  if (character == (gunichar) -1 || character == (gunichar) -2)
    {
      (*cursor)++;
      return REPLACEMENT;
    }
  *cursor = g_utf8_next_char (*cursor);
  return vouch_input_to_ascii (character);
}

/* Characters that mail programs, word processors and chats put around or between the groups of a
 * key. */
static gboolean
is_ignorable (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return TRUE;
    default:
      break;
    }
  if (character >= 0xfe00 && character <= 0xfe0f)   /* variation selectors */
    return TRUE;
  switch (character)
    {
    case '"':
    case '\'':
    case '`':
    case 0x00b4:   /* acute accent, typed as a quote */
    case 0x034f:   /* combining grapheme joiner */
    case 0x201a:   /* low quotes */
    case 0x201e:
    case 0x2032:   /* primes */
    case 0x2033:
    case 0x2800:   /* blank braille pattern, used as a space that is not trimmed */
    case 0x3164:   /* Hangul filler */
    case 0x300c:   /* CJK quotes */
    case 0x300d:
    case 0x300e:
    case 0x300f:
      return TRUE;
    default:
      return FALSE;
    }
}

static int
get_digit (gunichar character)
{
  const char *found = NULL;

  if (character == 0 || character > 0x7f)
    return -1;
  found = strchr (ALPHABET, (int) character);
  return found != NULL ? (int) (found - ALPHABET) : -1;
}

/* Decodes base58 of VOUCH_RECOVERY_KEY_LENGTH characters.
 *
 * Returns: FALSE if the number needs more than 35 bytes */
static gboolean
decode (const char *key,
        guint8      bytes[BYTE_COUNT])
{
  memset (bytes, 0, BYTE_COUNT);
  for (gsize i = 0; i < VOUCH_RECOVERY_KEY_LENGTH; i++)
    {
      guint carry = (guint) get_digit ((guchar) key[i]);

      for (int j = BYTE_COUNT - 1; j >= 0; j--)
        {
          carry += bytes[j] * 58u;
          bytes[j] = carry & 0xff;
          carry >>= 8;
        }
      if (carry != 0)
        return FALSE;
    }
  return TRUE;
}

/* A valid key begins with EsS, EsT or EsU. A typing mistake there changes the prefix, too. So one
 * "E" or "S" among the first three characters is enough. */
static gboolean
begins_like_a_key (const char *key)
{
  for (gsize i = 0; i < 3; i++)
    if (g_ascii_tolower (key[i]) == 'e' || g_ascii_tolower (key[i]) == 's')
      return TRUE;
  return FALSE;
}

/* @key: 48 characters of base58 */
static VouchRecoveryKeyAdvice
judge (const char *key)
{
  guint8 bytes[BYTE_COUNT];
  guint8 parity = 0;
  gboolean fits = decode (key, bytes);
  gboolean prefixed = bytes[0] == PREFIX_FIRST && bytes[1] == PREFIX_SECOND;

  for (gsize i = 0; i < BYTE_COUNT; i++)
    parity ^= bytes[i];
  explicit_bzero (bytes, sizeof bytes);

  if (fits && parity == 0)
    return prefixed ? VOUCH_RECOVERY_KEY_COMPLETE : VOUCH_RECOVERY_KEY_WRONG_KIND;
  return begins_like_a_key (key) ? VOUCH_RECOVERY_KEY_MISTYPED : VOUCH_RECOVERY_KEY_WRONG_KIND;
}

/* Takes 48 characters of base58, and skips white space and punctuation between them.
 *
 * Returns: FALSE if another character comes first, or if the word continues after the 48th */
static gboolean
take_key (const char *cursor,
          const char *end,
          char        key[VOUCH_RECOVERY_KEY_LENGTH + 1])
{
  gsize length = 0;

  while (cursor < end && length < VOUCH_RECOVERY_KEY_LENGTH)
    {
      gunichar character = take_character (&cursor, end);

      if (get_digit (character) >= 0)
        key[length++] = (char) character;
      else if (!is_ignorable (character) && !g_unichar_ispunct (character))
        return FALSE;
    }
  key[length] = '\0';
  if (length < VOUCH_RECOVERY_KEY_LENGTH)
    return FALSE;
  return cursor == end || !g_unichar_isalnum (take_character (&cursor, end));
}

/* Returns: the text to check: the key in @text if there is one, else all of it, so that characters
 * after the end of a key are reported */
static char *
extract (const char *text)
{
  vouch_autosecret char *all = vouch_recovery_key_normalize (text);
  vouch_autosecret char *found = vouch_recovery_key_find (text, -1);

  if (found == NULL || (g_str_has_prefix (all, found) && all[strspn (all, ALPHABET)] == '\0'))
    return g_steal_pointer (&all);
  return g_steal_pointer (&found);
}

static void
check_compact (const char            *key,
               VouchRecoveryKeyCheck *check)
{
  *check = (VouchRecoveryKeyCheck) { .advice = VOUCH_RECOVERY_KEY_EMPTY };
  for (const char *cursor = key; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      check->length++;
      if (check->character == 0 && get_digit (g_utf8_get_char (cursor)) < 0)
        {
          check->character = g_utf8_get_char (cursor);
          check->position = check->length;
        }
    }

  if (check->length == 0)
    check->advice = VOUCH_RECOVERY_KEY_EMPTY;
  else if (check->character != 0)
    check->advice = VOUCH_RECOVERY_KEY_BAD_CHARACTER;
  else if (check->length < VOUCH_RECOVERY_KEY_LENGTH)
    check->advice = VOUCH_RECOVERY_KEY_INCOMPLETE;
  else if (check->length > VOUCH_RECOVERY_KEY_LENGTH)
    check->advice = VOUCH_RECOVERY_KEY_TOO_LONG;
  else
    check->advice = judge (key);
}

/* Removes white space and invisible characters only: the rest may be part of another kind of
 * key. */
static char *
trim (const char *text)
{
  const char *end = text + strlen (text);
  const char *cursor = text;
  const char *first = NULL;
  const char *last = text;

  while (cursor < end)
    {
      const char *start = cursor;
      gunichar character = take_character (&cursor, end);

      if (g_unichar_isspace (character) || vouch_input_is_invisible (character))
        continue;
      if (first == NULL)
        first = start;
      last = cursor;
    }
  return first != NULL ? g_strndup (first, last - first) : g_strdup ("");
}

void
vouch_recovery_key_check (const char            *text,
                          VouchRecoveryKeyCheck *check)
{
  vouch_autosecret char *key = NULL;

  g_return_if_fail (text != NULL);
  g_return_if_fail (check != NULL);

  key = extract (text);
  check_compact (key, check);
}

char *
vouch_recovery_key_normalize (const char *text)
{
  const char *cursor = text;
  const char *end = NULL;
  char *key = NULL;
  gsize length = 0;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + strlen (text);
  key = g_malloc (3 * (end - text) + 1);   /* an invalid byte becomes U+FFFD */
  while (cursor < end)
    {
      gunichar character = take_character (&cursor, end);

      if (!is_ignorable (character))
        length += g_unichar_to_utf8 (character, key + length);
    }
  key[length] = '\0';
  return key;
}

char *
vouch_recovery_key_to_send (const char *text)
{
  vouch_autosecret char *key = NULL;
  VouchRecoveryKeyCheck check;

  g_return_val_if_fail (text != NULL, NULL);

  key = extract (text);
  check_compact (key, &check);
  if (check.advice == VOUCH_RECOVERY_KEY_COMPLETE)
    return g_steal_pointer (&key);
  return trim (text);
}

/* @compact: (out): the key without spaces
 * Returns: whether the key has the usual form, with or without spaces, and passes the check. */
static gboolean
is_certain (const char *key,
            char       *compact)
{
  char characters[VOUCH_RECOVERY_KEY_LENGTH + 1] = "";
  gsize length = 0;
  gboolean certain = TRUE;

  for (; *key != '\0' && certain; key++)
    if (*key != ' ')
      {
        certain = length < VOUCH_RECOVERY_KEY_LENGTH && get_digit ((guchar) *key) >= 0;
        if (certain)
          characters[length++] = *key;
      }
  certain = certain && length == VOUCH_RECOVERY_KEY_LENGTH &&
            judge (characters) == VOUCH_RECOVERY_KEY_COMPLETE;
  if (certain)
    memcpy (compact, characters, sizeof characters);
  explicit_bzero (characters, sizeof characters);
  return certain;
}

char *
vouch_recovery_key_lay_out (const char *key)
{
  char compact[VOUCH_RECOVERY_KEY_LENGTH + 1];
  char *lines = NULL;
  char *end = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  if (!is_certain (key, compact))
    return vouch_secret_dup (key);

  end = lines = g_malloc0 (2 * sizeof compact);
  for (guint i = 0; i < VOUCH_RECOVERY_KEY_LENGTH; i++)
    {
      if (i > 0 && i % GROUP_LENGTH == 0)
        *end++ = i % LINE_LENGTH == 0 ? '\n' : ' ';
      *end++ = compact[i];
    }
  explicit_bzero (compact, sizeof compact);
  return lines;
}

/* Returns: the last four characters: of the compact form of a usual key, else of all of @text */
static char *
take_end (const char *text,
          gboolean    usual)
{
  vouch_autosecret char *key = usual ? vouch_recovery_key_normalize (text) : trim (text);
  glong length = g_utf8_strlen (key, -1);

  return vouch_secret_dup (g_utf8_offset_to_pointer (key, MAX (0, length - END_LENGTH)));
}

gboolean
vouch_recovery_key_ends_with (const char *key,
                              const char *characters)
{
  VouchRecoveryKeyCheck check;
  vouch_autosecret char *end = NULL;
  vouch_autosecret char *typed = NULL;

  g_return_val_if_fail (key != NULL, FALSE);
  g_return_val_if_fail (characters != NULL, FALSE);

  vouch_recovery_key_check (key, &check);
  end = take_end (key, check.advice == VOUCH_RECOVERY_KEY_COMPLETE);
  typed = check.advice == VOUCH_RECOVERY_KEY_COMPLETE ? vouch_recovery_key_normalize (characters)
                                                      : trim (characters);
  return *end != '\0' && g_ascii_strcasecmp (end, typed) == 0;
}

/* Prefers a key that passes the check. Else takes the first that begins with "Es", so that the user
 * can be told what is wrong with it. Skips NUL bytes like other control characters: a text file can
 * be in UTF-16. */
char *
vouch_recovery_key_find (const char *text,
                         gssize      length)
{
  const char *cursor = text;
  const char *end = NULL;
  vouch_autosecret char *second_best = NULL;
  gboolean inside_word = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + (length < 0 ? strnlen (text, MAX_SEARCHED) : MIN ((gsize) length, MAX_SEARCHED));
  while (cursor < end)
    {
      vouch_autosecret char *key = NULL;
      const char *start = cursor;
      gboolean was_inside_word = inside_word;

      inside_word = g_unichar_isalnum (take_character (&cursor, end));
      if (!inside_word || was_inside_word)
        continue;
      key = g_malloc0 (VOUCH_RECOVERY_KEY_LENGTH + 1);
      if (!take_key (start, end, key))
        continue;
      if (judge (key) == VOUCH_RECOVERY_KEY_COMPLETE)
        return g_steal_pointer (&key);
      if (second_best == NULL && g_str_has_prefix (key, "Es"))
        second_best = g_steal_pointer (&key);
    }
  return g_steal_pointer (&second_best);
}
