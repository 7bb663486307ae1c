/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-secret.h"

#include <string.h>

static JsonObject *
parse (const char  *text,
       GError     **error)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return vouch_json_parse (bytes, error);
}

static void
test_malformed (void)
{
  static const char * const cases[] = {
    "", " \n\t ", "\xef\xbb\xbf", "null", "true", "12", "\"text\"", "[]", "[{}]", "{", "}", "{}}",
    "{}{}", "{} 1",
    "{\"a\":}", "{\"a\" 1}", "{\"a\":1", "{\"a", "{\"a\\", "{\"a\\u00", "{\"a\":\"\\x\"}",
    "{\"a\":\"\\u12\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\012\"}", "{\"a\":'b'}",
    "/* \" */ {}", "{} // x", "var a = {};", "<!DOCTYPE html><html></html>", "HTTP/1.1 200 OK",
    "{\"a\":\"\xff\xfe\"}", "{\"a\":\"\xed\xa0\x80\"}", "\xff{}", "{\"a\":truth}", "{\"a\":1 2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = parse (cases[i], &error);

      g_test_message ("%s", cases[i]);
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
      g_assert_null (object);
    }
}

static void
test_nul_byte (void)
{
  static const char text[] = "{\"a\":\"b\0c\"}";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr(GError) error = NULL;

  g_assert_null (vouch_json_parse (bytes, &error));
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
}

static char *
nest (guint depth)
{
  GString *text = g_string_new ("{\"a\":");

  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 1; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  static const struct {
    guint    depth;
    gboolean good;
  } cases[] = {
    { 1, FALSE }, { 2, TRUE }, { VOUCH_JSON_MAX_DEPTH, TRUE }, { VOUCH_JSON_MAX_DEPTH + 1, FALSE },
    { 500000, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = nest (cases[i].depth);
      g_autoptr(JsonObject) object = parse (text, NULL);

      g_assert_true ((object != NULL) == cases[i].good);
    }
}

/* An object with so many members, or an array of so many objects */
static char *
fill (guint members,
      guint objects)
{
  GString *text = g_string_new ("{\"a\":[");

  for (guint i = 0; i < objects; i++)
    g_string_append (text, i == 0 ? "{}" : ",{}");
  g_string_append_c (text, ']');
  for (guint i = 1; i < members; i++)
    g_string_append_printf (text, ",\"%u:,{[\":0", i);
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

static void
test_amount (void)
{
  static const struct {
    guint    members;
    guint    objects;
    gboolean good;
  } cases[] = {
    { 1, 0, TRUE }, { VOUCH_JSON_MAX_MEMBERS, 0, TRUE }, { VOUCH_JSON_MAX_MEMBERS + 1, 0, FALSE },
    { VOUCH_JSON_MAX_MEMBERS, 1000, TRUE }, { 1, VOUCH_JSON_MAX_VALUES / 2 - 1, TRUE },
    { 1, VOUCH_JSON_MAX_VALUES / 2, FALSE }, { 1, 100000, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fill (cases[i].members, cases[i].objects);
      g_autoptr(JsonObject) object = parse (text, NULL);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_true ((object != NULL) == cases[i].good);
    }
}

/* Names with the same hash value: "ab" and "bA" have the same value, also when they are
 * repeated. */
static char *
collide (guint objects,
         guint members)
{
  GString *text = g_string_new ("{\"a\":[");

  for (guint i = 0; i < objects; i++)
    {
      g_string_append (text, i == 0 ? "{" : ",{");
      for (guint j = 0; j < members; j++)
        {
          g_string_append (text, j == 0 ? "\"" : ",\"");
          for (guint bit = 0; bit < 14; bit++)
            g_string_append (text, j >> bit & 1 ? "ab" : "bA");
          g_string_append (text, "\":0");
        }
      g_string_append_c (text, '}');
    }
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* The largest collision that is accepted, and one that once took seconds. The limit is wide,
 * because computers can be slow. */
static void
test_collisions (void)
{
  static const guint members[] = { VOUCH_JSON_MAX_MEMBERS, 16384 };
  static const guint objects[] = { VOUCH_JSON_MAX_VALUES / VOUCH_JSON_MAX_MEMBERS - 1, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = collide (objects[i], members[i]);
      gint64 start = g_get_monotonic_time ();
      g_autoptr(JsonObject) object = parse (text, NULL);
      gint64 taken = g_get_monotonic_time () - start;

      g_test_message ("%" G_GINT64_FORMAT " us", taken);
      g_assert_true ((object != NULL) == (i == 0));
      g_assert_cmpint (taken, <, G_TIME_SPAN_SECOND);
    }
}

/* The value of a string, which json-glib may parse in another way */
static void
test_strings (void)
{
  static const struct {
    const char *json;
    const char *value;
  } cases[] = {
    { "plain", "plain" },
    { "\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t" },
    { "\\u0041\\u00e9\\u20ac", "A\u00e9\u20ac" },
    { "\\ud83d\\udc36", "\U0001f436" },
    { "a\\u0000b", "a" VOUCH_JSON_NUL "b" },
    { "\\u0000", VOUCH_JSON_NUL },
    { "\\u0000\\u0000", VOUCH_JSON_NUL VOUCH_JSON_NUL },
    { "\\\\u0000", "\\u0000" },
    { "\\\\\\u0000", "\\" VOUCH_JSON_NUL },
    { "\\\\\\\\u0000", "\\\\u0000" },
    { "MATRIX\\u0002\\u0001\\u0000 ", "MATRIX\x02\x01" VOUCH_JSON_NUL " " },
    { "\\ud83d", "\ufffd" },
    { "\\udc36", "\ufffd" },
    { "\\udc36\\ud83d", "\ufffd\ufffd" },
    { "\\ud83d\\u0041", "\ufffd" "A" },
    { "\\ud83d\\\\udc36", "\ufffd\\udc36" },
    { "\\ud83d\\ud83d\\udc36", "\ufffd\U0001f436" },
    { "\\ud83dx", "\ufffdx" },
    { "{[{[", "{[{[" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":\"%s\"}", cases[i].json);
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = parse (text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (vouch_json_get_string (object, "a"), ==, cases[i].value);
    }
}

static void
test_to_bytes (void)
{
  static const char * const cases[] = {
    "{\"a\":\"x\\u0000y\"}", "{\"a\":\"\\\\u0000\"}", "{\"a\":[1,true,null,{\"b\":\"\\u0000\"}]}",
    "{}", "{\"a\":\"\xf0\x9f\x90\xb6\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = parse (cases[i], NULL);
      g_autoptr(GBytes) bytes = vouch_json_to_bytes (object);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       cases[i], strlen (cases[i]));
    }
}

static void
test_byte_order_mark (void)
{
  g_autoptr(JsonObject) object = parse ("\xef\xbb\xbf{\"a\":1}", NULL);

  g_assert_cmpfloat (vouch_json_get_number (object, "a"), ==, 1);
}

/* Each getter on each type and on a missing member. json-glib 1.6 would log criticals. */
static void
test_getters (void)
{
  static const struct {
    const char *member;
    const char *string;
    gboolean    boolean;
    double      number;
    gboolean    is_object;
    gboolean    is_array;
  } cases[] = {
    { "string", "text", FALSE, 0, FALSE, FALSE }, { "true", NULL, TRUE, 0, FALSE, FALSE },
    { "false", NULL, FALSE, 0, FALSE, FALSE },    { "int", NULL, FALSE, 7, FALSE, FALSE },
    { "double", NULL, FALSE, 1.5, FALSE, FALSE }, { "object", NULL, FALSE, 0, TRUE, FALSE },
    { "array", NULL, FALSE, 0, FALSE, TRUE },     { "null", NULL, FALSE, 0, FALSE, FALSE },
    { "missing", NULL, FALSE, 0, FALSE, FALSE },
  };
  g_autoptr(JsonObject) object = parse (
    "{\"string\":\"text\",\"true\":true,\"false\":false,\"int\":7,\"double\":1.5,"
    "\"object\":{},\"array\":[\"a\",1,null,[],{},\"b\"],\"null\":null}", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *member = cases[i].member;

      g_assert_cmpstr (vouch_json_get_string (object, member), ==, cases[i].string);
      g_assert_true (vouch_json_get_boolean (object, member) == cases[i].boolean);
      g_assert_cmpfloat (vouch_json_get_number (object, member), ==, cases[i].number);
      g_assert_true ((vouch_json_get_object (object, member) != NULL) == cases[i].is_object);
      g_assert_true ((vouch_json_get_array (object, member) != NULL) == cases[i].is_array);
      g_assert_null (vouch_json_get_string (NULL, member));
      g_assert_null (vouch_json_get_object (NULL, member));
    }
}

static void
test_dup_strings (void)
{
  g_autoptr(JsonObject) object = parse ("{\"a\":[\"x\",1,null,[],{},\"y\"],\"b\":\"x\"}", NULL);
  g_auto(GStrv) strings = vouch_json_dup_strings (object, "a");
  g_auto(GStrv) wrong = vouch_json_dup_strings (object, "b");
  g_auto(GStrv) missing = vouch_json_dup_strings (NULL, "c");

  g_assert_cmpstrv (strings, ((const char * const[]) { "x", "y", NULL }));
  g_assert_cmpuint (g_strv_length (wrong), ==, 0);
  g_assert_cmpuint (g_strv_length (missing), ==, 0);
}

static void
test_steal_secret (void)
{
  g_autoptr(JsonObject) object = parse ("{\"a\":\"secret\",\"b\":3}", NULL);
  const char *original = vouch_json_get_string (object, "a");
  vouch_autosecret char *secret = vouch_json_steal_secret (object, "a");

  g_assert_cmpstr (secret, ==, "secret");
  g_assert_cmpmem (original, strlen ("secret"), "\0\0\0\0\0\0", strlen ("secret"));
  g_assert_null (vouch_json_steal_secret (object, "b"));
  g_assert_null (vouch_json_steal_secret (object, "c"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/malformed-text/is-an-error", test_malformed);
  g_test_add_func ("/json/nul-in-the-text/is-an-error", test_nul_byte);
  g_test_add_func ("/json/nested-too-deep/is-an-error", test_depth);
  g_test_add_func ("/json/too-many-members/is-an-error", test_amount);
  g_test_add_func ("/json/colliding-names/take-little-time", test_collisions);
  g_test_add_func ("/json/strings-and-escapes/mean-what-json-says", test_strings);
  g_test_add_func ("/json/written-again/is-the-same-text", test_to_bytes);
  g_test_add_func ("/json/byte-order-mark/is-skipped", test_byte_order_mark);
  g_test_add_func ("/json/wrong-types/getters-give-nothing", test_getters);
  g_test_add_func ("/json/array-of-strings/others-are-nothing", test_dup_strings);
  g_test_add_func ("/json/secret-is-stolen/memory-is-wiped", test_steal_secret);
  return g_test_run ();
}
