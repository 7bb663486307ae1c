/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "reply-list.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-server.h"
#include "vouch-shape.h"

#include <libsoup/soup.h>
#include <string.h>

#define MAX_SEED_SIZE 4096

static const char * const json_tokens[] = {
  "{", "}", "[", "]", ":", ",", "\"", "\\", "\\\"", "\\\\", "\\u0000", "\\ud83d", "\\udc36", "\\u",
  "null", "true", "false", "-", "1e999", "0.1", "-0", "99999999999999999999", "\"state\"", "\"id\"",
  "\"session\"", "\"verification\"", "\"e2ee\"", "{}", "[]", "\xef\xb7\x90", "\xff", "\xed\xa0\x80",
  "/*", "*/", "//", "'", "var ", "\n", "\x7f", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":",
};

#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed address_seeds[] = {
  SEED ("127.0.0.1:23373"), SEED ("http://127.0.0.1:23373/"),
  SEED ("https://beeper.example/path?query#part"), SEED ("::1"), SEED ("[2001:db8::1]:443"),
  SEED ("localhost"), SEED (":23374/v1/info"), SEED ("https://a.example/chat/%7e/x y"),
  SEED ("b\u00fccher.example:80"), SEED ("xn--bcher-kva.example"),
};

static const char * const address_tokens[] = {
  "http://", "https://", "://", ":", "/", "//", "@", "[", "]", "::", "%", "%25", "%00", "%2f", ".",
  "..", "-", "_", "?", "#", "\\", " ", "\u00a0", "\u3002", "\u202e", "\xff", "0", "65535", "65536",
  "localhost", "127.0.0.1", "xn--", "\u00fc", "none://", "ws://", "evil.example",
};

static void
check_shapes (JsonObject *object)
{
  static const VouchShape * const shapes[] = {
    vouch_shape_info, vouch_shape_session, vouch_shape_verification, vouch_shape_signed_in,
    vouch_shape_list, vouch_shape_verification_reply, vouch_shape_new_key,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GError) error = NULL;

      if (!vouch_shape_check (object, shapes[i], &error))
        g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
    }
  vouch_shape_check_sign_in (object, NULL);
}

static void
read_members (JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    {
      const char *text = vouch_json_get_string (object, link->data);
      g_auto(GStrv) strings G_GNUC_UNUSED = vouch_json_dup_strings (object, link->data);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      vouch_json_get_boolean (object, link->data);
      vouch_json_get_number (object, link->data);
      if (vouch_json_get_object (object, link->data) != NULL)
        read_members (vouch_json_get_object (object, link->data));
    }
}

/* json-glib writes large doubles as "1e+300.0" and "inf", which no parser accepts. */
static gboolean
has_odd_number (GBytes *bytes)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);

  return g_strstr_len (text, length, "e+") != NULL || g_strstr_len (text, length, "inf") != NULL ||
         g_strstr_len (text, length, "e-") != NULL;
}

/* JSON that was read can be written and read again. */
static void
try_json (const char *text,
          gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = vouch_json_parse (bytes, &error);
  g_autoptr(JsonObject) again = NULL;

  g_assert_true ((object == NULL) == (error != NULL));
  if (object == NULL)
    {
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
      return;
    }
  check_shapes (object);
  read_members (object);
  written = vouch_json_to_bytes (object);
  again = vouch_json_parse (written, NULL);
  if (again == NULL)
    g_assert_true (has_odd_number (written));
}

/* An accepted address is an origin that libsoup accepts, without a user name or password. */
static void
try_address (const char *text,
             gsize       length)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *origin = vouch_server_parse_address (text, &error);
  g_autofree char *again = NULL;
  g_autoptr(SoupMessage) message = NULL;

  if (origin == NULL)
    {
      g_assert_true (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS) ||
                     g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NAMED_ADDRESS));
      return;
    }
  again = vouch_server_parse_address (origin, NULL);
  g_assert_cmpstr (origin, ==, again);
  message = soup_message_new ("GET", origin);
  g_assert_nonnull (message);
  g_assert_null (g_uri_get_userinfo (soup_message_get_uri (message)));
  vouch_server_origin_is_local (origin);
}

static void
fuzz_json (void)
{
  g_autoptr(GPtrArray) replies = reply_list_load ();
  g_autofree MutateSeed *seeds = g_new0 (MutateSeed, replies->len);

  for (guint i = 0; i < replies->len; i++)
    {
      const ReplyCase *reply = g_ptr_array_index (replies, i);

      seeds[i].text = g_bytes_get_data (reply->body, &seeds[i].length);
      seeds[i].length = MIN (seeds[i].length, MAX_SEED_SIZE);
    }
  mutate_all (seeds, replies->len, json_tokens, G_N_ELEMENTS (json_tokens), try_json);
}

static void
fuzz_address (void)
{
  mutate_all (address_seeds, G_N_ELEMENTS (address_seeds),
              address_tokens, G_N_ELEMENTS (address_tokens), try_address);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-replies/do-no-harm", fuzz_json);
  g_test_add_func ("/fuzz/mutated-addresses/do-no-harm", fuzz_address);
  return g_test_run ();
}
