/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-input"

#include "vouch-input.h"

#include "vouch-secret.h"

#include <string.h>

/* Returns: the replacement of a character, of no more bytes in UTF-8; 0: none */
typedef gunichar (*Rule) (gunichar character);

gboolean
vouch_input_is_invisible (gunichar character)
{
  if (g_unichar_type (character) == G_UNICODE_FORMAT)
    return TRUE;
  if ((character >= 0xfe00 && character <= 0xfe0f) ||      /* variation selectors */
      (character >= 0x180b && character <= 0x180f) ||
      (character >= 0xe0000 && character <= 0xe0fff))      /* and tags */
    return TRUE;
  switch (character)
    {
    case 0x034f:   /* combining grapheme joiner */
    case 0x115f:   /* Hangul fillers */
    case 0x1160:
    case 0x3164:
    case 0xffa0:
    case 0x17b4:   /* Khmer vowels that are inherent */
    case 0x17b5:
    case 0x2065:   /* not assigned, but never shown */
      return TRUE;
    default:
      return FALSE;
    }
}

/* Also blank patterns that are in use as a space that survives trimming. */
static gboolean
is_space (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_iscntrl (character) || character == 0x2800;
}

/* Word processors and phones put these where a hyphen was typed. */
static gboolean
is_like_hyphen (gunichar character)
{
  switch (character)
    {
    case 0x2010:   /* hyphen */
    case 0x2011:   /* no-break hyphen */
    case 0x2012:   /* figure dash */
    case 0x2013:   /* en dash */
    case 0x2043:   /* hyphen bullet */
    case 0x2212:   /* minus */
    case 0x02d7:   /* modifier letter minus */
    case 0xfe63:   /* small hyphen-minus */
      return TRUE;
    default:
      return FALSE;
    }
}

static gunichar
narrow (gunichar character)
{
  if (character >= 0xff01 && character <= 0xff5e)   /* full-width forms */
    return character - 0xff01 + '!';
  if (character == 0x3002 || character == 0xff61)   /* full stops of the same keyboards */
    return '.';
  return is_like_hyphen (character) ? '-' : character;
}

static gunichar
to_ascii_digit (gunichar character)
{
  return g_unichar_isdigit (character) ? '0' + (gunichar) g_unichar_digit_value (character)
                                       : character;
}

gunichar
vouch_input_to_ascii (gunichar character)
{
  return to_ascii_digit (narrow (character));
}

static gunichar
read_code (gunichar character)
{
  if (vouch_input_is_invisible (character) || is_space (character) ||
      is_like_hyphen (character) || g_unichar_type (character) == G_UNICODE_DASH_PUNCTUATION)
    return 0;
  return vouch_input_to_ascii (character);
}

static gboolean
is_line_break (gunichar character)
{
  return (character >= '\n' && character <= '\r') ||
         character == 0x85 || character == 0x2028 || character == 0x2029;
}

static gunichar
read_token (gunichar character)
{
  if (vouch_input_is_invisible (character) || is_line_break (character))
    return 0;
  return narrow (character);
}

static gunichar
read_name (gunichar character)
{
  return vouch_input_is_invisible (character) ? 0 : narrow (character);
}

/* Bytes that are no UTF-8 are copied. One buffer of full size: it may hold a secret. */
static char *
apply (const char *text,
       Rule        rule)
{
  const char *end = text + strlen (text);
  char *result = g_malloc0 ((gsize) (end - text) + 1);
  char *at = result;

  while (text < end)
    {
      gunichar character = g_utf8_get_char_validated (text, end - text);

      if (character == (gunichar) -1 || character == (gunichar) -2)
        {
          *at++ = *text++;
          continue;
        }
      text = g_utf8_next_char (text);
      character = rule (character);
      if (character != 0)
        at += g_unichar_to_utf8 (character, at);
    }
  return result;
}

/* In place; what is cut off is wiped. */
static void
trim (char *text)
{
  const char *first = text;
  char *end = text + strlen (text);
  char *last = end;

  while (first < end && is_space (g_utf8_get_char_validated (first, end - first)))
    first = g_utf8_next_char (first);
  while (last > first)
    {
      char *before = g_utf8_find_prev_char (first, last);

      if (before == NULL || !is_space (g_utf8_get_char_validated (before, last - before)))
        break;
      last = before;
    }
  memmove (text, first, (gsize) (last - first));
  explicit_bzero (text + (last - first), (gsize) (end - text) - (gsize) (last - first));
}

/* Digits of another script become ASCII in an address such as an Arabic "127.0.0.1", and stay in a
 * host name of that script. */
static gboolean
has_foreign_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);

      if (character > 0x7f && !g_unichar_isdigit (character))
        return TRUE;
    }
  return FALSE;
}

static char *
clean_name (const char *text)
{
  char *name = apply (text, read_name);

  trim (name);
  if (g_utf8_validate (name, -1, NULL) && !has_foreign_letter (name))
    {
      g_autofree char *before = name;

      name = apply (before, to_ascii_digit);
    }
  return name;
}

char *
vouch_input_code (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return apply (text, read_code);
}

char *
vouch_input_token (const char *text)
{
  vouch_autosecret char *token = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  token = apply (text, read_token);
  trim (token);
  for (const char *at = token; *at != '\0'; at++)
    if (!g_ascii_isgraph (*at))
      return NULL;
  return g_steal_pointer (&token);
}

char *
vouch_input_address (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return clean_name (text);
}

char *
vouch_input_email (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return clean_name (text);
}

/* ASCII only: Beeper decides about the case of other letters, and Turkish has two more of i. */
char *
vouch_input_username (const char *text)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  name = clean_name (text);
  return g_ascii_strdown (name, -1);
}
