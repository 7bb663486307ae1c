/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-payload.h"

#include "vouch-json.h"

#include <string.h>

#define ID            "VerificationRequestNumberOne0123"
#define OTHER_ID      "VerificationRequestNumberTwo4567"
#define PAYLOAD_COUNT 2000

static const VouchQrForm written_forms[] = {
  VOUCH_QR_FORM_BASE64, VOUCH_QR_FORM_BASE64_UNPADDED, VOUCH_QR_FORM_BASE64URL,
  VOUCH_QR_FORM_BASE64URL_UNPADDED, VOUCH_QR_FORM_LATIN1, VOUCH_QR_FORM_HEX,
};

/* A code of a device. Each key is 32 times its letter. */
static GBytes *
make_code (guint8      mode,
           const char *id,
           char        first_key,
           char        second_key)
{
  GByteArray *array = g_byte_array_new ();
  gsize length = strlen (id);
  guint8 head[] = { 'M', 'A', 'T', 'R', 'I', 'X', 2, mode, length >> 8, length & 0xff };
  guint8 keys[64];

  memset (keys, first_key, 32);
  memset (keys + 32, second_key, 32);
  g_byte_array_append (array, head, sizeof head);
  g_byte_array_append (array, (const guint8 *) id, length);
  g_byte_array_append (array, keys, sizeof keys);
  g_byte_array_append (array, (const guint8 *) "sixteen secrets!", 16);
  return g_byte_array_free_to_bytes (array);
}

/* 102 to 150 bytes. The length of the id depends on the server, and that of the secret on the
 * client. */
static GBytes *
make_random_code (GRand *rand)
{
  gsize size = g_rand_int_range (rand, 102, 151);
  gsize id_size = size - 10 - 64 - (g_rand_boolean (rand) ? 16 : 8);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = g_rand_int_range (rand, 0, 256);
  memcpy (data, "MATRIX\x02", 7);
  data[7] = g_rand_int_range (rand, 0, 3);
  data[8] = 0;
  data[9] = id_size;
  for (gsize i = 0; i < id_size; i++)
    data[10 + i] = g_rand_int_range (rand, 0x21, 0x7f);
  return g_bytes_new_take (data, size);
}

/* Like a decoder that takes the bytes for ISO 8859-1: each byte becomes a code point. */
static GBytes *
expand (GBytes *bytes)
{
  g_autoptr(GByteArray) array = g_byte_array_new ();
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    {
      guint8 pair[] = { 0xc0 | data[i] >> 6, 0x80 | (data[i] & 0x3f) };

      if (data[i] < 0x80)
        g_byte_array_append (array, data + i, 1);
      else
        g_byte_array_append (array, pair, 2);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static void
assert_equal (GBytes *bytes,
              GBytes *expected)
{
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                   g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

/* Base64 of a length that needs no padding is the same with and without padding. */
static VouchQrForm
get_read_form (VouchQrForm form,
               gsize       size)
{
  if (size % 3 == 0 && form == VOUCH_QR_FORM_BASE64_UNPADDED)
    return VOUCH_QR_FORM_BASE64;
  if (size % 3 == 0 && form == VOUCH_QR_FORM_BASE64URL_UNPADDED)
    return VOUCH_QR_FORM_BASE64URL;
  return form;
}

static void
assert_round_trip (GBytes      *code,
                   VouchQrForm  form,
                   GRand       *rand)
{
  g_autofree char *text = vouch_qr_payload_to_wire (code, form);
  g_autoptr(GBytes) back = NULL;
  g_autofree char *again = NULL;
  VouchQrForm found = VOUCH_QR_FORM_UNKNOWN;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  back = vouch_qr_payload_from_wire (text, &found);
  assert_equal (back, code);
  again = vouch_qr_payload_to_wire (back, found);
  g_assert_cmpstr (again, ==, text);

  /* Without + / - _ the two alphabets of Base64 are the same. */
  if (strpbrk (text, "-_") != NULL || form == VOUCH_QR_FORM_LATIN1 || form == VOUCH_QR_FORM_HEX)
    g_assert_cmpint (found, ==, get_read_form (form, g_bytes_get_size (code)));

  if (form != VOUCH_QR_FORM_LATIN1)
    {
      g_autoptr(GString) broken = g_string_new (text);
      g_autoptr(GBytes) mended = NULL;

      g_string_insert (broken, g_rand_int_range (rand, 0, broken->len), "\r\n\t ");
      mended = vouch_qr_payload_from_wire (broken->str, NULL);
      assert_equal (mended, code);
    }
}

static void
test_forms (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < PAYLOAD_COUNT; i++)
    {
      g_autoptr(GBytes) code = make_random_code (rand);

      for (gsize j = 0; j < G_N_ELEMENTS (written_forms); j++)
        assert_round_trip (code, written_forms[j], rand);
    }
}

static void
test_unknown_forms (void)
{
  g_autoptr(GBytes) code = make_code (2, ID, 'd', 'm');
  g_autofree char *base64 = vouch_qr_payload_to_wire (code, VOUCH_QR_FORM_BASE64);
  g_autofree char *unknown = vouch_qr_payload_to_wire (code, VOUCH_QR_FORM_UNKNOWN);
  g_autofree char *opaque = vouch_qr_payload_to_wire (code, VOUCH_QR_FORM_OPAQUE);

  g_assert_true (g_str_has_prefix (base64, "TUFUUklYAgIA"));
  g_assert_cmpstr (unknown, ==, base64);
  g_assert_cmpstr (opaque, ==, base64);
}

/* A Latin-1 payload with a NUL at byte 8 passes through JSON unchanged. */
static void
test_nul_in_json (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (6);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr(GBytes) code = make_random_code (rand);
      g_autofree char *text = vouch_qr_payload_to_wire (code, VOUCH_QR_FORM_LATIN1);
      g_autoptr(JsonObject) object = json_object_new ();
      g_autoptr(JsonObject) parsed = NULL;
      g_autoptr(GBytes) json = NULL;
      g_autoptr(GBytes) back = NULL;
      g_autoptr(GError) error = NULL;
      VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;

      json_object_set_string_member (object, "data", text);
      json = vouch_json_to_bytes (object);
      parsed = vouch_json_parse (json, &error);
      g_assert_no_error (error);
      back = vouch_qr_payload_from_wire (vouch_json_get_string (parsed, "data"), &form);
      g_assert_cmpint (form, ==, VOUCH_QR_FORM_LATIN1);
      assert_equal (back, code);
    }
}

static void
test_opaque (void)
{
  static const char * const texts[] = {
    "", " ", "MATRIX", "https://example.org/verify?x=1", "TUFUUklY", "TUFUUklYAQ==", "TUFUUklYAg=",
    "TUFUUklYAg===", "TUFU=UklYAg", "TUFUUklYAgA", "TUFUUklYAg-+", "TUFUUklYAg==x", "MATRIX\x03",
    "MATRIX\x02\xc4\x80", "MATRIX\x02\xff", "4d4154524958", "4d41545249580", "4d415452495802zz",
    "\xf0\x9f\x90\xb6", "ABCDE",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;
      g_autoptr(GBytes) payload = vouch_qr_payload_from_wire (texts[i], &form);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (g_str_equal (texts[i], "TUFUUklYAgA"))
        {
          g_assert_cmpint (form, ==, VOUCH_QR_FORM_BASE64_UNPADDED);
          continue;
        }
      g_assert_cmpint (form, ==, VOUCH_QR_FORM_OPAQUE);
      g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                       texts[i], strlen (texts[i]));
    }
}

static void
test_explain (void)
{
  static const struct {
    guint8       mode;
    const char  *id;
    char         first_key;
    char         second_key;
    gboolean     own;          /* whether the own code is known: mode 2, d, m */
    VouchQrKind  kind;
  } cases[] = {
    { 1, ID, 'm', 'd', TRUE, VOUCH_QR_VERIFICATION },
    { 1, ID, 'm', 'd', FALSE, VOUCH_QR_VERIFICATION },
    { 2, ID, 'e', 'm', TRUE, VOUCH_QR_VERIFICATION },     /* two new devices */
    { 2, ID, 'd', 'm', TRUE, VOUCH_QR_OWN },
    { 2, OTHER_ID, 'd', 'm', TRUE, VOUCH_QR_OWN },        /* an old code of this computer */
    { 1, OTHER_ID, 'm', 'd', TRUE, VOUCH_QR_OLD },
    { 1, OTHER_ID, 'm', 'd', FALSE, VOUCH_QR_OLD },
    { 1, "V", 'm', 'd', TRUE, VOUCH_QR_OLD },
    { 0, ID, 'm', 'o', TRUE, VOUCH_QR_OTHER_PERSON },
    { 0, OTHER_ID, 'm', 'o', FALSE, VOUCH_QR_OTHER_PERSON },
    { 3, ID, 'x', 'y', TRUE, VOUCH_QR_SIGN_IN },
    { 4, ID, 'x', 'y', FALSE, VOUCH_QR_SIGN_IN },
    { 5, ID, 'm', 'd', TRUE, VOUCH_QR_DAMAGED },
    { 0xff, ID, 'm', 'd', FALSE, VOUCH_QR_DAMAGED },
  };
  g_autoptr(GBytes) own = make_code (2, ID, 'd', 'm');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) code = make_code (cases[i].mode, cases[i].id, cases[i].first_key,
                                          cases[i].second_key);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_qr_payload_explain (code, cases[i].own ? own : NULL, ID), ==,
                       cases[i].kind);
    }
}

/* This computer is trusted and approves another device: its own code has mode 1. */
static void
test_explain_trusting (void)
{
  g_autoptr(GBytes) own = make_code (1, ID, 'm', 'n');
  g_autoptr(GBytes) new_device = make_code (2, ID, 'n', 'm');
  g_autoptr(GBytes) old_device = make_code (1, ID, 'm', 'd');
  g_autoptr(GBytes) opaque = g_bytes_new_static ("anything", 8);

  g_assert_cmpint (vouch_qr_payload_explain (own, own, ID), ==, VOUCH_QR_OWN);
  g_assert_cmpint (vouch_qr_payload_explain (new_device, own, ID), ==, VOUCH_QR_VERIFICATION);
  g_assert_cmpint (vouch_qr_payload_explain (old_device, own, ID), ==, VOUCH_QR_VERIFICATION);

  /* The id of the own code is used. The server may have another id. */
  g_assert_cmpint (vouch_qr_payload_explain (new_device, own, "1"), ==, VOUCH_QR_VERIFICATION);
  g_assert_cmpint (vouch_qr_payload_explain (new_device, opaque, ID), ==, VOUCH_QR_VERIFICATION);
  g_assert_cmpint (vouch_qr_payload_explain (new_device, opaque, OTHER_ID), ==, VOUCH_QR_OLD);
  g_assert_cmpint (vouch_qr_payload_explain (new_device, NULL, NULL), ==, VOUCH_QR_VERIFICATION);
  g_assert_cmpint (vouch_qr_payload_explain (opaque, opaque, ID), ==, VOUCH_QR_OWN);
}

static void
test_cut (void)
{
  g_autoptr(GBytes) code = make_code (1, ID, 'm', 'd');
  gsize least = g_bytes_get_size (code) - 8;   /* a secret of eight bytes is long enough */

  for (gsize size = 0; size <= g_bytes_get_size (code); size++)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (code, 0, size);
      VouchQrKind kind = vouch_qr_payload_explain (cut, NULL, ID);

      if (size < 6)
        g_assert_cmpint (kind, ==, VOUCH_QR_FOREIGN);
      else if (size < least)
        g_assert_cmpint (kind, ==, VOUCH_QR_DAMAGED);
      else
        g_assert_cmpint (kind, ==, VOUCH_QR_VERIFICATION);
    }
}

static void
test_foreign (void)
{
  static const char * const texts[] = {
    "", "M", "https://example.org/", "WIFI:S:net;T:WPA;P:secret;;", "matrix\x02", "MATRI",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_cmpint (vouch_qr_payload_explain (bytes, NULL, ID), ==, VOUCH_QR_FOREIGN);
    }
}

static void
test_repair (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < PAYLOAD_COUNT; i++)
    {
      g_autoptr(GBytes) code = make_random_code (rand);
      g_autoptr(GBytes) expanded = expand (code);
      g_autoptr(GBytes) repaired = vouch_qr_payload_repair (expanded);
      g_autoptr(GBytes) untouched = vouch_qr_payload_repair (code);

      assert_equal (repaired, code);
      g_assert_true (untouched == code);
      g_assert_cmpint (vouch_qr_payload_explain (expanded, code, ID), ==, VOUCH_QR_OWN);
      g_assert_cmpint (vouch_qr_payload_explain (expanded, NULL, NULL), ==,
                       vouch_qr_payload_explain (code, NULL, NULL));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-payload/every-form/is-read-back", test_forms);
  g_test_add_func ("/qr-payload/unknown-form/is-passed-on-as-it-is", test_unknown_forms);
  g_test_add_func ("/qr-payload/nul-in-json/is-read-back", test_nul_in_json);
  g_test_add_func ("/qr-payload/other-text/is-opaque", test_opaque);
  g_test_add_func ("/qr-payload/scanned-code/is-told-what-it-is", test_explain);
  g_test_add_func ("/qr-payload/trusted-computer/knows-its-own-code", test_explain_trusting);
  g_test_add_func ("/qr-payload/code-is-cut/is-told", test_cut);
  g_test_add_func ("/qr-payload/other-codes/are-foreign", test_foreign);
  g_test_add_func ("/qr-payload/expanded-bytes/are-repaired", test_repair);
  return g_test_run ();
}
