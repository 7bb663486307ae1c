/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_RECOVERY_KEY_LENGTH 48   /* characters, without spaces */

/* What a look at an entered key says. It advises and never blocks (api.md 10). */
typedef enum {
  VOUCH_RECOVERY_KEY_EMPTY,
  VOUCH_RECOVERY_KEY_BAD_CHARACTER,   /* a character that no key holds: see position */
  VOUCH_RECOVERY_KEY_INCOMPLETE,
  VOUCH_RECOVERY_KEY_TOO_LONG,
  VOUCH_RECOVERY_KEY_MISTYPED,        /* full length, but the parity is off */
  VOUCH_RECOVERY_KEY_WRONG_KIND,      /* full length and base58, but not a Matrix recovery key */
  VOUCH_RECOVERY_KEY_COMPLETE,
} VouchRecoveryKeyAdvice;

typedef struct {
  VouchRecoveryKeyAdvice advice;
  guint                  length;      /* characters of the key so far */
  guint                  position;    /* of the bad one among the characters of the key, from 1 */
  gunichar               character;   /* the bad one */
} VouchRecoveryKeyCheck;

/* Pure, and without a copy that outlives the call. All results are secrets: vouch_secret_free(). */
void     vouch_recovery_key_check     (const char            *text,
                                       VouchRecoveryKeyCheck *check);
/* White space of every kind, zero-width characters, quotes and dashes removed. */
char    *vouch_recovery_key_normalize (const char            *text);
/* What is sent: the compact form if the check passes, else the text as typed, trimmed. */
char    *vouch_recovery_key_to_send   (const char            *text);
/* How a key that the server gave is shown and written: one that is certainly of the usual form,
 * bare or with spaces, in lines of four groups of four; any other to the letter. */
char    *vouch_recovery_key_lay_out   (const char            *key);
/* Whether somebody has its last four characters before their eyes. Case does not matter: it is
 * typed off paper, where a small and a big letter can look alike. */
gboolean vouch_recovery_key_ends_with (const char            *key,
                                       const char            *characters);
/* The first thing in @text that looks like a key ("Recovery key: EsTc LW2K …"), or NULL. Only the
 * first 64 KiB are searched: more takes too long for a window. */
char    *vouch_recovery_key_find      (const char            *text,
                                       gssize                 length);

G_END_DECLS
