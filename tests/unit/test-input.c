/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-input.h"
#include "vouch-secret.h"
#include "vouch-server.h"

/* Invisible characters are written as escapes. */
typedef struct {
  const char *text;
  const char *kept;   /* NULL: refused */
} Case;

static void
check (const Case *cases,
       gsize       count,
       char     *(*clean) (const char *text))
{
  for (gsize i = 0; i < count; i++)
    {
      vouch_autosecret char *kept = clean (cases[i].text);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (kept, ==, cases[i].kept);
    }
}

#define CHECK(clean, cases) check (cases, G_N_ELEMENTS (cases), clean)

/* Invisible characters in the middle and at the ends of each kind of field */
static void
test_invisible (void)
{
  static const gunichar characters[] = {
    0x00ad, 0x034f, 0x061c, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202c,
    0x202e, 0x2060, 0x2063, 0x2066, 0x2068, 0x2069, 0x206f, 0x3164, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0,
    0xfff9, 0xe0001, 0xe0020, 0xe0100,
  };
  static const struct {
    char     *(*clean) (const char *text);
    const char *halves[2];
  } fields[] = {
    { vouch_input_code, { "123", "456" } },
    { vouch_input_token, { "sk-live", "_x+y/z=" } },
    { vouch_input_address, { "127.0.", "0.1:23373" } },
    { vouch_input_email, { "First.Last", "@Example.org" } },
    { vouch_input_username, { "first", ".last-1" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (characters); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (fields); j++)
      {
        char hidden[7] = "";
        g_autofree char *text = NULL;
        g_autofree char *expected = NULL;
        g_autofree char *kept = NULL;

        g_assert_true (vouch_input_is_invisible (characters[i]));
        g_unichar_to_utf8 (characters[i], hidden);
        text = g_strconcat (hidden, " ", hidden, fields[j].halves[0], hidden, fields[j].halves[1],
                            " ", hidden, NULL);
        expected = g_strconcat (fields[j].halves[0], fields[j].halves[1], NULL);
        kept = fields[j].clean (text);
        g_test_message ("U+%04X in field %" G_GSIZE_FORMAT, characters[i], j);
        g_assert_cmpstr (kept, ==, expected);
      }
}

/* Each decimal digit of Unicode that GLib knows */
static void
test_digits (void)
{
  guint scripts = 0;

  for (gunichar character = 0; character < 0x110000; character++)
    {
      char text[7] = "";
      char expected[2] = "";
      vouch_autosecret char *kept = NULL;

      if (g_unichar_type (character) != G_UNICODE_DECIMAL_NUMBER)
        continue;
      g_unichar_to_utf8 (character, text);
      expected[0] = (char) ('0' + g_unichar_digit_value (character));
      kept = vouch_input_code (text);
      g_assert_cmpstr (kept, ==, expected);
      scripts += *kept == '9';
    }
  g_assert_cmpuint (scripts, >=, 60);
}

static void
test_code (void)
{
  static const Case cases[] = {
    { "", "" },
    { "123456", "123456" },
    { " 123 456\n", "123456" },
    { "123\u00a0456", "123456" },
    { "123\u202f456", "123456" },
    { "1\u20092\u20093\u20094\u20095\u20096", "123456" },
    { "123-456", "123456" },
    { "123\u2013456", "123456" },
    { "123 \u2014 456", "123456" },
    { "123\u2212456", "123456" },
    { "\uff11\uff12\uff13\uff14\uff15\uff16", "123456" },
    { "\u0661\u0662\u0663\u0664\u0665\u0666", "123456" },
    { "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6", "123456" },
    { "\u0967\u0968\u0969\u096a\u096b\u096c", "123456" },
    { "\u0e51\u0e52\u0e53\u0e54\u0e55\u0e56", "123456" },
    { "\U0001d7cf\U0001d7d03456", "123456" },
    { "\ufeff\u2066123456\u2069\u2800", "123456" },
    { "12 3456 7", "1234567" },
    { "\xff" "123", "\xff" "123" },
    /* Visible, so Beeper refuses them */
    { "12345O", "12345O" },
    { "12345l", "12345l" },
    { "123.456", "123.456" },
    { "12345\u00b2", "12345\u00b2" },
    { "12345\u2465", "12345\u2465" },
    { "\uff21\uff22c", "ABc" },
  };

  CHECK (vouch_input_code, cases);
}

static void
test_token (void)
{
  static const Case cases[] = {
    { "", "" },
    { " \n\u200b", "" },
    { "abc", "abc" },
    { "  abc\r\n", "abc" },
    { "abc\ndef", "abcdef" },
    { "abc\u2028def\xc2\x85", "abcdef" },
    { "\u00a0abc\u3000", "abc" },
    { "ey\u2011J\u2013h\u2212x", "ey-J-h-x" },
    { "\uff53\uff4b\uff0d\uff11", "sk-1" },
    { "sk-A.b_c~d+e/f==", "sk-A.b_c~d+e/f==" },
    /* Visible */
    { "abc def", NULL },
    { "abc\tdef", NULL },
    { "abc\u00a0def", NULL },
    { "Bearer abc", NULL },
    { "\u0430bc", NULL },
    { "abc\u2014def", NULL },
    { "abc\u0661", NULL },
    { "\u201cabc\u201d", NULL },
    { "\xff", NULL },
  };

  CHECK (vouch_input_token, cases);
}

static void
test_email (void)
{
  static const Case cases[] = {
    { "", "" },
    { "name@example.org", "name@example.org" },
    { "Na.Me+tag@Example.ORG", "Na.Me+tag@Example.ORG" },
    { "\u00a0name@example.org\u2003\n", "name@example.org" },
    { "na\u00adme@exam\u200bple.org", "name@example.org" },
    { "\u202aname@example.org\u202c", "name@example.org" },
    { "first\u2011last@my\u2013host.org", "first-last@my-host.org" },
    { "\uff4e\uff41\uff4d\uff45\uff20\uff45\uff58\uff0e\uff4f\uff52\uff47", "name@ex.org" },
    { "name@example\u3002jp", "name@example.jp" },
    { "name\u0661\u0662@example.org", "name12@example.org" },
    { "J\u00f6rg@b\u00fccher.example", "J\u00f6rg@b\u00fccher.example" },
    { "\u0646\u0627\u0645\u06f1@example.org", "\u0646\u0627\u0645\u06f1@example.org" },
    /* Visible */
    { "na me@example.org", "na me@example.org" },
    { "na\u00a0me@example.org", "na\u00a0me@example.org" },
    { "n\u0430me@example.org", "n\u0430me@example.org" },
    { "name@example,org", "name@example,org" },
    { "na\u2014me@example.org", "na\u2014me@example.org" },
  };

  CHECK (vouch_input_email, cases);
}

static void
test_username (void)
{
  static const Case cases[] = {
    { "", "" },
    { "\u200b", "" },
    { "name", "name" },
    { " Name\u00a0", "name" },
    { "ISTANBUL", "istanbul" },
    { "first\u2010LAST", "first-last" },
    { "\uff2e\uff41\uff4d\uff45\uff11", "name1" },
    { "name\u096a\u0968", "name42" },
    /* Visible, and Beeper decides */
    { "\u0130stanbul", "\u0130stanbul" },
    { "\u00c9mile", "\u00c9mile" },
    { "two words", "two words" },
    { "name!", "name!" },
  };

  CHECK (vouch_input_username, cases);
}

static char *
parse (const char *text)
{
  return vouch_server_parse_address (text, NULL);
}

static void
test_address (void)
{
  static const Case cases[] = {
    { "\u200b127.0.0.1\u200b:\u200e23373", "http://127.0.0.1:23373" },
    { "\u061c\u0661\u0662\u0667.\u0660.\u0660.\u0661:\u0662\u0663\u0663\u0667\u0663",
      "http://127.0.0.1:23373" },
    { "\uff11\uff12\uff17\uff0e\uff10\uff0e\uff10\uff0e\uff11\uff1a\uff18\uff10",
      "http://127.0.0.1:80" },
    { "\uff48\uff54\uff54\uff50\uff1a\uff0f\uff0fnas", "http://nas:23373" },
    { "my\u2011nas.lan", "https://my-nas.lan:23373" },
    { "https://my\u2013host.example", "https://my-host.example" },
    { "beeper\u3002example", "https://beeper.example:23373" },
    { "\ufeffhttps://beeper\u00ad.example\u00a0", "https://beeper.example" },
    { "b\u00fccher.example", "https://xn--bcher-kva.example:23373" },
    { "two words", NULL },
    { "two\u00a0words", NULL },
    { "\u200b", NULL },
  };

  CHECK (parse, cases);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input/invisible-characters/are-dropped", test_invisible);
  g_test_add_func ("/input/digits-of-any-script/become-ascii", test_digits);
  g_test_add_func ("/input/typed-codes/digits-are-kept", test_code);
  g_test_add_func ("/input/pasted-tokens/are-cleaned", test_token);
  g_test_add_func ("/input/typed-emails/are-cleaned", test_email);
  g_test_add_func ("/input/typed-usernames/are-cleaned-and-lower-case", test_username);
  g_test_add_func ("/input/typed-addresses/are-cleaned", test_address);
  return g_test_run ();
}
