/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-journal-test"

#include "vouch-journal.h"

#include <string.h>

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (; *text != '\0'; text++)
    lines += *text == '\n';
  return lines;
}

/* Returns: whether the journal has a line with this ending */
static gboolean
has_event (const char *event)
{
  g_autofree char *journal = vouch_journal_format ();
  g_autofree char *ending = g_strconcat (" s ago  ", event, "\n", NULL);

  return strstr (journal, ending) != NULL;
}

static void
test_empty (void)
{
  g_autofree char *journal = vouch_journal_format ();

  g_assert_cmpstr (journal, ==, "");
}

static void
test_levels (void)
{
  g_autofree char *journal = NULL;

  g_debug ("debugged");
  g_info ("informed");
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_DEBUG, "MESSAGE", "structured %d", 7);

  journal = vouch_journal_format ();
  g_assert_true (g_regex_match_simple ("^ *\\d+\\.\\d s ago  ", journal, 0, 0));
  g_assert_true (has_event ("vouch-journal-test: debugged"));
  g_assert_true (has_event ("vouch-journal-test: informed"));
  g_assert_true (has_event ("vouch-journal-test: structured 7"));
}

/* Messages of libraries are not kept, because they may contain secrets. */
static void
test_others (void)
{
  static const GLogField bytes[] = {
    { "GLIB_DOMAIN", "vouch-journal-test", -1 },
    { "MESSAGE", "bytes", 5 },
  };

  g_log ("GLib-GIO", G_LOG_LEVEL_DEBUG, "from GIO");
  g_log (NULL, G_LOG_LEVEL_DEBUG, "from nobody");
  g_log_structured_array (G_LOG_LEVEL_DEBUG, bytes, G_N_ELEMENTS (bytes));

  g_assert_false (has_event ("GLib-GIO: from GIO"));
  g_assert_false (has_event ("from nobody"));
  g_assert_false (has_event ("vouch-journal-test: bytes"));
}

static void
test_length (void)
{
  g_autofree char *journal = NULL;

  for (guint i = 0; i < VOUCH_JOURNAL_LENGTH + 3; i++)
    g_debug ("event %u", i);

  journal = vouch_journal_format ();
  g_assert_cmpuint (count_lines (journal), ==, VOUCH_JOURNAL_LENGTH);
  g_assert_false (has_event ("vouch-journal-test: event 2"));
  g_assert_true (has_event ("vouch-journal-test: event 3"));
  g_assert_true (g_str_has_suffix (journal, "event 52\n"));
  g_assert_cmpuint (strstr (journal, "event 3\n") - journal, <,
                    strstr (journal, "event 52\n") - journal);
}

static gpointer
log_much (gpointer data)
{
  for (guint i = 0; i < 1000; i++)
    g_debug ("from a thread");
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr(GThread) thread = g_thread_new ("logs", log_much, NULL);
  g_autofree char *journal = NULL;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *meanwhile = vouch_journal_format ();

      g_assert_cmpuint (count_lines (meanwhile), ==, VOUCH_JOURNAL_LENGTH);
    }
  g_thread_join (g_steal_pointer (&thread));
  journal = vouch_journal_format ();
  g_assert_cmpuint (count_lines (journal), ==, VOUCH_JOURNAL_LENGTH);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* In new GLib, g_test_init() sets a log handler that does not call the log writer. */
  g_log_set_default_handler (g_log_default_handler, NULL);
  vouch_journal_start ();
  /* The order matters: the first test needs an empty journal, and the others fill it. */
  g_test_add_func ("/journal/nothing-logged/is-empty", test_empty);
  g_test_add_func ("/journal/debug-and-above/is-kept", test_levels);
  g_test_add_func ("/journal/libraries-log/is-not-kept", test_others);
  g_test_add_func ("/journal/more-than-it-holds/oldest-goes", test_length);
  g_test_add_func ("/journal/logged-from-threads/is-kept-whole", test_threads);
  return g_test_run ();
}
