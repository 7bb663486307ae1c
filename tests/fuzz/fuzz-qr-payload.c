/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-json.h"
#include "vouch-qr-payload.h"

#include <string.h>

#define ID   "0123456789abcdefghijklmnopqrstuv"
#define CODE(mode) "MATRIX\x02" mode "\x00\x20" ID \
  "0123456789abcdef\x80\x90\xa0\xb0\xc0\xd0\xe0\xf0" \
  "\xff\x00\x01\x02\x03\x04\x05\x06" "0123456789abcdef0123456789abcdef" "sixteen secrets!"
#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED (CODE ("\x00")), SEED (CODE ("\x01")), SEED (CODE ("\x02")), SEED (CODE ("\x03")),
  SEED ("MATRIX\x02\x01" VOUCH_JSON_NUL "\x20" ID ID ID "sixteen secrets!"), SEED ("MATRIX"),
  SEED ("TUFUUklYAgEAIDAxMjM0NTY3ODlhYmNkZWZnaGlqa2xtbm9wcXJzdHV2"), SEED (""),
  SEED ("4d4154524958020100203031323334"), SEED ("https://example.org/"),
};

static const char * const tokens[] = {
  "MATRIX\x02", "MATRIX", "\x01", "\x02", "\x04", VOUCH_JSON_NUL, "\xc3\xbf", "\xc2\x80",
  "\xc4\x80", "\xff", "=", "==", "-", "_", "+", "/", "TUFUUklYAg", "4d4154524958", "\n", " ", ID,
};

/* A payload that is written in the form in which it was read is the same when it is read again. */
static void
try_wire (const char *text)
{
  VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;
  VouchQrForm found = VOUCH_QR_FORM_UNKNOWN;
  g_autoptr(GBytes) payload = vouch_qr_payload_from_wire (text, &form);
  g_autofree char *written = vouch_qr_payload_to_wire (payload, form);
  g_autoptr(GBytes) again = vouch_qr_payload_from_wire (written, &found);

  g_assert_cmpint (form, !=, VOUCH_QR_FORM_UNKNOWN);
  g_assert_true (g_utf8_validate (written, -1, NULL));
  if (form == VOUCH_QR_FORM_OPAQUE)
    g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload),
                     text, strlen (text));
  else
    g_assert_true (g_bytes_equal (payload, again));
}

static void
try_scan (GBytes *bytes,
          GBytes *own)
{
  VouchQrKind alone = vouch_qr_payload_explain (bytes, NULL, NULL);
  VouchQrKind kind = vouch_qr_payload_explain (bytes, own, ID);

  g_assert_cmpint (alone, !=, VOUCH_QR_OWN);
  g_assert_cmpint (alone, !=, VOUCH_QR_OLD);
  g_assert_cmpint (vouch_qr_payload_explain (bytes, bytes, ID), ==, VOUCH_QR_OWN);
  if (alone == VOUCH_QR_FOREIGN || alone == VOUCH_QR_DAMAGED)
    g_assert_true (kind == alone || kind == VOUCH_QR_OWN);
  if (kind == VOUCH_QR_VERIFICATION)
    g_assert_cmpint (alone, ==, VOUCH_QR_VERIFICATION);
}

static void
try_text (const char *text,
          gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GBytes) own = g_bytes_new_static (CODE ("\x02"), sizeof CODE ("\x02") - 1);

  try_wire (text);
  try_scan (bytes, own);
}

static void
fuzz_qr_payload (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_text);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-payloads/do-no-harm", fuzz_qr_payload);
  return g_test_run ();
}
