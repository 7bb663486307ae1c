/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch"

#include <locale.h>

#include <glib/gi18n.h>

#include "vouch-application.h"
#include "vouch-init.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GApplication) application = NULL;
  /* Set for runs from the build directory. */
  const char *locale_directory = g_getenv ("VOUCH_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  locale_directory != NULL ? locale_directory : VOUCH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Vouch");

  vouch_init ();
  application = vouch_application_new ();
  return g_application_run (application, argc, argv);
}
