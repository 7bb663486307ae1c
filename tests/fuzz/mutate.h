/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mutations of what a reader knows, by the seed of GTest: no fuzzing engine is needed. The suites
 * pass a fixed seed. By hand it is random and printed, --seed plays one again, and
 * VOUCH_FUZZ_ROUNDS in the environment makes it longer. */
typedef struct {
  const char         *text;
  gsize               length;
} MutateSeed;

/* Called with what came out of one mutation; @text ends with a NUL and can hold others. */
typedef void (*MutateFunc) (const char *text,
                            gsize       length);

void  mutate_all        (const MutateSeed   *seeds,
                         gsize               n_seeds,
                         const char * const *tokens,
                         gsize               n_tokens,
                         MutateFunc          function);
/* @usual: the rounds if the environment wishes for no other number */
guint mutate_get_rounds (guint               usual);

G_END_DECLS
