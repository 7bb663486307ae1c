/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-server.h"

#include <string.h>

static const struct {
  const char *address;
  const char *origin;   /* NULL: refused */
} addresses[] = {
  /* This computer */
  { "127.0.0.1", "http://127.0.0.1:23373" },
  { "127.0.0.1:8080", "http://127.0.0.1:8080" },
  { "127.8.9.1:8080", "http://127.8.9.1:8080" },
  { "localhost", "http://127.0.0.1:23373" },
  { "LocalHost:1", "http://127.0.0.1:1" },
  { "localhost.:1", "http://127.0.0.1:1" },
  { "localhost/", "http://127.0.0.1:23373" },
  { "https://localhost:8443", "https://127.0.0.1:8443" },
  { "https://LOCALHOST", "https://127.0.0.1" },
  { ":23374", "http://127.0.0.1:23374" },
  { "23374", "http://127.0.0.1:23374" },
  { "23374/", "http://127.0.0.1:23374" },
  { "http://:80", "http://127.0.0.1:80" },
  { "https://:8443/v1/info", "https://127.0.0.1:8443" },
  { "\n:23374 ", "http://127.0.0.1:23374" },
  { "::1", "http://[::1]:23373" },
  { "[::1]", "http://[::1]:23373" },
  { "[::1]:99", "http://[::1]:99" },
  { "0:0:0:0:0:0:0:1", "http://[::1]:23373" },
  { "http://127.0.0.1", "http://127.0.0.1:23373" },
  { "http://127.0.0.1:23373/", "http://127.0.0.1:23373" },
  { "HTTP://127.0.0.1:80", "http://127.0.0.1:80" },
  { " \t127.0.0.1:23373\n", "http://127.0.0.1:23373" },
  { "\u00a0127.0.0.1\u2003", "http://127.0.0.1:23373" },

  /* An address of the API that the user copied */
  { "localhost:23374/v1/info?x=1#y", "http://127.0.0.1:23374" },
  { "HTTP://LOCALHOST:23373/V1/INFO", "http://127.0.0.1:23373" },
  { "http://127.0.0.1:23373/v1", "http://127.0.0.1:23373" },
  { "http://127.0.0.1:23373/v1/", "http://127.0.0.1:23373" },
  { "http://127.0.0.1:23373//v1//info/", "http://127.0.0.1:23373" },
  { "http://[::1]:23373/v1/app/setup", "http://[::1]:23373" },
  { "http://localhost:23373/v0/mcp", "http://127.0.0.1:23373" },
  { "127.0.0.1:23373/oauth/authorize?client_id=x", "http://127.0.0.1:23373" },
  { "127.0.0.1/.well-known/oauth-authorization-server", "http://127.0.0.1:23373" },

  /* With a path, as behind a proxy */
  { "https://beeper.example/some/path", "https://beeper.example/some/path" },
  { "https://beeper.example/some/path/", "https://beeper.example/some/path" },
  { "https://beeper.example//some///path//?x#y", "https://beeper.example/some/path" },
  { "https://beeper.example/some/./path/v1/info", "https://beeper.example/some/path" },
  { "Beeper.Example/Chat/V1/Info", "https://beeper.example:23373/Chat" },
  { "https://beeper.example/../up", "https://beeper.example/up" },
  { "https://beeper.example/a/%2E%2e/b", "https://beeper.example/b" },
  { "beeper.example/a/b/..", "https://beeper.example:23373/a" },
  { "https://beeper.example/v1beta", "https://beeper.example/v1beta" },
  { "https://beeper.example/a%20b/%7Ec", "https://beeper.example/a%20b/~c" },
  { "https://beeper.example/a b/\u00fc", "https://beeper.example/a%20b/%C3%BC" },
  { "[::1]:8080/chat", "http://[::1]:8080/chat" },
  { "localhost/chat", "http://127.0.0.1:23373/chat" },
  { ":8080/chat/v1/info", "http://127.0.0.1:8080/chat" },

  /* Other computers */
  { "beeper.example", "https://beeper.example:23373" },
  { "Beeper.Example:443", "https://beeper.example" },
  { "192.168.1.20", "https://192.168.1.20:23373" },
  { "nas", "https://nas:23373" },
  { "my_nas.lan", "https://my_nas.lan:23373" },
  { "127.0.0.1.example", "https://127.0.0.1.example:23373" },
  { "localhost.example", "https://localhost.example:23373" },
  { "2001:db8::1", "https://[2001:db8::1]:23373" },
  { "[2001:DB8:0::1]:8443", "https://[2001:db8::1]:8443" },
  { "https://beeper.example", "https://beeper.example" },
  { "https://beeper.example:23373", "https://beeper.example:23373" },
  { "http://beeper.example", "http://beeper.example:23373" },
  { "http://192.168.1.20:23373", "http://192.168.1.20:23373" },
  { "b\u00fccher.example", "https://xn--bcher-kva.example:23373" },
  { "https://B\u00dcCHER.example", "https://xn--bcher-kva.example" },
  { "HTTPS://MINI.LAN", "https://mini.lan" },
  { "I.example", "https://i.example:23373" },
  { "https://ZI\u00cc.example", "https://xn--zi-lja.example" },
  { "beeper.example.", "https://beeper.example.:23373" },
  { "host:", "https://host:23373" },

  /* Not an address */
  { "", NULL }, { "   ", NULL }, { "/", NULL }, { ":", NULL }, { ":0", NULL }, { ":65536", NULL },
  { "0", NULL }, { "65536", NULL }, { "?", NULL }, { ":/v1/info", NULL },
  { "://", NULL }, { "http://", NULL }, { "http:///path", NULL }, { "http://:/", NULL },
  { "https://beeper.example/a%2fb", NULL }, { "https://beeper.example/a%", NULL },
  { "https://beeper.example/a\\b", NULL },
  { "ftp://beeper.example", NULL }, { "ws://127.0.0.1:23373", NULL }, { "file:///etc", NULL },
  { "javascript:alert(1)", NULL },
  { "two words", NULL }, { "two words.example:80", NULL }, { "a..b", NULL }, { ".example", NULL },
  { "-a.example", NULL }, { "a-.example", NULL }, { "a%20b", NULL }, { "a%2fb", NULL },
  { "a\nb", NULL }, { "a\\b", NULL }, { "a,b", NULL }, { "<html>", NULL },
  { "127.0.0.1:0", NULL }, { "127.0.0.1:65536", NULL }, { "127.0.0.1:-1", NULL },
  { "127.0.0.1:port", NULL }, { "127.0.0.1:80:80", NULL }, { "300.1.2.3", NULL }, { "127.1", NULL },
  { "2130706433", NULL }, { "0x7f000001", NULL }, { "0x7f.1", NULL }, { "[::1", NULL },
  { "[::1]x", NULL }, { "[127.0.0.1]", NULL }, { "[beeper.example]", NULL }, { "::g", NULL },
  { "\xff\xfe", NULL }, { "caf\xe9.example", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *origin = vouch_server_parse_address (addresses[i].address, &error);

      g_test_message ("%s", addresses[i].address);
      g_assert_cmpstr (origin, ==, addresses[i].origin);
      if (origin == NULL)
        g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS);
      else
        g_assert_no_error (error);
    }
}

/* These addresses contain a user name. They get an error of their own. */
static void
test_names (void)
{
  static const char * const cases[] = {
    "me@example.org", "me:secret@beeper.example", "http://me:secret@127.0.0.1:23373",
    "http://me@127.0.0.1", "http://127.0.0.1:23373@evil.example", "http://@127.0.0.1",
    "none://127.0.0.1@", "ME@LOCALHOST:23373", "me@:23373", "https://me@beeper.example/v1/info",
    "mailto:me@example.org",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", cases[i]);
      g_assert_null (vouch_server_parse_address (cases[i], &error));
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_NAMED_ADDRESS);
      g_assert_null (strstr (error->message, "secret"));
    }
}

/* Of an address that the server names only the path is used, if it is below the prefix. */
static void
test_resolve (void)
{
  static const struct {
    const char *origin;
    const char *said;
    const char *url;
  } cases[] = {
    { "http://127.0.0.1:1", "ws://127.0.0.1:2/v1/ws", "http://127.0.0.1:1/v1/ws" },
    { "https://a.example", "http://evil.example/v1/ws?x#y", "https://a.example/v1/ws" },
    { "https://a.example/chat", "http://127.0.0.1:1/v1/ws", "https://a.example/chat/v1/ws" },
    { "https://a.example/chat", "https://a.example/chat/v1/ws", "https://a.example/chat/v1/ws" },
    { "https://a.example/chat", "https://a.example/chats/v1", "https://a.example/chat/chats/v1" },
    { "https://a.example/chat", "https://a.example/chat", "https://a.example/chat/chat" },
    { "https://a.example", "https://a.example", NULL },
    { "https://a.example/chat", "https://a.example", NULL },
    { "https://a.example", "mailto:x", NULL },
    { "https://a.example", "http://[", NULL },
    { "https://a.example", "", NULL },
    { "https://a.example", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *url = vouch_server_resolve_url (cases[i].origin, cases[i].said);

      g_test_message ("%s %s", cases[i].origin, cases[i].said);
      g_assert_cmpstr (url, ==, cases[i].url);
    }
}

/* An origin is also a valid address of itself, because it is remembered and typed. */
static void
test_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *origin = NULL;

      if (addresses[i].origin == NULL)
        continue;
      origin = vouch_server_parse_address (addresses[i].origin, NULL);
      g_test_message ("%s", addresses[i].origin);
      g_assert_cmpstr (origin, ==, addresses[i].origin);
    }
}

static void
test_local (void)
{
  static const struct {
    const char *origin;
    gboolean    local;
  } cases[] = {
    { "http://127.0.0.1:23373", TRUE },     { "http://127.255.0.1:1", TRUE },
    { "http://[::1]:23373", TRUE },         { "https://localhost:23373", TRUE },
    { "http://127.0.0.1.example:1", FALSE }, { "http://localhost.example:1", FALSE },
    { "http://192.168.0.1:23373", FALSE },  { "http://0.0.0.0:23373", FALSE },
    { "http://127.0.0.1@evil.example", FALSE }, { "http://[2001:db8::1]", FALSE },
    { "rubbish", FALSE }, { "", FALSE }, { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].origin);
      g_assert_true (vouch_server_origin_is_local (cases[i].origin) == cases[i].local);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/typed-addresses/are-read-as-origins", test_parse);
  g_test_add_func ("/address/user-name-in-address/is-told-apart", test_names);
  g_test_add_func ("/address/places-of-a-server/only-their-path-counts", test_resolve);
  g_test_add_func ("/address/origin-typed-again/stays-itself", test_again);
  g_test_add_func ("/address/names-of-this-computer/are-local", test_local);
  return g_test_run ();
}
