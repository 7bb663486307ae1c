/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-fuse.h"

static void
test_commands (void)
{
  static const struct {
    const char *id;
    const char *like;
    const char *version;
    const char *codename;
    const char *command;   /* (nullable) */
  } cases[] = {
    { "ubuntu", "debian", "24.04", "noble", "sudo apt install libfuse2t64" },
    { "ubuntu", "debian", "25.10", "questing", "sudo apt install libfuse2t64" },
    { "ubuntu", "debian", "26.04", NULL, "sudo apt install libfuse2t64" },
    { "ubuntu", "debian", "23.10", "mantic", "sudo apt install libfuse2" },
    { "ubuntu", "debian", "22.04", "jammy", "sudo apt install libfuse2" },
    { "linuxmint", "ubuntu debian", "22.1", "noble", "sudo apt install libfuse2t64" },
    { "linuxmint", "ubuntu debian", "21.3", "jammy", "sudo apt install libfuse2" },
    { "pop", "ubuntu debian", "22.04", "jammy", "sudo apt install libfuse2" },
    { "zorin", "ubuntu debian", "18", "noble", "sudo apt install libfuse2t64" },
    { "elementary", "ubuntu", "9", NULL, "sudo apt install libfuse2" },
    { "debian", NULL, "12", NULL, "sudo apt install libfuse2" },
    { "debian", NULL, "13", NULL, "sudo apt install libfuse2t64" },
    { "debian", NULL, NULL, NULL, "sudo apt install libfuse2t64" },
    { "raspbian", "debian", "12", NULL, "sudo apt install libfuse2" },
    { "linuxmint", "debian", "6", "bookworm", "sudo apt install libfuse2" },
    { "linuxmint", "debian", "7", "trixie", "sudo apt install libfuse2t64" },
    { "fedora", NULL, "42", NULL, "sudo dnf install fuse-libs" },
    { "almalinux", "rhel centos fedora", "9.5", NULL, "sudo dnf install fuse-libs" },
    { "arch", NULL, NULL, NULL, "sudo pacman -S fuse2" },
    { "manjaro", "arch", NULL, NULL, "sudo pacman -S fuse2" },
    { "opensuse-tumbleweed", "opensuse suse", "20261101", NULL, "sudo zypper install libfuse2" },
    { "sles", "suse", "15.6", NULL, "sudo zypper install libfuse2" },
    { "nixos", NULL, "25.05", NULL, NULL },
    { "archaic", "ubuntuish", NULL, NULL, NULL },
    { "", "", "", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vouch_fuse_choose_command (cases[i].id, cases[i].like, cases[i].version,
                                                cases[i].codename), ==, cases[i].command);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuse/distribution/command-is-chosen", test_commands);
  return g_test_run ();
}
