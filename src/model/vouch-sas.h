/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_SAS_EMOJI_COUNT   7
#define VOUCH_SAS_NUMBER_COUNT  3
#define VOUCH_SAS_TABLE_SIZE   64

/* One of the 64 emoji of the Matrix specification ("SAS method: emoji"). Strings returned below are
 * static. The main thread only. */
typedef struct {
  const char *emoji;   /* as in the specification, with U+FE0F where it has one */
  const char *name;    /* in English; for other languages see vouch_sas_get_word() */
} VouchSasEmoji;

const VouchSasEmoji *vouch_sas_get_emoji    (guint        number);   /* 0 to 63 */
/* Returns: the name in the language of the locale, from the specification's translations; in
 * English if there is none */
const char          *vouch_sas_get_word     (guint        number);
/* Returns: (transfer none): the language of that name, one of vouch_sas_get_languages() */
const char          *vouch_sas_get_language (void);
/* Returns: the name in @language ("de", "pt_BR"), for any locale; in English if there is none */
const char          *vouch_sas_get_word_in  (guint        number,
                                             const char  *language);
/* Returns: (transfer none): the languages that have all 64 names, with English, as the
 * specification writes them ("pt_BR", "zh_Hans"); sorted, NULL-terminated */
const char * const  *vouch_sas_get_languages (void);

/* Finds exactly seven of the emoji in a string of the API (api.md 7).
 *
 * Returns: FALSE: the string is to be shown as it is; @numbers is undefined */
gboolean             vouch_sas_parse_emoji  (const char  *text,
                                             guint8       numbers[VOUCH_SAS_EMOJI_COUNT]);
/* Finds exactly three numbers of four digits (api.md 7).
 *
 * Returns: FALSE: the string is to be shown as it is; @decimals is undefined */
gboolean             vouch_sas_parse_decimals (const char *text,
                                             guint        decimals[VOUCH_SAS_NUMBER_COUNT]);
/* Computes the numbers that belong to seven emoji: both are the first bits of the same secret
 * (api.md 7). */
void                 vouch_sas_compute_decimals (const guint8 numbers[VOUCH_SAS_EMOJI_COUNT],
                                             guint        decimals[VOUCH_SAS_NUMBER_COUNT]);

/**
 * VouchSas:
 *
 * The emoji and numbers that the user compares.
 */
typedef struct {
  gboolean  has_emoji;                            /* seven emoji were found */
  guint8    emoji[VOUCH_SAS_EMOJI_COUNT];
  gboolean  has_decimals;                         /* from the server, or computed */
  guint     decimals[VOUCH_SAS_NUMBER_COUNT];
  gboolean  disagree;                             /* the server's numbers do not match its emoji */
  gboolean  certain;                              /* all was understood, and it agrees */
} VouchSas;

/* @emoji: (nullable): the string of the reply
 * @decimals: (nullable): the string of the reply */
void                 vouch_sas_read         (VouchSas    *sas,
                                             const char  *emoji,
                                             const char  *decimals);

G_END_DECLS
