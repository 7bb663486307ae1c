/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-error.h"
#include "vouch-server.h"

#include <libsoup/soup.h>

#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED ("127.0.0.1:23373"), SEED ("http://127.0.0.1:23373/"),
  SEED ("https://beeper.example/path?query#part"), SEED ("::1"), SEED ("[2001:db8::1]:443"),
  SEED ("localhost"), SEED (":23374/v1/info"), SEED ("https://a.example/chat/%7e/x y"),
  SEED ("b\u00fccher.example:80"), SEED ("xn--bcher-kva.example"),
};

static const char * const tokens[] = {
  "http://", "https://", "://", ":", "/", "//", "@", "[", "]", "::", "%", "%25", "%00", "%2f", ".",
  "..", "-", "_", "?", "#", "\\", " ", "\u00a0", "\u3002", "\u202e", "\xff", "0", "65535", "65536",
  "localhost", "127.0.0.1", "xn--", "\u00fc", "none://", "ws://", "evil.example",
};

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
fuzz_address (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_address);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-addresses/do-no-harm", fuzz_address);
  return g_test_run ();
}
