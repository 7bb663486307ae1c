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
/* Libraries free what they copied of a recovery key without wiping it: what is freed is
 * overwritten. It costs a tenth of the start, so it waits until the window is up: there is no key
 * before. */
static gboolean
overwrite_freed_memory (gpointer user_data)
{
  mallopt (M_PERTURB, 0xa5);
  return G_SOURCE_REMOVE;
}
#endif

/* What glibc can do for us; elsewhere nothing is lost but this. */
static void
tune_memory (void)
{
#ifdef M_PERTURB
  g_idle_add_full (G_PRIORITY_LOW, overwrite_freed_memory, NULL, NULL);
#endif
#ifdef M_ARENA_MAX
  /* The helper threads of GLib hardly allocate; a heap for each costs 0.8 MB. */
  mallopt (M_ARENA_MAX, 1);
  /* Left alone, glibc learns to keep the buffers of the window in the heap: 3 MB for good. */
  mallopt (M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

/* A core file would hold tokens and keys. A limit of one byte forbids it also where the kernel
 * hands it to a program, which no limit but this one stops (core(5)). */
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

/* GTK offers its widgets on the accessibility bus under a path that it has from the session bus: an
 * accessibility bus that is announced elsewhere, on the display for one, makes GTK 4.8 crash where
 * there is no session bus.
 *
 * Returns: (transfer full) (nullable): the connection, which GApplication takes, too */
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
  /* Set for runs from the build directory. */
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
