/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-text"

#include "vouch-practice-wire.h"

#include <string.h>

/* JSON text, and the forms of bytes in it. */

/* U+E000, of a private range that is not used here, replaces U+0000 in json-glib. */
#define STAND_IN "\xee\x80\x80"
#define ESCAPED_NUL "\\u0000"

static const char * const form_names[] = {
  [VOUCH_PRACTICE_FORM_BASE64] = "base64",
  [VOUCH_PRACTICE_FORM_UNPADDED] = "unpadded",
  [VOUCH_PRACTICE_FORM_URL_SAFE] = "url-safe",
  [VOUCH_PRACTICE_FORM_HEX] = "hex",
  [VOUCH_PRACTICE_FORM_LATIN1] = "latin1",
};

gboolean
vouch_practice_wire_find_form (const char        *name,
                               VouchPracticeForm *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (form_names); i++)
    if (g_strcmp0 (name, form_names[i]) == 0)
      {
        *form = i;
        return TRUE;
      }
  return FALSE;
}

static void
replace (char       **text,
         const char  *what,
         const char  *with)
{
  g_auto(GStrv) parts = g_strsplit (*text, what, -1);

  g_free (*text);
  *text = g_strjoinv (with, parts);
}

char *
vouch_practice_wire_print (JsonObject *object)
{
  g_autoptr(JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  char *text;

  json_node_set_object (root, object);
  text = json_to_string (root, FALSE);
  replace (&text, STAND_IN, ESCAPED_NUL);
  /* The one control character that json-glib 1.6 forgets to escape. */
  replace (&text, "\x1f", "\\u001f");
  return text;
}

/* Replaces each escaped NUL; a backslash that is itself escaped begins no escape. */
static char *
rescue_nuls (const char *text,
             gsize       length)
{
  GString *rescued = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\\' || i + 1 == length)
        g_string_append_c (rescued, text[i]);
      else if (length - i >= strlen (ESCAPED_NUL) &&
               memcmp (text + i, ESCAPED_NUL, strlen (ESCAPED_NUL)) == 0)
        {
          g_string_append (rescued, STAND_IN);
          i += strlen (ESCAPED_NUL) - 1;
        }
      else
        {
          g_string_append_len (rescued, text + i, 2);
          i++;
        }
    }
  return g_string_free (rescued, FALSE);
}

JsonObject *
vouch_practice_wire_parse (GBytes  *text,
                           GError **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  g_autofree char *rescued = NULL;
  JsonNode *root = NULL;

  if (g_utf8_validate_len (bytes, length, NULL))
    {
      rescued = rescue_nuls (bytes, length);
      if (json_parser_load_from_data (parser, rescued, -1, NULL))
        root = json_parser_get_root (parser);
    }
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                           "The body is not a JSON object.");
      return NULL;
    }
  return json_node_dup_object (root);
}

const char *
vouch_practice_wire_get_string (JsonObject *object,
                                const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

gboolean
vouch_practice_wire_get_boolean (JsonObject *object,
                                 const char *member,
                                 gboolean    fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fallback;
  return json_node_get_boolean (node);
}

static char *
encode_base64 (GBytes            *code,
               VouchPracticeForm  form)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (code, &length);
  char *text = g_base64_encode (bytes, length);

  if (form == VOUCH_PRACTICE_FORM_URL_SAFE)
    {
      g_strdelimit (text, "+", '-');
      g_strdelimit (text, "/", '_');
    }
  if (form != VOUCH_PRACTICE_FORM_BASE64)
    while (g_str_has_suffix (text, "="))
      text[strlen (text) - 1] = '\0';
  return text;
}

static char *
encode_bytewise (GBytes            *code,
                 VouchPracticeForm  form)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (code, &length);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (form == VOUCH_PRACTICE_FORM_HEX)
        g_string_append_printf (text, "%02x", bytes[i]);
      else if (bytes[i] == 0)
        g_string_append (text, STAND_IN);
      else
        g_string_append_unichar (text, bytes[i]);
    }
  return g_string_free (text, FALSE);
}

char *
vouch_practice_wire_encode (GBytes            *code,
                            VouchPracticeForm  form)
{
  if (form == VOUCH_PRACTICE_FORM_HEX || form == VOUCH_PRACTICE_FORM_LATIN1)
    return encode_bytewise (code, form);
  return encode_base64 (code, form);
}

static GBytes *
decode_base64 (const char *text)
{
  gsize length;
  g_autofree char *standard = g_strdup (text);
  g_autofree char *padded = NULL;
  guint8 *bytes;

  g_strdelimit (standard, "-", '+');
  g_strdelimit (standard, "_", '/');
  padded = g_strconcat (standard, "===", NULL);
  padded[(strlen (standard) + 3) / 4 * 4] = '\0';
  bytes = g_base64_decode (padded, &length);
  return g_bytes_new_take (bytes, length);
}

static GBytes *
decode_hex (const char *text)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (const char *p = text; g_ascii_isxdigit (p[0]) && g_ascii_isxdigit (p[1]); p += 2)
    {
      guint8 byte = g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]);

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
decode_latin1 (const char *text)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      guint8 byte = character == 0xe000 ? 0 : character;

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
vouch_practice_wire_decode (const char        *text,
                            VouchPracticeForm  form)
{
  g_autoptr(GBytes) code = NULL;
  g_autofree char *again = NULL;

  if (form == VOUCH_PRACTICE_FORM_HEX)
    code = decode_hex (text);
  else if (form == VOUCH_PRACTICE_FORM_LATIN1)
    code = decode_latin1 (text);
  else
    code = decode_base64 (text);

  /* GLib skips characters that are no base64, so the text is encoded again and compared. */
  again = vouch_practice_wire_encode (code, form);
  return g_str_equal (again, text) ? g_steal_pointer (&code) : NULL;
}
