/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_PRACTICE_N_EMOJI    7
#define VOUCH_PRACTICE_N_DECIMALS 3

/* One of the 64 pictures and its English name, as the Matrix specification numbers them. */
const char *vouch_practice_emoji_get_symbol (guint8          number);
const char *vouch_practice_emoji_get_name   (guint8          number);

/* Both readings of the same agreed bytes: 7 × 6 bits and 3 × 13 bits plus 1000. */
void        vouch_practice_emoji_read       (const guint8     bytes[6],
                                             guint8           emoji[VOUCH_PRACTICE_N_EMOJI],
                                             guint16          decimals[VOUCH_PRACTICE_N_DECIMALS]);
/* Seven pictures in a row, separated by spaces. Free with g_free(). */
char       *vouch_practice_emoji_format     (const guint8     emoji[VOUCH_PRACTICE_N_EMOJI]);
/* "1234 5678 9012". Free with g_free(). */
char       *vouch_practice_decimals_format  (const guint16    decimals[VOUCH_PRACTICE_N_DECIMALS]);

G_END_DECLS
