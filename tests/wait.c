/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "wait.h"

#include <stdlib.h>

#define TURN (50 * G_TIME_SPAN_MILLISECOND)

/* What watches each access to memory makes a program many times slower. */
gint64
wait_get_end (void)
{
  const char *times = g_getenv ("VOUCH_WAIT_PATIENCE");

  return g_get_monotonic_time () + WAIT_PATIENCE * (times != NULL ? atoi (times) : 1);
}

static gboolean
on_woken (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
wait_turn (gint64 end)
{
  g_autoptr(GSource) wake = NULL;
  gint64 now = g_get_monotonic_time ();

  if (now >= end)
    return FALSE;
  wake = g_timeout_source_new (0);
  g_source_set_callback (wake, on_woken, NULL, NULL);
  g_source_set_ready_time (wake, MIN (end, now + TURN));
  g_source_attach (wake, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (wake);
  return TRUE;
}

void
wait_run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
wait_run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (wait_turn (end))
    continue;
}

void
wait_on_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

void
wait_for_result (GAsyncResult **slot)
{
  WAIT_UNTIL (*slot != NULL);
}
