/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_PRACTICE_KEY_SIZE 32

/* Recovery keys as Matrix writes them: base58 of 0x8B 0x01, 32 bytes and a parity byte, in groups
 * of four characters. Free with g_free(). */
char     *vouch_practice_key_format (const guint8  key[VOUCH_PRACTICE_KEY_SIZE]);
/* Ignores white space. Returns: FALSE when @text is no key, with @key unchanged */
gboolean  vouch_practice_key_parse  (const char   *text,
                                     guint8        key[VOUCH_PRACTICE_KEY_SIZE]);
/* @length random bytes of @random, for the keys and secrets of a simulated account. */
void      vouch_practice_key_fill   (GRand        *random,
                                     guint8       *bytes,
                                     gsize         length);
/* @length characters of @alphabet. Free with g_free(). */
char     *vouch_practice_key_word   (GRand        *random,
                                     const char   *alphabet,
                                     gsize         length);

G_END_DECLS
