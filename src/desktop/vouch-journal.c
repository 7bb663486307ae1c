/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-journal"

#include "vouch-journal.h"

#include "vouch-clock.h"

#include <string.h>

typedef struct {
  gint64  time;      /* vouch_clock_get_time() */
  char   *text;      /* owned */
} Entry;

/* A ring buffer: the next entry replaces the oldest. The lock is for threads that log. */
static GMutex lock;
static Entry  entries[VOUCH_JOURNAL_LENGTH];
static guint  next;

/* Returns: (nullable): NULL also if the value is not a NUL-terminated string */
static const char *
find_text (const GLogField *fields,
           gsize            n_fields,
           const char      *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0 && strcmp (fields[i].key, key) == 0)
      return fields[i].value;
  return NULL;
}

static void
keep (const char *domain,
      const char *message)
{
  g_mutex_lock (&lock);
  g_free (entries[next].text);
  entries[next].time = vouch_clock_get_time ();
  entries[next].text = g_strdup_printf ("%s: %s", domain, message);
  next = (next + 1) % VOUCH_JOURNAL_LENGTH;
  g_mutex_unlock (&lock);
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  const char *domain = find_text (fields, n_fields, "GLIB_DOMAIN");
  const char *message = find_text (fields, n_fields, "MESSAGE");

  if (domain != NULL && message != NULL && g_str_has_prefix (domain, "vouch"))
    keep (domain, message);
  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
vouch_journal_start (void)
{
  g_log_set_writer_func (write_log, NULL, NULL);
}

char *
vouch_journal_format (void)
{
  GString *text = g_string_new (NULL);
  gint64 now;

  g_mutex_lock (&lock);
  now = vouch_clock_get_time ();
  for (guint i = 0; i < VOUCH_JOURNAL_LENGTH; i++)
    {
      const Entry *entry = &entries[(next + i) % VOUCH_JOURNAL_LENGTH];

      if (entry->text != NULL)
        {
          gint64 tenths = (now - entry->time) / (G_USEC_PER_SEC / 10);

          g_string_append_printf (text, "%6" G_GINT64_FORMAT ".%d s ago  %s\n", tenths / 10,
                                  (int) (tenths % 10), entry->text);
        }
    }
  g_mutex_unlock (&lock);
  return g_string_free (text, FALSE);
}
