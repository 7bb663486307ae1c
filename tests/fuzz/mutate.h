/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mutates texts that a reader knows, with the seed of GTest; no fuzzing engine is needed. The
 * suites pass a fixed seed. By hand the seed is random and printed, and --seed repeats a run.
 * VOUCH_FUZZ_ROUNDS in the environment makes a run longer. */
typedef struct {
  const char         *text;
  gsize               length;
} MutateSeed;

/* Called with the result of each mutation. @text ends with a NUL and can contain others. */
typedef void (*MutateFunc) (const char *text,
                            gsize       length);

void  mutate_all        (const MutateSeed   *seeds,
                         gsize               n_seeds,
                         const char * const *tokens,
                         gsize               n_tokens,
                         MutateFunc          function);
/* @usual: the rounds if VOUCH_FUZZ_ROUNDS is not set */
guint mutate_get_rounds (guint               usual);

G_END_DECLS
