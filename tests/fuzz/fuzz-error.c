/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-error.h"
#include "vouch-http.h"

#include <string.h>

/* The body of a status that is not 2xx, after a line with a "Retry-After". No secret that was
 * sent comes back in the error. */

#define KEY  "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d"
#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED ("5\n{\"code\":\"unauthorized\",\"message\":\"Invalid or expired access token\"}"),
  SEED ("Wed, 21 Oct 2026 07:28:00 GMT\n{\"error\":{\"message\":\"Slow down\",\"code\":\"X\"}}"),
  SEED ("\n{\"error\":\"invalid_grant\",\"error_description\":\"The code is too old\"}"),
  SEED ("99999999999999999999\n<html><body>Bad gateway</body></html>"),
  SEED ("-1\n{\"message\":\"The key " KEY " is wrong\"}"), SEED ("1e9\n"), SEED (""),
};

static const char * const tokens[] = {
  "{", "}", "\"", ":", ",", "\"message\"", "\"code\"", "\"error\"", "\"error_description\"", "null",
  "[]", "{}", "\\u0000", "\\u202e", "\xff", " ", "_", KEY, "EsTc LW2K", "\n", "GMT",
  "Too Many Requests", "unauthorized", "%20", "\\n",
};

static void
try_error (const char *text,
           gsize       length)
{
  const char *line = memchr (text, '\n', length);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1:23373/v1/app");
  g_autoptr(GBytes) sent = g_bytes_new_static ("{\"recoveryKey\":\"" KEY "\"}",
                                               strlen ("{\"recoveryKey\":\"" KEY "\"}"));
  g_autofree char *retry_after = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;

  if (line == NULL || memchr (text, '\0', line - text) != NULL)
    return;
  retry_after = g_strndup (text, line - text);
  if (g_utf8_validate (retry_after, -1, NULL) && strpbrk (retry_after, "\r\n") == NULL)
    soup_message_headers_replace (soup_message_get_response_headers (message), "Retry-After",
                                  retry_after);
  body = g_bytes_new (line + 1, length - (line + 1 - text));

  error = vouch_http_error_for_reply ("POST /v1/app", message, sent, body);
  g_assert_true (error->domain == VOUCH_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_null (strstr (error->message, KEY));
}

static void
fuzz_error (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-errors/do-no-harm", fuzz_error);
  return g_test_run ();
}
