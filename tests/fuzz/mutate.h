/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Mutations of what a reader knows, always the same ones: reproducible, and no fuzzing engine is
 * needed. VOUCH_FUZZ_SEED and VOUCH_FUZZ_ROUNDS in the environment make it look elsewhere,
 * longer. */
typedef struct {
  const char         *text;
  gsize               length;
} MutateSeed;

/* Called with what came out of one mutation; @text ends with a NUL and can hold others. */
typedef void (*MutateFunc) (const char *text,
                            gsize       length);

void mutate_all (const MutateSeed   *seeds,
                 gsize               n_seeds,
                 const char * const *tokens,
                 gsize               n_tokens,
                 MutateFunc          function);

G_END_DECLS
