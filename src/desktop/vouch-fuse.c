/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "vouch-fuse.h"

#include <string.h>

/* Ubuntu 24.04 and Debian 13 renamed the package when their time_t became 64 bits wide. */
#define APT_OLD "sudo apt install libfuse2"
#define APT_NEW "sudo apt install libfuse2t64"
#define UBUNTU_NEW 24
#define DEBIAN_NEW 13

/* Returns: whether the distribution is this one or is made of it. @like is a list with spaces. */
static gboolean
is_like (const char *id,
         const char *like,
         const char *other)
{
  g_auto(GStrv) others = g_strsplit (like != NULL ? like : "", " ", -1);

  return g_str_equal (id, other) || g_strv_contains ((const char * const *) others, other);
}

/* A derivative has versions of its own, so the codename of what it is made of decides. A release
 * without a version is the one that is not out yet. */
static const char *
choose_apt (const char *version,
            const char *codename,
            gboolean    own_version,
            guint64     renamed_in)
{
  static const char * const old[] = { "xenial", "bionic", "focal", "jammy", "stretch", "buster",
                                      "bullseye", "bookworm", NULL };

  if (own_version)
    return version == NULL || g_ascii_strtoull (version, NULL, 10) >= renamed_in ? APT_NEW
                                                                                 : APT_OLD;
  return codename == NULL || g_strv_contains (old, codename) ? APT_OLD : APT_NEW;
}

const char *
vouch_fuse_choose_command (const char *id,
                           const char *like,
                           const char *version,
                           const char *codename)
{
  g_return_val_if_fail (id != NULL, NULL);

  if (is_like (id, like, "ubuntu"))
    return choose_apt (version, codename, g_str_equal (id, "ubuntu"), UBUNTU_NEW);
  if (is_like (id, like, "debian"))
    return choose_apt (version, codename,
                       g_str_equal (id, "debian") || g_str_equal (id, "raspbian"), DEBIAN_NEW);
  if (is_like (id, like, "fedora"))
    return "sudo dnf install fuse-libs";
  if (is_like (id, like, "arch"))
    return "sudo pacman -S fuse2";
  if (is_like (id, like, "suse") || is_like (id, like, "opensuse"))
    return "sudo zypper install libfuse2";
  return NULL;
}

/* The package managers above cannot change a system that is an image (OSTree). */
const char *
vouch_fuse_get_command (void)
{
  g_autofree char *id = g_get_os_info (G_OS_INFO_KEY_ID);
  g_autofree char *like = g_get_os_info ("ID_LIKE");
  g_autofree char *version = g_get_os_info (G_OS_INFO_KEY_VERSION_ID);
  g_autofree char *codename = g_get_os_info ("UBUNTU_CODENAME");

  if (id == NULL || g_file_test ("/run/ostree-booted", G_FILE_TEST_EXISTS))
    return NULL;
  if (codename == NULL)
    codename = g_get_os_info ("DEBIAN_CODENAME");
  return vouch_fuse_choose_command (id, like, version, codename);
}
