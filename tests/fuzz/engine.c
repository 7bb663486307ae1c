/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"

#include <glib/gstdio.h>
#include <string.h>

/* libFuzzer in the place of mutate.c: it looks for inputs that take new ways through the code. The
 * seeds become its corpus, and the tokens its dictionary. It ends the process.
 *
 * VOUCH_FUZZ_SECONDS: how long. VOUCH_FUZZ_FOLDER: where corpus and findings are kept; without it
 * they begin anew, in a folder of the system's. */

#define USUAL_SECONDS "20"

int LLVMFuzzerRunDriver (int     *argc,
                         char  ***argv,
                         int    (*function) (const guint8 *data, gsize size));

static MutateFunc current;

static int
run_one (const guint8 *data,
         gsize         size)
{
  /* The block has the exact size, so that a sanitizer finds a read behind it. */
  g_autofree char *exact = g_malloc (size + 1);

  if (size > 0)
    memcpy (exact, data, size);
  exact[size] = '\0';
  current (exact, size);
  return 0;
}

/* A test prints each message of the programs, which would be thousands a second. */
static void
log_warnings (const char     *domain,
              GLogLevelFlags  level,
              const char     *message,
              gpointer        unused)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_log_default_handler (domain, level, message, NULL);
}

static void
write_corpus (const char       *folder,
              const MutateSeed *seeds,
              gsize             n_seeds)
{
  for (gsize i = 0; i < n_seeds; i++)
    {
      g_autofree char *name = g_strdup_printf ("seed-%" G_GSIZE_FORMAT, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, seeds[i].text, (gssize) seeds[i].length, NULL));
    }
}

static void
write_dictionary (const char         *path,
                  const char * const *tokens,
                  gsize               n_tokens)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n_tokens; i++)
    {
      g_string_append_c (text, '"');
      for (const char *at = tokens[i]; *at != '\0'; at++)
        g_string_append_printf (text, "\\x%02x", (guint8) *at);
      g_string_append (text, "\"\n");
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

void
mutate_all (const MutateSeed   *seeds,
            gsize               n_seeds,
            const char * const *tokens,
            gsize               n_tokens,
            MutateFunc          function)
{
  const char *seconds = g_getenv ("VOUCH_FUZZ_SECONDS");
  const char *kept = g_getenv ("VOUCH_FUZZ_FOLDER");
  const char *name = g_get_prgname ();
  g_autofree char *folder = kept != NULL ? g_build_filename (kept, name, NULL)
                                         : g_dir_make_tmp ("vouch-fuzz-XXXXXX", NULL);
  g_autofree char *corpus = g_build_filename (folder, "corpus", NULL);
  g_autofree char *dictionary = g_build_filename (folder, "dictionary", NULL);
  g_autoptr(GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  char **argv;
  int argc;

  g_assert_cmpint (g_mkdir_with_parents (corpus, 0700), ==, 0);
  write_corpus (corpus, seeds, n_seeds);
  write_dictionary (dictionary, tokens, n_tokens);

  g_ptr_array_add (arguments, g_strdup (name));
  g_ptr_array_add (arguments, g_strconcat ("-max_total_time=",
                                           seconds != NULL ? seconds : USUAL_SECONDS, NULL));
  g_ptr_array_add (arguments, g_strconcat ("-dict=", dictionary, NULL));
  g_ptr_array_add (arguments, g_strconcat ("-artifact_prefix=", folder, "/", NULL));
  if (kept == NULL)   /* the same hunt every time, as far as time allows */
    g_ptr_array_add (arguments, g_strdup ("-seed=1"));
  g_ptr_array_add (arguments, g_strdup ("-timeout=30"));
  g_ptr_array_add (arguments, g_strdup ("-max_len=8192"));
  g_ptr_array_add (arguments, g_strdup ("-print_final_stats=1"));
  g_ptr_array_add (arguments, g_strdup (corpus));
  argc = (int) arguments->len;
  g_ptr_array_add (arguments, NULL);
  argv = (char **) arguments->pdata;
  current = function;
  g_log_set_default_handler (log_warnings, NULL);
  LLVMFuzzerRunDriver (&argc, &argv, run_one);
}

guint
mutate_get_rounds (guint usual)
{
  return usual;
}
