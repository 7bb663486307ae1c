/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-plain-text"

#include "vouch-plain-text.h"

#include <string.h>

static gboolean
is_invisible (gunichar character)
{
  switch (g_unichar_type (character))
    {
    case G_UNICODE_FORMAT:        /* among them every bidirectional control */
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
      /* The joiners have a meaning inside words and emoji. */
      return character != 0x200C && character != 0x200D;
    default:
      return FALSE;
    }
}

char *
vouch_plain_text (const char *text,
                  guint       max_length)
{
  g_autofree char *valid = NULL;
  g_autoptr(GString) plain = NULL;
  gboolean space = FALSE;
  guint length = 0;

  if (text == NULL)
    return NULL;

  /* A character is at most six bytes here, and a cut one is made valid. */
  valid = g_utf8_make_valid (text, (gssize) strnlen (text, (gsize) max_length * 12));
  plain = g_string_new (NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (is_invisible (character))
        continue;
      if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          space = plain->len > 0;
          continue;
        }
      if (length + space >= max_length)
        {
          g_string_append (plain, "…");
          break;
        }
      if (space)
        g_string_append_c (plain, ' ');
      g_string_append_unichar (plain, character);
      length += 1 + space;
      space = FALSE;
    }

  return plain->len > 0 ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}
