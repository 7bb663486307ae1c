/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-countdown"

#include "vouch-countdown.h"

#include "vouch-clock.h"

gint64
vouch_countdown_get_left (gint64 start,
                          guint  seconds)
{
  if (start == 0)
    return 0;

  return MAX (start + seconds * G_USEC_PER_SEC - vouch_clock_get_time (), 0);
}

char *
vouch_countdown_say (const char *text,
                     gint64      left)
{
  gint64 seconds = (MAX (left, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autoptr(GString) line = g_string_new (text);
  g_autofree char *time = NULL;

  /* The isolate (U+2066) keeps the order of the digits in a right-to-left sentence. */
  time = g_strdup_printf ("\u2066%" G_GINT64_FORMAT ":%02d\u2069",
                          seconds / 60, (int) (seconds % 60));
  g_string_replace (line, "{time}", time, 1);
  return g_string_free (g_steal_pointer (&line), FALSE);
}
