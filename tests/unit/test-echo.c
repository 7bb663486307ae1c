/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-body.h"
#include "vouch-echo.h"

#include <string.h>

#define KEY "EsTcLW2KPGiFwKEA3As5g5c4BXwkqeeJZJV8Q9fugUMNUE4d"
#define TOKEN "beeper_7Hd83hfKd93hfb"

/* Texts of a server, and whether each contains a secret of the request */
static void
test_texts (void)
{
  static const struct {
    const char *member;
    const char *value;
    const char *text;
    gboolean    secret;
  } cases[] = {
    { "recoveryKey", KEY, "The key " KEY " is not known", TRUE },
    { "recoveryKey", KEY, "EsTc LW2K PGiF: wrong", TRUE },
    { "recoveryKey", KEY, "Wrong: ESTC-LW2K-…", TRUE },
    { "recoveryKey", KEY, "key=EsTc%3FLW2K%20… <b>EsTcLW2KPG</b>", TRUE },
    { "recoveryKey", KEY, "…UMNUE4d is wrong", FALSE },
    { "recoveryKey", KEY, "…gUMN UE4d is wrong", TRUE },
    { "recoveryKey", KEY, "recoveryKey: String must contain at least 1 character(s)", FALSE },
    { "recoveryKey", KEY, "Your recovery key is not right. Ask for help at beeper.com.", FALSE },
    { "recoveryKey", "clave ñandú", "«CLAVE ÑANDÚ» no vale", TRUE },
    { "recoveryKey", "a\"b\\c \"recoveryKey\":\"", "no \"recoveryKey\" given", TRUE },
    { "recoveryKey", "abc", "abc is no key", FALSE },
    { "recoveryKey", "", "No key was given", FALSE },
    { "existingRecoveryKey", KEY, KEY, TRUE },
    { "response", "482913", "The code 482913 is too old", TRUE },
    { "response", "482913", "The code 482 913 is too old", TRUE },
    { "response", "482913", "Wait 48 seconds. Error 2913.", FALSE },
    { "leadToken", "lead-1234-5678", "lead12345678?", TRUE },
    { "data", "TUFUUklYAgIAIA==", "Cannot read TUFUUklYAg…", TRUE },
    { "email", "me@example.org", "me@example.org is not allowed", FALSE },
    { "username", "somebody", "The username somebody is taken", FALSE },
    { "email", "me@example.org", "Token " TOKEN " has no right to this", TRUE },
    { "email", "me@example.org", "Token " "beeper_7Hd83h" "… has no right to this", TRUE },
    { "email", "me@example.org", "This Beeper token has no right to this", FALSE },
    { "email", "me@example.org", "\xff\xfe bad \xc3", FALSE },
    { "email", "me@example.org", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1/");
      g_autoptr(GBytes) sent = vouch_body_new ("purpose", "login",
                                               cases[i].member, cases[i].value, NULL);

      soup_message_headers_append (soup_message_get_request_headers (message), "Authorization",
                                   "Bearer " TOKEN);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (vouch_echo_is_secret (cases[i].text, message, sent), ==, cases[i].secret);
    }
}

static void
test_forms (void)
{
  static const struct {
    const char *text;
    gboolean    secret;
  } cases[] = {
    { "The code right-code-1 was used before", TRUE },
    { "Wrong verifier: abcdefgh12345678", TRUE },
    { "The client client-one-two is not known", FALSE },
    { "grant_type must be authorization_code", FALSE },
  };
  static const char form[] = "grant_type=authorization_code&code=right-code-1"
                             "&client_id=client-one-two&code_verifier=abcdefgh12345678";
  g_autoptr(SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1/");
  g_autoptr(GBytes) sent = g_bytes_new_static (form, strlen (form));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_echo_is_secret (cases[i].text, message, sent), ==, cases[i].secret);
  g_assert_false (vouch_echo_is_secret ("anything", message, NULL));
}

/* Both texts have a megabyte. Only the part that can be shown is compared. */
static void
test_size (void)
{
  g_autofree char *key = g_strnfill (1024 * 1024, 'a');
  g_autofree char *text = g_strnfill (1024 * 1024, 'b');
  g_autoptr(SoupMessage) message = soup_message_new ("POST", "http://127.0.0.1/");
  g_autoptr(GBytes) sent = vouch_body_new ("recoveryKey", key, NULL);

  g_assert_false (vouch_echo_is_secret (text, message, sent));
  memcpy (text + 100, "aaaaaaaa", 8);
  g_assert_true (vouch_echo_is_secret (text, message, sent));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/echo/reason-repeats-what-was-sent/is-secret", test_texts);
  g_test_add_func ("/echo/secret-in-a-form/is-secret", test_forms);
  g_test_add_func ("/echo/megabytes/only-what-is-shown-is-compared", test_size);
  return g_test_run ();
}
