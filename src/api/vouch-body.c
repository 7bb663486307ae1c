/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-body"

#include "vouch-body.h"

#include "vouch-json.h"
#include "vouch-secret.h"

#include <stdarg.h>
#include <string.h>

const char vouch_body_true[] = "true";

/* The longest that one byte can become is an escape of six. */
static gsize
measure (const char *name,
         va_list     arguments)
{
  gsize size = strlen ("{}") + 1;

  while (name != NULL)
    {
      const char *value = va_arg (arguments, const char *);

      if (value != NULL)
        size += 6 * (strlen (name) + strlen (value)) + strlen ("\"\":\"\",");
      name = va_arg (arguments, const char *);
    }
  return size;
}

static char *
write_string (char       *end,
              const char *text)
{
  *end++ = '"';
  while (*text != '\0')
    {
      guchar c = *text;

      if (g_str_has_prefix (text, VOUCH_JSON_NUL))
        {
          end = stpcpy (end, "\\u0000");
          text += strlen (VOUCH_JSON_NUL);
          continue;
        }
      if (c < 0x20)
        end += g_snprintf (end, 7, "\\u%04x", c);
      else
        {
          if (c == '"' || c == '\\')
            *end++ = '\\';
          *end++ = c;
        }
      text++;
    }
  *end++ = '"';
  return end;
}

static char *
write_members (char       *end,
               const char *name,
               va_list     arguments)
{
  const char *separator = "";

  while (name != NULL)
    {
      const char *value = va_arg (arguments, const char *);

      if (value != NULL)
        {
          end = stpcpy (end, separator);
          end = write_string (end, name);
          *end++ = ':';
          end = value == vouch_body_true ? stpcpy (end, value) : write_string (end, value);
          separator = ",";
        }
      name = va_arg (arguments, const char *);
    }
  return end;
}

/**
 * vouch_body_new:
 * @name: the first member's name, followed by its value, the next name, … and NULL. A member with
 *   a NULL value is left out.
 *
 * The memory is allocated once and wiped when freed: json-glib's generator would leave copies.
 */
GBytes *
vouch_body_new (const char *name,
                ...)
{
  va_list arguments;
  char *text;
  char *end;
  gsize size;

  va_start (arguments, name);
  size = measure (name, arguments);
  va_end (arguments);

  text = g_malloc (size);
  va_start (arguments, name);
  end = stpcpy (text, "{");
  end = write_members (end, name, arguments);
  end = stpcpy (end, "}");
  va_end (arguments);
  return vouch_secret_take_bytes (text, end - text);
}
