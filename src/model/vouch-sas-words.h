/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-sas.h"

G_BEGIN_DECLS

/* Internal to model: the words of one language. */
typedef struct {
  const char *language;   /* as the specification writes it: "de", "pt_BR", "zh_Hans" */
  const char *words[VOUCH_SAS_TABLE_SIZE];
} VouchSasWords;

/* Sorted by language; English is not among them. */
extern const VouchSasWords vouch_sas_words[];
extern const gsize         vouch_sas_words_count;

G_END_DECLS
