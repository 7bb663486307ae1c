/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-sas.h"

G_BEGIN_DECLS

/* Internal to the model: the names of the emoji in one language. */
typedef struct {
  const char *language;   /* as in the specification: "de", "pt_BR", "zh_Hans" */
  const char *words[VOUCH_SAS_TABLE_SIZE];
} VouchSasWords;

/* Sorted by language. English is not included. */
extern const VouchSasWords vouch_sas_words[];
extern const gsize         vouch_sas_words_count;

G_END_DECLS
