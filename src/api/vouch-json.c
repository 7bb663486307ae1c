/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json"

#include "vouch-json.h"

#include "vouch-error.h"
#include "vouch-json-scan.h"
#include "vouch-secret.h"

#include <string.h>

/* JSON text to objects and back, and readers that never raise a critical. */

static JsonObject *
fail (GError     **error,
      const char  *problem)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "The text %s", problem);
  return NULL;
}

/* json-glib's own message can quote the text, so it is not passed on. */
static JsonObject *
parse_text (const char  *text,
            gsize        length,
            GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, length, NULL))
    return fail (error, "is no JSON");
  root = json_parser_get_root (parser);
  if (root == NULL)
    return fail (error, "is empty");
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, "is no JSON object");
  return json_node_dup_object (root);
}

/**
 * vouch_json_parse:
 * @bytes: the text of a server; unchanged
 *
 * Returns: (transfer full): the object at the root, or NULL and VOUCH_ERROR_MALFORMED. The message
 *   quotes nothing of the text.
 */
JsonObject *
vouch_json_parse (GBytes  *bytes,
                  GError **error)
{
  static const char byte_order_mark[] = "\xef\xbb\xbf";
  const char *data;
  gsize length;
  vouch_autosecret char *text = NULL;
  const char *problem;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length >= 3 && memcmp (data, byte_order_mark, 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  if (length == 0)
    return fail (error, "is empty");
  if (!g_utf8_validate_len (data, length, NULL))
    return fail (error, "is not UTF-8");

  text = g_strndup (data, length);
  problem = vouch_json_scan (text, length);
  if (problem != NULL)
    return fail (error, problem);
  return parse_text (text, length, error);
}

/* Every VOUCH_JSON_NUL takes three bytes more as an escape. */
static char *
restore_nuls (const char *text,
              gsize      *length)
{
  gsize count = 0;
  char *restored;
  char *end;

  for (const char *at = text; (at = strstr (at, VOUCH_JSON_NUL)) != NULL; at += 3)
    count++;
  restored = end = g_malloc (strlen (text) + 3 * count + 1);
  while (*text != '\0')
    {
      if (g_str_has_prefix (text, VOUCH_JSON_NUL))
        {
          end = stpcpy (end, "\\u0000");
          text += strlen (VOUCH_JSON_NUL);
        }
      else
        *end++ = *text++;
    }
  *end = '\0';
  *length = end - restored;
  return restored;
}

/**
 * vouch_json_to_bytes:
 *
 * Returns: (transfer full): the text, in memory that is wiped when freed
 */
GBytes *
vouch_json_to_bytes (JsonObject *object)
{
  g_autoptr(JsonNode) node = NULL;
  vouch_autosecret char *text = NULL;
  char *restored;
  gsize length;

  g_return_val_if_fail (object != NULL, NULL);

  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  restored = restore_nuls (text, &length);
  return vouch_secret_take_bytes (restored, length);
}

static JsonNode *
get_value (JsonObject *object,
           const char *member,
           GType       type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != type)
    return NULL;
  return node;
}

const char *
vouch_json_get_string (JsonObject *object,
                       const char *member)
{
  JsonNode *node = get_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gboolean
vouch_json_get_boolean (JsonObject *object,
                        const char *member)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

double
vouch_json_get_number (JsonObject *object,
                       const char *member)
{
  JsonNode *node = get_value (object, member, G_TYPE_INT64);

  if (node == NULL)
    node = get_value (object, member, G_TYPE_DOUBLE);
  return node != NULL ? json_node_get_double (node) : 0.0;
}

JsonObject *
vouch_json_get_object (JsonObject *object,
                       const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
vouch_json_get_array (JsonObject *object,
                      const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

GStrv
vouch_json_dup_strings (JsonObject *object,
                        const char *member)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array = vouch_json_get_array (object, member);
  guint length = array != NULL ? json_array_get_length (array) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }
  return g_strv_builder_end (builder);
}

/**
 * vouch_json_steal_secret:
 *
 * Returns: (transfer full) (nullable): free it with vouch_secret_free(). @object keeps an empty
 *   string.
 */
char *
vouch_json_steal_secret (JsonObject *object,
                         const char *member)
{
  const char *secret = vouch_json_get_string (object, member);
  char *copy = vouch_secret_dup (secret);

  /* json-glib has no way to wipe a string, but the memory is the node's own. */
  if (secret != NULL)
    explicit_bzero ((char *) secret, strlen (secret));
  return copy;
}
