/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked with the program where lines are counted. Scenes end it with SIGTERM, and the counts would
 * be lost, because they are written at the exit only. */
#include <glib-unix.h>
#include <signal.h>

void        __gcov_dump       (void);
static void watch_for_the_end (void) __attribute__ ((constructor));

static gboolean
on_terminated (gpointer unused)
{
  __gcov_dump ();
  signal (SIGTERM, SIG_DFL);
  raise (SIGTERM);
  return G_SOURCE_REMOVE;
}

static void
watch_for_the_end (void)
{
  g_unix_signal_add (SIGTERM, on_terminated, NULL);
}
