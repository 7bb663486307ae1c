/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The icons of the program, on a desktop whose theme has none of them. Runs in a desktop of its
 * own. */
#include "vouch-application.h"
#include "vouch-init.h"

#include <adwaita.h>

static void
test_bare_theme (void)
{
  g_autoptr(GApplication) application = vouch_application_new (NULL);
  g_auto(GStrv) files = g_resources_enumerate_children (
    "/io/github/vouchapp/Vouch/icons/scalable/actions", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr(GError) error = NULL;

  g_object_set (gtk_settings_get_default (), "gtk-icon-theme-name", "nothing", NULL);
  g_assert_false (gtk_icon_theme_has_icon (theme, "phone-symbolic"));

  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (files);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (files[i], ".", 2);

      g_test_message ("%s", parts[0]);
      g_assert_true (gtk_icon_theme_has_icon (theme, parts[0]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  vouch_init ();
  g_test_add_func ("/icons/theme-has-none/program-has-its-own", test_bare_theme);
  return g_test_run ();
}
