/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "reply-list.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-server.h"
#include "vouch-shape.h"

#include <libsoup/soup.h>
#include <string.h>

/* Feeds what reads the wire with mutations of what it knows, always the same ones: reproducible, and
 * no fuzzing engine is needed. VOUCH_FUZZ_SEED and VOUCH_FUZZ_ROUNDS make it look elsewhere, longer. */

#define DEFAULT_SEED   20261121
#define DEFAULT_ROUNDS 100000
#define MAX_SEED_SIZE  4096
#define MAX_SIZE       8192

static const char * const json_tokens[] = {
  "{", "}", "[", "]", ":", ",", "\"", "\\", "\\\"", "\\\\", "\\u0000", "\\ud83d", "\\udc36", "\\u",
  "null", "true", "false", "-", "1e999", "0.1", "-0", "99999999999999999999", "\"state\"", "\"id\"",
  "\"session\"", "\"verification\"", "\"e2ee\"", "{}", "[]", "\xef\xb7\x90", "\xff", "\xed\xa0\x80",
  "/*", "*/", "//", "'", "var ", "\n", "\x7f", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":",
};

static const char * const address_seeds[] = {
  "127.0.0.1:23373", "http://127.0.0.1:23373/", "https://beeper.example/path?query#part", "::1",
  "[2001:db8::1]:443", "localhost", "b\u00fccher.example:80", "xn--bcher-kva.example",
};

static const char * const address_tokens[] = {
  "http://", "https://", "://", ":", "/", "//", "@", "[", "]", "::", "%", "%25", "%00", "%2f", ".",
  "..", "-", "_", "?", "#", "\\", " ", "\u00a0", "\u3002", "\u202e", "\xff", "0", "65535", "65536",
  "localhost", "127.0.0.1", "xn--", "\u00fc", "none://", "ws://", "evil.example",
};

static guint
get_number (const char *variable,
            guint       fallback)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
mutate_once (GRand              *random,
             GString            *text,
             const char * const *tokens,
             gsize               n_tokens)
{
  gsize at = g_rand_int_range (random, 0, text->len + 1);
  gsize wanted = g_rand_int_range (random, 1, 16);
  gsize count = MIN (text->len - at, wanted);
  g_autofree char *piece = g_strndup (text->str + at, count);

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      if (at < text->len)
        text->str[at] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    case 1:
      g_string_erase (text, at, count);
      break;
    case 2:
      g_string_insert_len (text, g_rand_int_range (random, 0, text->len + 1), piece, count);
      break;
    case 3:
      g_string_truncate (text, at);
      break;
    default:
      g_string_insert (text, at, tokens[g_rand_int_range (random, 0, n_tokens)]);
    }
}

static GString *
mutate (GRand              *random,
        const char         *seed,
        gsize               length,
        const char * const *tokens,
        gsize               n_tokens)
{
  GString *text = g_string_new_len (seed, length);
  guint times = g_rand_int_range (random, 1, 8);

  for (guint i = 0; i < times && text->len < MAX_SIZE; i++)
    mutate_once (random, text, tokens, n_tokens);
  return text;
}

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
      g_auto(GStrv) strings = vouch_json_dup_strings (object, link->data);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      vouch_json_get_boolean (object, link->data);
      vouch_json_get_number (object, link->data);
      if (vouch_json_get_object (object, link->data) != NULL)
        read_members (vouch_json_get_object (object, link->data));
    }
}

/* json-glib writes large doubles as "1e+300.0" and "inf", which nobody reads. */
static gboolean
has_odd_number (GBytes *bytes)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);

  return g_strstr_len (text, length, "e+") != NULL || g_strstr_len (text, length, "inf") != NULL ||
         g_strstr_len (text, length, "e-") != NULL;
}

/* What was read can be written and read again. */
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

/* What is accepted is an origin that libsoup takes, without a name or password in it. */
static void
try_address (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *origin = vouch_server_parse_address (text, &error);
  g_autofree char *again = NULL;
  g_autoptr(SoupMessage) message = NULL;

  if (origin == NULL)
    {
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS);
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
  g_autoptr(GRand) random = g_rand_new_with_seed (get_number ("VOUCH_FUZZ_SEED", DEFAULT_SEED));
  g_autoptr(GPtrArray) seeds = reply_list_load ();
  guint rounds = get_number ("VOUCH_FUZZ_ROUNDS", DEFAULT_ROUNDS);

  for (guint i = 0; i < rounds; i++)
    {
      const ReplyCase *seed = g_ptr_array_index (seeds, g_rand_int_range (random, 0, seeds->len));
      gsize length;
      const char *data = g_bytes_get_data (seed->body, &length);
      g_autoptr(GString) text = mutate (random, data, MIN (length, MAX_SEED_SIZE),
                                        json_tokens, G_N_ELEMENTS (json_tokens));

      try_json (text->str, text->len);
    }
}

static void
fuzz_address (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (get_number ("VOUCH_FUZZ_SEED", DEFAULT_SEED));
  guint rounds = get_number ("VOUCH_FUZZ_ROUNDS", DEFAULT_ROUNDS);

  for (guint i = 0; i < rounds; i++)
    {
      const char *seed = address_seeds[g_rand_int_range (random, 0, G_N_ELEMENTS (address_seeds))];
      g_autoptr(GString) text = mutate (random, seed, strlen (seed),
                                        address_tokens, G_N_ELEMENTS (address_tokens));

      try_address (text->str);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/json", fuzz_json);
  g_test_add_func ("/fuzz/address", fuzz_address);
  return g_test_run ();
}
