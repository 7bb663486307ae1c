/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-payload"

#include "vouch-qr-payload.h"

#include "vouch-json.h"

#include <string.h>

/* Verification codes (Matrix specification, "QR code format") and their encoding in the strings of
 * Beeper's API, which is not published (api.md 6). Images are handled elsewhere. */

#define MAGIC            "MATRIX"
#define MAGIC_SIZE       6
#define VERSION          2
#define KEY_SIZE         32
#define MIN_SECRET_SIZE  8

enum {
  MODE_OTHER_PERSON = 0,
  MODE_TRUSTING = 1,       /* a device that trusts the master key */
  MODE_NOT_TRUSTING = 2,   /* a device that does not yet: usually this computer */
  MODE_SIGN_IN = 3,
  MODE_SIGN_IN_REPLY = 4,
};

/* The parts of a verification code, borrowed from the payload. */
typedef struct {
  guint8        mode;
  const guint8 *id;
  gsize         id_size;
  const guint8 *keys[2];
} Parts;

static gboolean
has_magic (const guint8 *data,
           gsize         size)
{
  return size >= MAGIC_SIZE && memcmp (data, MAGIC, MAGIC_SIZE) == 0;
}

static gboolean
has_magic_and_version (const guint8 *data,
                       gsize         size)
{
  return has_magic (data, size) && size > MAGIC_SIZE && data[MAGIC_SIZE] == VERSION;
}

static gboolean
parse (GBytes *payload,
       Parts  *parts)
{
  const gsize fixed = MAGIC_SIZE + 4;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (payload, &size);

  if (size < fixed || !has_magic_and_version (data, size))
    return FALSE;
  parts->mode = data[MAGIC_SIZE + 1];
  parts->id_size = (gsize) data[MAGIC_SIZE + 2] << 8 | data[MAGIC_SIZE + 3];
  if (parts->mode > MODE_NOT_TRUSTING || parts->id_size == 0 ||
      size < fixed + parts->id_size + 2 * KEY_SIZE + MIN_SECRET_SIZE)
    return FALSE;

  parts->id = data + fixed;
  parts->keys[0] = parts->id + parts->id_size;
  parts->keys[1] = parts->keys[0] + KEY_SIZE;
  return TRUE;
}

/* One function for each encoding. It returns NULL if the string has another encoding, or if its
 * bytes do not begin like a verification code. */

static GBytes *
accept_bytes (guint8 *data,
              gsize   size)
{
  if (has_magic_and_version (data, size))
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

static int
get_base64_digit (char     character,
                  gboolean url)
{
  if (g_ascii_isupper (character))
    return character - 'A';
  if (g_ascii_islower (character))
    return character - 'a' + 26;
  if (g_ascii_isdigit (character))
    return character - '0' + 52;
  if (character == (url ? '-' : '+'))
    return 62;
  return character == (url ? '_' : '/') ? 63 : -1;
}

/* Stricter than g_base64_decode(), which skips unknown characters. */
static GBytes *
read_base64 (const char  *text,
             VouchQrForm *form)
{
  gboolean url = strpbrk (text, "-_") != NULL;
  gsize digits = strcspn (text, "=");
  gsize padding = strlen (text + digits);
  gsize size = digits / 4 * 3 + (digits % 4 > 1 ? digits % 4 - 1 : 0);
  g_autofree guint8 *data = NULL;
  guint32 group = 0;

  if (digits % 4 == 1 || padding != strspn (text + digits, "=") ||
      (padding > 0 && (digits % 4 == 0 || padding != 4 - digits % 4)))
    return NULL;

  data = g_malloc (size + 1);
  for (gsize i = 0, done = 0; i < digits; i++)
    {
      int digit = get_base64_digit (text[i], url);

      if (digit < 0)
        return NULL;
      group = group << 6 | (guint32) digit;
      if (i % 4 != 0)
        data[done++] = group >> (6 - i % 4 * 2);
    }

  if (padding > 0 || digits % 4 == 0)
    *form = url ? VOUCH_QR_FORM_BASE64URL : VOUCH_QR_FORM_BASE64;
  else
    *form = url ? VOUCH_QR_FORM_BASE64URL_UNPADDED : VOUCH_QR_FORM_BASE64_UNPADDED;
  return accept_bytes (g_steal_pointer (&data), size);
}

/* @text must still have its white space, which is part of the payload in this encoding. */
static GBytes *
read_latin1 (const char *text)
{
  gsize size = 0;
  g_autofree guint8 *data = NULL;

  if (!g_str_has_prefix (text, MAGIC) || !g_utf8_validate (text, -1, NULL))
    return NULL;

  data = g_malloc (strlen (text));
  for (const char *cursor = text; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      gunichar character = g_utf8_get_char (cursor);

      if (character == g_utf8_get_char (VOUCH_JSON_NUL))
        character = 0;
      if (character > 0xff)
        return NULL;
      data[size++] = (guint8) character;
    }
  return accept_bytes (g_steal_pointer (&data), size);
}

static GBytes *
read_hex (const char *text)
{
  gsize length = strlen (text);
  g_autofree guint8 *data = NULL;

  if (length % 2 != 0)
    return NULL;

  data = g_malloc (length / 2 + 1);
  for (gsize i = 0; i < length; i += 2)
    {
      int high = g_ascii_xdigit_value (text[i]);
      int low = g_ascii_xdigit_value (text[i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      data[i / 2] = (guint8) (high << 4 | low);
    }
  return accept_bytes (g_steal_pointer (&data), length / 2);
}

static char *
strip_white_space (const char *text)
{
  char *stripped = g_malloc (strlen (text) + 1);
  gsize length = 0;

  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      stripped[length++] = *text;
  stripped[length] = '\0';
  return stripped;
}

/* Encoding */

static char *
write_base64 (GBytes   *payload,
              gboolean  url,
              gboolean  padded)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (payload, &size);
  char *text = g_base64_encode (data, size);

  if (url)
    {
      g_strdelimit (text, "+", '-');
      g_strdelimit (text, "/", '_');
    }
  if (!padded)
    text[strcspn (text, "=")] = '\0';
  return text;
}

static char *
write_latin1 (GBytes *payload)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (payload, &size);
  GString *text = g_string_sized_new (2 * size);

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == 0)
        g_string_append (text, VOUCH_JSON_NUL);
      else
        g_string_append_unichar (text, data[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
write_hex (GBytes *payload)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (payload, &size);
  GString *text = g_string_sized_new (2 * size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02x", data[i]);
  return g_string_free (text, FALSE);
}

/* Decodes UTF-8 to Latin-1. Uses no function of GLib, because these stop at a NUL, and byte 8 is
 * one.
 *
 * Returns: (transfer full) (nullable): NULL if the bytes are not UTF-8, or have a code point above
 *   U+00FF */
static GBytes *
undo_utf8 (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *plain = g_malloc (size + 1);
  gsize done = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] < 0x80)
        {
          plain[done++] = data[i];
          continue;
        }
      if ((data[i] != 0xc2 && data[i] != 0xc3) || i + 1 == size || data[i + 1] >> 6 != 2)
        return NULL;
      plain[done++] = (guint8) (data[i] << 6 | (data[i + 1] & 0x3f));
      i++;
    }
  return g_bytes_new_take (g_steal_pointer (&plain), done);
}

/* Returns: whether the code is of this device, also if it is from an earlier verification. The keys
 * tell: in the mode NOT_TRUSTING the first key is that of the device. In the mode TRUSTING the
 * first is the account's, and the second is that of the other device. */
static gboolean
is_own (const Parts *scanned,
        const Parts *own)
{
  if (scanned->mode != own->mode || memcmp (scanned->keys[0], own->keys[0], KEY_SIZE) != 0)
    return FALSE;
  return scanned->mode == MODE_NOT_TRUSTING ||
         memcmp (scanned->keys[1], own->keys[1], KEY_SIZE) == 0;
}

/* This device's own code has the id to compare with. Without one, the id of the API is used. */
static gboolean
has_id (const Parts *scanned,
        const Parts *own,
        const char  *id)
{
  if (own != NULL)
    return scanned->id_size == own->id_size &&
           memcmp (scanned->id, own->id, own->id_size) == 0;
  return id == NULL || (scanned->id_size == strlen (id) &&
                        memcmp (scanned->id, id, scanned->id_size) == 0);
}

GBytes *
vouch_qr_payload_from_wire (const char  *data,
                            VouchQrForm *form)
{
  g_autofree char *stripped = NULL;
  VouchQrForm found = VOUCH_QR_FORM_UNKNOWN;
  GBytes *payload = NULL;

  g_return_val_if_fail (data != NULL, NULL);

  stripped = strip_white_space (data);
  payload = read_base64 (stripped, &found);
  if (payload == NULL)
    {
      found = VOUCH_QR_FORM_LATIN1;
      payload = read_latin1 (data);
    }
  if (payload == NULL)
    {
      found = VOUCH_QR_FORM_HEX;
      payload = read_hex (stripped);
    }
  if (payload == NULL)
    {
      found = VOUCH_QR_FORM_OPAQUE;
      payload = g_bytes_new (data, strlen (data));
    }
  if (form != NULL)
    *form = found;
  return payload;
}

char *
vouch_qr_payload_to_wire (GBytes      *payload,
                          VouchQrForm  form)
{
  g_return_val_if_fail (payload != NULL, NULL);

  switch (form)
    {
    case VOUCH_QR_FORM_BASE64_UNPADDED:
      return write_base64 (payload, FALSE, FALSE);
    case VOUCH_QR_FORM_BASE64URL:
      return write_base64 (payload, TRUE, TRUE);
    case VOUCH_QR_FORM_BASE64URL_UNPADDED:
      return write_base64 (payload, TRUE, FALSE);
    case VOUCH_QR_FORM_LATIN1:
      return write_latin1 (payload);
    case VOUCH_QR_FORM_HEX:
      return write_hex (payload);
    case VOUCH_QR_FORM_UNKNOWN:
    case VOUCH_QR_FORM_BASE64:
    case VOUCH_QR_FORM_OPAQUE:
    default:
      return write_base64 (payload, FALSE, TRUE);
    }
}

/* It is not enough to check whether @scanned parses: expanded bytes can parse as a code with a long
 * secret. But 64 bytes of keys are practically never valid UTF-8 by chance. */
GBytes *
vouch_qr_payload_repair (GBytes *scanned)
{
  g_autoptr(GBytes) plain = NULL;
  Parts parts;
  gsize size = 0;
  const guint8 *data;

  g_return_val_if_fail (scanned != NULL, NULL);

  data = g_bytes_get_data (scanned, &size);
  if (has_magic (data, size))
    plain = undo_utf8 (scanned);
  if (plain != NULL && parse (plain, &parts))
    return g_steal_pointer (&plain);
  return g_bytes_ref (scanned);
}

VouchQrKind
vouch_qr_payload_explain (GBytes     *scanned,
                          GBytes     *own,
                          const char *id)
{
  g_autoptr(GBytes) payload = NULL;
  Parts parts, own_parts;
  gboolean has_own = FALSE;
  gsize size = 0;
  const guint8 *data;

  g_return_val_if_fail (scanned != NULL, VOUCH_QR_FOREIGN);

  payload = vouch_qr_payload_repair (scanned);
  data = g_bytes_get_data (payload, &size);
  if (own != NULL && (g_bytes_equal (scanned, own) || g_bytes_equal (payload, own)))
    return VOUCH_QR_OWN;
  if (!has_magic (data, size))
    return VOUCH_QR_FOREIGN;
  if (has_magic_and_version (data, size) && size > MAGIC_SIZE + 1 &&
      (data[MAGIC_SIZE + 1] == MODE_SIGN_IN || data[MAGIC_SIZE + 1] == MODE_SIGN_IN_REPLY))
    return VOUCH_QR_SIGN_IN;
  if (!parse (payload, &parts))
    return VOUCH_QR_DAMAGED;

  has_own = own != NULL && parse (own, &own_parts);
  if (has_own && is_own (&parts, &own_parts))
    return VOUCH_QR_OWN;
  if (parts.mode == MODE_OTHER_PERSON)
    return VOUCH_QR_OTHER_PERSON;
  return has_id (&parts, has_own ? &own_parts : NULL, id) ? VOUCH_QR_VERIFICATION : VOUCH_QR_OLD;
}
