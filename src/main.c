/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch"

#include <locale.h>
#include <malloc.h>
#include <sys/resource.h>

#include <glib/gi18n.h>

#include "vouch-application.h"
#include "vouch-init.h"
#include "vouch-secret.h"

#ifdef M_PERTURB
/* Overwrites all memory that is freed, because libraries free their copies of a recovery key
 * without wiping them. It slows the start by a tenth, so it begins after the window is shown. There
 * is no key before that. */
static gboolean
overwrite_freed_memory (gpointer user_data)
{
  mallopt (M_PERTURB, 0xa5);
  return G_SOURCE_REMOVE;
}
#endif

/* Sets options that only glibc has. */
static void
tune_memory (void)
{
#ifdef M_PERTURB
  g_idle_add_full (G_PRIORITY_LOW, overwrite_freed_memory, NULL, NULL);
#endif
#ifdef M_ARENA_MAX
  /* The helper threads of GLib allocate little. A heap for each thread would cost 0.8 MB. */
  mallopt (M_ARENA_MAX, 1);
  /* By default glibc raises this threshold, and then keeps 3 MB of window buffers in the heap. */
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

/* Forbids core files, which would contain tokens and keys. A limit of one byte forbids them also
 * where the kernel pipes them to a program; a limit of zero does not (core(5)). */
static void
forbid_core_files (void)
{
#ifdef VOUCH_NO_CORE_FILES
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) != 0)
    return;
  limit.rlim_cur = MIN (limit.rlim_max, 1);
  setrlimit (RLIMIT_CORE, &limit);
#endif
}

/* GTK 4.8 crashes where there is an accessibility bus but no session bus: it takes the path of its
 * accessible objects from the session bus. The accessibility bus can be announced elsewhere, for
 * example on the X11 display.
 *
 * Returns: (transfer full) (nullable): the connection, which GApplication uses as well */
static GDBusConnection *
find_session_bus (void)
{
  g_autoptr(GError) error = NULL;
  GDBusConnection *bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (bus == NULL)
    {
      g_debug ("No session bus: %s %d", g_quark_to_string (error->domain), error->code);
      g_setenv ("GTK_A11Y", "none", TRUE);
    }
  return bus;
}

int
main (int   argc,
      char *argv[])
{
  vouch_autosecret char *token = vouch_secret_take_variable ("BEEPER_ACCESS_TOKEN");
  g_autoptr(GDBusConnection) bus = NULL;
  g_autoptr(GApplication) application = NULL;
  /* VOUCH_LOCALE_DIR is set when Vouch runs from the build directory. */
  const char *locale_directory = g_getenv ("VOUCH_LOCALE_DIR");

  forbid_core_files ();
  tune_memory ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  locale_directory != NULL ? locale_directory : VOUCH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Vouch");

  bus = find_session_bus ();
  vouch_init ();
  application = vouch_application_new (token);
  return g_application_run (application, argc, argv);
}
