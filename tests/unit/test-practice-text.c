/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-practice-wire.h"

#include <string.h>

static const char * const forms[] = { "base64", "unpadded", "url-safe", "hex", "latin1" };

/* Each byte passes through a JSON string unchanged, in every form. */
static void
test_all_bytes (void)
{
  guint8 bytes[256 + 1];
  g_autoptr(GBytes) code = NULL;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = i;
  code = g_bytes_new (bytes, sizeof bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      VouchPracticeForm form;
      g_autofree char *data = NULL;
      g_autofree char *text = NULL;
      g_autoptr(JsonObject) object = json_object_new ();
      g_autoptr(GBytes) json = NULL;
      g_autoptr(JsonObject) again = NULL;
      g_autoptr(GBytes) decoded = NULL;

      g_assert_true (vouch_practice_wire_find_form (forms[i], &form));
      data = vouch_practice_wire_encode (code, form);
      json_object_set_string_member (object, "data", data);
      text = vouch_practice_wire_print (object);
      for (const char *p = text; *p != '\0'; p++)
        g_assert_false (g_ascii_iscntrl (*p) && *p != 0x7f);
      json = g_bytes_new (text, strlen (text));
      again = vouch_practice_wire_parse (json, NULL);
      decoded = vouch_practice_wire_decode (json_object_get_string_member (again, "data"), form);
      g_assert_nonnull (decoded);
      g_assert_true (g_bytes_equal (code, decoded));
    }
}

static void
test_decode (void)
{
  static const struct {
    const char *form;
    const char *text;
    gboolean    good;
  } cases[] = {
    { "base64", "QUI=", TRUE },     { "base64", "QUI", FALSE },     { "base64", "QU I=", FALSE },
    { "base64", "QU-_", FALSE },    { "unpadded", "QUI", TRUE },    { "unpadded", "QUI=", FALSE },
    { "url-safe", "-_-_", TRUE },   { "url-safe", "+/+/", FALSE },  { "hex", "4142", TRUE },
    { "hex", "414", FALSE },        { "hex", "41zz", FALSE },       { "latin1", "AÿB", TRUE },
    { "latin1", "AĀB", FALSE },     { "base64", "", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchPracticeForm form;
      g_autoptr(GBytes) code = NULL;

      g_assert_true (vouch_practice_wire_find_form (cases[i].form, &form));
      code = vouch_practice_wire_decode (cases[i].text, form);
      g_assert_true ((code != NULL) == cases[i].good);
    }
}

static void
test_parse (void)
{
  static const struct {
    const char *text;
    gboolean    good;
  } cases[] = {
    { "{}", TRUE },
    { "{\"a\":\"\\u0000\\\\u0000\"}", TRUE },
    { "", FALSE },
    { "[]", FALSE },
    { "null", FALSE },
    { "{", FALSE },
    { "{\"a\":\"\\", FALSE },
    { "\xff", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) text = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) object = vouch_practice_wire_parse (text, &error);

      g_assert_true ((object != NULL) == cases[i].good);
      g_assert_true ((error == NULL) == cases[i].good);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-text/every-byte/survives-every-form", test_all_bytes);
  g_test_add_func ("/practice-text/texts-in-a-form/only-right-ones-are-read", test_decode);
  g_test_add_func ("/practice-text/bodies/only-objects-are-read", test_parse);
  return g_test_run ();
}
