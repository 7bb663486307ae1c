/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-token-store.h"

G_BEGIN_DECLS

/**
 * VouchKeyVerdict:
 * @VOUCH_KEY_VERDICT_HEARD: each answer to a confirmation was heard
 * @VOUCH_KEY_VERDICT_LOST: one was not, or told nothing: Beeper may have taken the key
 * @VOUCH_KEY_VERDICT_DOUBTFUL: the last answer may mean that Beeper has taken it
 *
 * What the failed confirmations of one key tell.
 */
typedef enum {
  VOUCH_KEY_VERDICT_HEARD,
  VOUCH_KEY_VERDICT_LOST,
  VOUCH_KEY_VERDICT_DOUBTFUL,
} VouchKeyVerdict;

/* The verdict after one more failed confirmation. A conflict after a lost answer can mean that the
 * lost one had succeeded; without one it means that another key has taken the place of this key.
 * VOUCH_ERROR_UNREACHABLE counts as a lost answer, although the request may not have reached
 * Beeper: the error does not tell the two apart. Pure. */
VouchKeyVerdict vouch_key_verdict_weigh      (VouchKeyVerdict  before,
                                              const GError    *error);

/**
 * VouchKeyReset:
 *
 * A new recovery key, from consent to confirmation. The key lies in the token store from the moment
 * Beeper gave it until it is confirmed or given up, so neither a crash nor a lost connection loses
 * it.
 *
 * Properties: "key" (string, read; a secret; NULL when there is no unconfirmed key), "made-at"
 * (gint64 Unix time in seconds when it came, 0 when it was found in the store).
 */
#define VOUCH_TYPE_KEY_RESET (vouch_key_reset_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyReset, vouch_key_reset, VOUCH, KEY_RESET, GObject)

VouchKeyReset *vouch_key_reset_new           (VouchTokenStore      *store);
/* The unconfirmed key, byte for byte as the server wrote it, or NULL. Borrowed, secret. */
const char    *vouch_key_reset_get_key       (VouchKeyReset        *self);
/* Whether there is one, and it is of this account (NULL: Beeper does not say which). */
gboolean       vouch_key_reset_has_key       (VouchKeyReset        *self,
                                              const char           *account);
/* Whether it is this account's key that was looked for last, or made. */
gboolean       vouch_key_reset_is_for        (VouchKeyReset        *self,
                                              const char           *audience,
                                              const char           *account);
/* Whether @characters are the key's last four (spaces and case of the entry ignored where the key
 * has them so). */
gboolean       vouch_key_reset_matches       (VouchKeyReset        *self,
                                              const char           *characters);
/* From now on for this account: looks in the store for a key of it that was created and never
 * confirmed. One of which Beeper did not say whose it is counts as everybody's, lest it be lost. */
void           vouch_key_reset_resume_async  (VouchKeyReset        *self,
                                              const char           *audience,
                                              const char           *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* Errors: only G_IO_ERROR_CANCELLED. */
gboolean       vouch_key_reset_resume_finish (VouchKeyReset        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Signs the account out of its chat networks unless it is new: only after consent.
 *
 * @account: (nullable): that is signed in */
void           vouch_key_reset_create_async  (VouchKeyReset        *self,
                                              VouchClient          *client,
                                              const char           *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void           vouch_key_reset_confirm_async (VouchKeyReset        *self,
                                              VouchClient          *client,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* To be called with each session. The unconfirmed key is forgotten if all of these hold: the
 * verdict is DOUBTFUL; Beeper is past asking for keys; Beeper has a saved key; and that was not
 * there yet when the unconfirmed key came. Beeper's saved key is then the unconfirmed one, of which
 * the user has typed the end.
 *
 * @saved_at: Unix time in seconds when Beeper's saved key was made; -1: it has none
 * @goes_on: Beeper is past asking for keys */
void           vouch_key_reset_settle        (VouchKeyReset        *self,
                                              gint64                saved_at,
                                              gboolean              goes_on);
/* Returns: (transfer full): the reply, without the key; NULL and an error. */
VouchReply    *vouch_key_reset_finish        (VouchKeyReset        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Forgets the key here and in the store: it turned out to be confirmed, or is given up. */
void           vouch_key_reset_forget        (VouchKeyReset        *self);
/* Forgets the key in this object, not in the store: another server was chosen, or account. */
void           vouch_key_reset_clear         (VouchKeyReset        *self);

G_END_DECLS
