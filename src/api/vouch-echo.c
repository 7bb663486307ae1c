/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http"

#include "vouch-echo.h"

#include "vouch-secret.h"

#include <string.h>

#define TELLING  8      /* characters in a row that no sentence has by chance */
#define SHORTEST 4      /* a shorter text is no secret: it is in many words */
#define LONGEST  4096   /* bytes of a text that are compared */

/* The members that hold secrets: of the setup API (api.md 1), and of OAuth's forms. */
static const char * const members[] = {
  "recoveryKey", "existingRecoveryKey", "response", "leadToken", "setupRequestID", "data",
  "code", "code_verifier", "token",
};

/* Compares letters and digits only, without case: a server may have spaced a key out, or escaped
 * it. */
static char *
squeeze (const char *text,
         gsize       length)
{
  char *squeezed = g_malloc (3 * length + 1);   /* a small letter can be longer than its capital */
  char *end = squeezed;

  for (const char *p = text; p < text + length;)
    {
      gunichar character = g_utf8_get_char_validated (p, text + length - p);

      if (character == (gunichar) -1 || character == (gunichar) -2)
        {
          p++;
          continue;
        }
      if (g_unichar_isalnum (character))
        end += g_unichar_to_utf8 (g_unichar_tolower (character), end);
      p = g_utf8_next_char (p);
    }
  *end = '\0';
  return squeezed;
}

static gboolean
contains (const char *text,
          const char *part,
          gsize       length)
{
  for (; *text != '\0'; text++)
    if (strncmp (text, part, length) == 0)
      return TRUE;
  return FALSE;
}

/* @text: squeezed */
static gboolean
repeats (const char *text,
         const char *secret,
         gsize       secret_length)
{
  vouch_autosecret char *squeezed = squeeze (secret, MIN (secret_length, LONGEST));
  glong length = g_utf8_strlen (squeezed, -1);
  const char *start = squeezed;
  const char *end = g_utf8_offset_to_pointer (squeezed, MIN (length, TELLING));

  if (length < SHORTEST)
    return FALSE;
  while (!contains (text, start, end - start))
    {
      if (*end == '\0')
        return FALSE;
      start = g_utf8_next_char (start);
      end = g_utf8_next_char (end);
    }
  return TRUE;
}

/* A member of a JSON object or of a form: a quote inside a JSON string is escaped there, and so no
 * value looks like a member.
 *
 * Returns: (nullable): where its value begins */
static const char *
find_value (const char *body,
            gsize       body_length,
            const char *member,
            gsize      *length)
{
  g_autofree char *json = g_strdup_printf ("\"%s\":\"", member);
  g_autofree char *form = g_strdup_printf ("%s=", member);
  const char *end = body + body_length;
  const char *at = g_strstr_len (body, body_length, json);
  const char *p;

  if (at != NULL)
    {
      at += strlen (json);
      for (p = at; p < end && *p != '"'; p++)
        if (*p == '\\' && p + 1 < end)
          p++;
      *length = p - at;
      return at;
    }

  at = g_strstr_len (body, body_length, form);
  while (at != NULL && at > body && at[-1] != '&')
    at = g_strstr_len (at + 1, end - at - 1, form);
  if (at == NULL)
    return NULL;
  at += strlen (form);
  p = memchr (at, '&', end - at);
  *length = (p != NULL ? p : end) - at;
  return at;
}

static gboolean
repeats_body (const char *text,
              GBytes     *sent)
{
  gsize body_length;
  const char *body = g_bytes_get_data (sent, &body_length);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      gsize length = 0;
      const char *value = find_value (body, body_length, members[i], &length);

      if (value != NULL && repeats (text, value, length))
        return TRUE;
    }
  return FALSE;
}

gboolean
vouch_echo_is_secret (const char  *text,
                      SoupMessage *message,
                      GBytes      *sent)
{
  const char *bearer = soup_message_headers_get_one (soup_message_get_request_headers (message),
                                                     "Authorization");
  vouch_autosecret char *squeezed = squeeze (text, strnlen (text, LONGEST));

  if (bearer != NULL && g_str_has_prefix (bearer, "Bearer ") &&
      repeats (squeezed, bearer + strlen ("Bearer "), strlen (bearer + strlen ("Bearer "))))
    return TRUE;
  return sent != NULL && repeats_body (squeezed, sent);
}
