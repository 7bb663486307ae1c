/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-email-hint.h"

static void
test_hint (void)
{
  static const struct {
    const char *email;
    const char *hint;
  } cases[] = {
    { "me@gmial.com", "me@gmail.com" },
    { "me@gmal.com", "me@gmail.com" },
    { "me@gmaill.com", "me@gmail.com" },
    { "me@gnail.com", "me@gmail.com" },
    { "Me.And@GMIAL.com", "Me.And@gmail.com" },
    { "  me@gmial.com ", "me@gmail.com" },
    { "me@hotmial.com", "me@hotmail.com" },
    { "me@outlok.com", "me@outlook.com" },
    { "me@yaho.com", "me@yahoo.com" },
    { "me@gmail.con", "me@gmail.com" },
    { "me@example.con", "me@example.com" },
    { "a@b@gmial.com", "a@b@gmail.com" },
    { "me@gmail.com", NULL },
    { "me@GMAIL.COM", NULL },
    { "me@mail.com", NULL },
    { "me@email.com", NULL },
    { "me@we.com", NULL },
    { "me@example.org", NULL },
    { "@gmial.com", NULL },
    { "gmial.com", NULL },
    { "me@", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hint = vouch_email_hint (cases[i].email);

      g_assert_cmpstr (hint, ==, cases[i].hint);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/email-hint/misspelt-domain/is-hinted-at", test_hint);
  return g_test_run ();
}
