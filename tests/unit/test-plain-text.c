/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-plain-text.h"

static void
test_table (void)
{
  static const struct {
    const char *text;
    guint       max_length;
    const char *plain;
  } cases[] = {
    { NULL, 10, NULL },
    { "", 10, NULL },
    { " \n\t ", 10, NULL },
    { "Welcome", 10, "Welcome" },
    { "  two\n\n words ", 20, "two words" },
    { "abcdefgh", 4, "abcd…" },
    { "ab cdef", 3, "ab…" },
    { "<b>&amp;</b>", 20, "<b>&amp;</b>" },
    { "evil \xe2\x80\xaetxt.exe", 20, "evil txt.exe" },
    { "a\xe2\x80\x8b\xef\xbb\xbf" "b", 20, "ab" },
    { "bell\x07\x1b[31m", 20, "bell [31m" },
    { "\xff\xfe", 20, "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", 20,
      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = vouch_plain_text (cases[i].text, cases[i].max_length);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_huge (void)
{
  g_autofree char *text = g_strnfill (2 * 1024 * 1024, 'x');
  g_autofree char *plain = vouch_plain_text (text, 100);

  g_assert_cmpint (g_utf8_strlen (plain, -1), ==, 101);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plain-text/texts-of-servers/are-plain-and-cut", test_table);
  g_test_add_func ("/plain-text/huge-text/is-cut", test_huge);
  return g_test_run ();
}
