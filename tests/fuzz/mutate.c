/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"

#define USUAL_ROUNDS  100000
#define MAX_MUTATIONS 8

guint
mutate_get_rounds (guint usual)
{
  const char *text = g_getenv ("VOUCH_FUZZ_ROUNDS");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : usual;
}

static void
mutate_once (GRand              *random,
             GString            *text,
             const char * const *tokens,
             gsize               n_tokens)
{
  gsize at = g_rand_int_range (random, 0, text->len + 1);
  gsize wanted = g_rand_int_range (random, 1, 16);
  gsize count = MIN (text->len - at, wanted);
  g_autofree char *piece = g_memdup2 (text->str + at, count);

  switch (g_rand_int_range (random, 0, 7))
    {
    case 0:   /* changes one bit */
      if (at < text->len)
        text->str[at] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    case 1:   /* inserts any byte, also NUL */
      g_string_insert_c (text, at, (char) g_rand_int_range (random, 0, 256));
      break;
    case 2:
      g_string_erase (text, at, count);
      break;
    case 3:
      g_string_insert_len (text, g_rand_int_range (random, 0, text->len + 1),
                           count > 0 ? piece : "", count);
      break;
    case 4:
      g_string_truncate (text, at);
      break;
    default:
      g_string_insert (text, at, tokens[g_rand_int_range (random, 0, n_tokens)]);
    }
}

void
mutate_all (const MutateSeed   *seeds,
            gsize               n_seeds,
            const char * const *tokens,
            gsize               n_tokens,
            MutateFunc          function)
{
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint rounds = mutate_get_rounds (USUAL_ROUNDS);

  for (guint i = 0; i < rounds; i++)
    {
      const MutateSeed *seed = &seeds[g_rand_int_range (random, 0, n_seeds)];
      g_autoptr(GString) text = g_string_new_len (seed->text, seed->length);
      guint times = g_rand_int_range (random, 0, MAX_MUTATIONS);
      g_autofree char *exact = NULL;

      for (guint j = 0; j < times; j++)
        mutate_once (random, text, tokens, n_tokens);

      /* The block has the exact size, so that a sanitizer finds a read behind it. */
      exact = g_memdup2 (text->str, text->len + 1);
      function (exact, text->len);
    }
}
