/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-beeper-launcher.h"

static void
test_is_beeper (void)
{
  static const struct {
    const char *id;
    const char *window_class;
    gboolean    beeper;
  } cases[] = {
    { "beeper.desktop", NULL, TRUE },
    { "beepertexts.desktop", NULL, TRUE },
    { "Beeper.desktop", "whatever", TRUE },
    { "com.automattic.beeper.desktop.desktop", NULL, TRUE },
    { "appimagekit_0123-Beeper.desktop", "Beeper", TRUE },
    { "appimagekit_0123-Beeper.desktop", "BeeperTexts", TRUE },
    { NULL, "com.automattic.beeper.desktop.nightly", TRUE },
    { "io.github.vouchapp.Vouch.desktop", NULL, FALSE },
    { "org.example.beepers.desktop", "Beepers", FALSE },
    { "org.example.Chat.desktop", "chat", FALSE },
    { NULL, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (vouch_beeper_launcher_is_beeper (cases[i].id, cases[i].window_class), ==,
                     cases[i].beeper);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/beeper-launcher/is-beeper", test_is_beeper);
  return g_test_run ();
}
