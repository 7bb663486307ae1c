/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "reply-list.h"

#include <string.h>

#define REPEAT "%REPEAT("

static void
reply_case_free (gpointer data)
{
  ReplyCase *reply = data;

  g_free (reply->name);
  g_free (reply->call);
  g_free (reply->member);
  g_bytes_unref (reply->body);
  g_free (reply);
}

/* @at: the position after "%REPEAT("
 * Returns: the position after its closing bracket, the last one before the next '%' */
static const char *
append_repeated (GString    *body,
                 const char *at)
{
  char *text;
  guint64 times = g_ascii_strtoull (at, &text, 10);
  const char *limit = strchr (text, '%');
  const char *end = g_strrstr_len (text, limit != NULL ? limit - text : -1, ")");
  gsize length;

  g_assert_true (*text == ',' && end != NULL);
  length = end - text - 1;
  for (guint64 i = 0; i < times; i++)
    g_string_append_len (body, text + 1, length);
  return end + 1;
}

static GBytes *
decode_body (const char *at)
{
  GString *body = g_string_new (NULL);

  while (*at != '\0')
    {
      if (g_str_has_prefix (at, REPEAT))
        at = append_repeated (body, at + strlen (REPEAT));
      else if (*at == '%')
        {
          g_assert_true (g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]));
          g_string_append_c (body, g_ascii_xdigit_value (at[1]) * 16 +
                                   g_ascii_xdigit_value (at[2]));
          at += 3;
        }
      else
        g_string_append_c (body, *at++);
    }
  return g_string_free_to_bytes (body);
}

static ReplyCase *
parse_line (const char *line)
{
  g_auto(GStrv) fields = g_strsplit (line, "|", 4);
  ReplyCase *reply = g_new0 (ReplyCase, 1);
  const char *outcome;

  g_assert_cmpuint (g_strv_length (fields), ==, 4);
  reply->name = g_strdup (g_strstrip (fields[0]));
  reply->call = g_strdup (g_strstrip (fields[1]));
  outcome = g_strstrip (fields[2]);
  reply->tolerated = g_str_equal (outcome, "ok");
  if (!reply->tolerated)
    g_assert_true (g_str_has_prefix (outcome, "malformed"));
  if (g_str_has_prefix (outcome, "malformed "))
    reply->member = g_strdup (outcome + strlen ("malformed "));
  reply->body = decode_body (*fields[3] == ' ' ? fields[3] + 1 : fields[3]);
  return reply;
}

GPtrArray *
reply_list_load (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "broken-replies.txt", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *replies = g_ptr_array_new_with_free_func (reply_case_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && *lines[i] != '#')
      g_ptr_array_add (replies, parse_line (lines[i]));
  return replies;
}
