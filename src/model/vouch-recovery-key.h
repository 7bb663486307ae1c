/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_RECOVERY_KEY_LENGTH 48   /* characters, without spaces */

/* The result of vouch_recovery_key_check(). It is advice: every text can be sent (api.md 10). */
typedef enum {
  VOUCH_RECOVERY_KEY_EMPTY,
  VOUCH_RECOVERY_KEY_BAD_CHARACTER,   /* see "character" and "position" */
  VOUCH_RECOVERY_KEY_INCOMPLETE,
  VOUCH_RECOVERY_KEY_TOO_LONG,
  VOUCH_RECOVERY_KEY_MISTYPED,        /* full length, wrong parity */
  VOUCH_RECOVERY_KEY_WRONG_KIND,      /* full length and base58, but not a Matrix recovery key */
  VOUCH_RECOVERY_KEY_COMPLETE,
} VouchRecoveryKeyAdvice;

typedef struct {
  VouchRecoveryKeyAdvice advice;
  guint                  length;      /* number of characters, without spaces */
  guint                  position;    /* of the bad character, starting with 1; 0: none */
  gunichar               character;   /* the first bad character; 0: none */
} VouchRecoveryKeyCheck;

/* These functions are pure. Strings that they return are secrets, for vouch_secret_free(). They
 * leave no copy of a secret in memory. */
void     vouch_recovery_key_check     (const char            *text,
                                       VouchRecoveryKeyCheck *check);
/* Removes white space of every kind, zero-width characters, quotes and dashes.
 *
 * Returns: (transfer full) */
char    *vouch_recovery_key_normalize (const char            *text);
/* Returns: (transfer full): the text to send: the compact form if the check passes, else @text
 * trimmed */
char    *vouch_recovery_key_to_send   (const char            *text);
/* Returns: (transfer full): the text to show and to save for a key that the server gave: lines of
 * four groups of four characters if the key has the usual form, with or without spaces; any other
 * key unchanged */
char    *vouch_recovery_key_lay_out   (const char            *key);
/* Returns: whether @characters are the last four of @key. Case is ignored, because the user types
 * them from paper, where capital and small letters can look alike. */
gboolean vouch_recovery_key_ends_with (const char            *key,
                                       const char            *characters);
/* Finds the first text that looks like a key ("Recovery key: EsTc LW2K …"). Searches the first
 * 64 KiB only, so that the window does not freeze.
 *
 * @length: in bytes; -1 if @text ends with NUL
 * Returns: (transfer full) (nullable): in compact form */
char    *vouch_recovery_key_find      (const char            *text,
                                       gssize                 length);

G_END_DECLS
