/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_SAS_EMOJI_COUNT   7
#define VOUCH_SAS_NUMBER_COUNT  3
#define VOUCH_SAS_TABLE_SIZE   64

/* One of the 64 emoji of the Matrix specification ("SAS method: emoji"). */
typedef struct {
  const char *emoji;   /* as the specification writes it, with U+FE0F where it has one */
  const char *name;    /* English; in other languages: vouch_sas_get_word() */
} VouchSasEmoji;

const VouchSasEmoji *vouch_sas_get_emoji    (guint        number);   /* 0 to 63 */
/* The word in the person's language, from the specification's translations; English without one. */
const char          *vouch_sas_get_word     (guint        number);
/* In another language ("de", "pt_BR"), whatever the locale is. */
const char          *vouch_sas_get_word_in  (guint        number,
                                             const char  *language);
/* Languages that have all 64 words, English too, as the specification writes them ("pt_BR",
 * "zh_Hans"); sorted; static. */
const char * const  *vouch_sas_get_languages (void);

/* Finds exactly seven of the emoji in the wire's string (api.md 7). FALSE: show the string as it
 * is. */
gboolean             vouch_sas_parse_emoji  (const char  *text,
                                             guint8       numbers[VOUCH_SAS_EMOJI_COUNT]);
/* Three runs of four digits. FALSE: show the string as it is. */
gboolean             vouch_sas_parse_decimals (const char *text,
                                             guint        decimals[VOUCH_SAS_NUMBER_COUNT]);
/* The numbers that belong to these emoji: both are the first bits of the same secret. */
void                 vouch_sas_compute_decimals (const guint8 numbers[VOUCH_SAS_EMOJI_COUNT],
                                             guint        decimals[VOUCH_SAS_NUMBER_COUNT]);

/**
 * VouchSas:
 *
 * What both sides compare, ready to be shown.
 */
typedef struct {
  gboolean  has_emoji;                            /* seven emoji were found: */
  guint8    emoji[VOUCH_SAS_EMOJI_COUNT];
  gboolean  has_decimals;                         /* given by the server, or computed: */
  guint     decimals[VOUCH_SAS_NUMBER_COUNT];
  gboolean  disagree;                             /* the server's numbers are others */
  gboolean  certain;                              /* all that the server gave was understood, and
                                                     agrees: only then it can be confirmed */
} VouchSas;

/* @emoji, @decimals: the wire's strings (nullable). */
void                 vouch_sas_read         (VouchSas    *sas,
                                             const char  *emoji,
                                             const char  *decimals);

G_END_DECLS
