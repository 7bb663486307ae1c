/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-token-store.h"

G_BEGIN_DECLS

/**
 * VouchKeyVerdict:
 * @VOUCH_KEY_VERDICT_HEARD: every confirmation was answered
 * @VOUCH_KEY_VERDICT_LOST: an answer was lost or told nothing: Beeper may have confirmed the key
 * @VOUCH_KEY_VERDICT_DOUBTFUL: the last answer may mean that Beeper has confirmed the key
 *
 * The conclusion from the failed confirmations of one key.
 */
typedef enum {
  VOUCH_KEY_VERDICT_HEARD,
  VOUCH_KEY_VERDICT_LOST,
  VOUCH_KEY_VERDICT_DOUBTFUL,
} VouchKeyVerdict;

/* Adds one failed confirmation to a verdict. VOUCH_ERROR_CONFLICT after a lost answer can mean that
 * the lost request succeeded. VOUCH_ERROR_CONFLICT without a lost answer means that another key has
 * replaced this one. VOUCH_ERROR_UNREACHABLE counts as a lost answer: it does not tell whether the
 * request reached Beeper. Pure.
 *
 * @before: the verdict so far
 * @error: of #VOUCH_ERROR */
VouchKeyVerdict vouch_key_verdict_weigh      (VouchKeyVerdict  before,
                                              const GError    *error);

/**
 * VouchKeyReset:
 *
 * VouchKeyReset creates a new recovery key and confirms it. The token store keeps the key until
 * Beeper has confirmed it or the user has given it up. So neither a crash nor a lost connection
 * loses the key.
 *
 * Properties, all read only: "has-key" (boolean: a key is unconfirmed; notifies also when another
 * key takes its place), "made-at" (gint64, Unix time in seconds at which the key was received; 0
 * when it was found in the store). No property has the key: a GValue is not wiped.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_KEY_RESET (vouch_key_reset_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyReset, vouch_key_reset, VOUCH, KEY_RESET, GObject)

/* @store: a reference is taken
 * Returns: (transfer full) */
VouchKeyReset *vouch_key_reset_new           (VouchTokenStore      *store);
/* Returns: (nullable): the unconfirmed key, exactly as the server wrote it; borrowed, a secret */
const char    *vouch_key_reset_get_key       (VouchKeyReset        *self);
/* @account: (nullable): NULL when Beeper does not report an account
 * Returns: whether there is an unconfirmed key of this account */
gboolean       vouch_key_reset_has_key       (VouchKeyReset        *self,
                                              const char           *account);
/* @account: (nullable)
 * Returns: whether this is the account of the last resume_async() or of the current key */
gboolean       vouch_key_reset_is_for        (VouchKeyReset        *self,
                                              const char           *audience,
                                              const char           *account);
/* Returns: whether @characters are the last four of the key, without regard to case
 * (vouch_recovery_key_ends_with()) */
gboolean       vouch_key_reset_matches       (VouchKeyReset        *self,
                                              const char           *characters);
/* Sets the account, and loads its unconfirmed key from the store. A key that was saved without an
 * account is found for every account, so that it is not lost.
 *
 * @audience: from vouch_client_get_audience()
 * @account: (nullable)
 * @cancellable: (nullable) */
void           vouch_key_reset_resume_async  (VouchKeyReset        *self,
                                              const char           *audience,
                                              const char           *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* Errors: G_IO_ERROR_CANCELLED only. */
gboolean       vouch_key_reset_resume_finish (VouchKeyReset        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Creates a key. Only after the user's consent: this disconnects the chat networks of an account
 * that is not new (api.md 1). Cancelling discards the result; the request itself is not cancelled,
 * so that the key reaches the store.
 *
 * @account: (nullable): the account that is signed in
 * @cancellable: (nullable) */
void           vouch_key_reset_create_async  (VouchKeyReset        *self,
                                              VouchClient          *client,
                                              const char           *account,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* Confirms the key at the server that made it. On success the key is removed from the store.
 *
 * @cancellable: (nullable): as above
 *
 * Errors: VOUCH_ERROR_CONFLICT also if there is no key of this server. */
void           vouch_key_reset_confirm_async (VouchKeyReset        *self,
                                              VouchClient          *client,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
/* To be called with each session. Forgets the unconfirmed key if all of these hold: the verdict is
 * DOUBTFUL; Beeper no longer asks for keys; Beeper has a saved key; and that is not the one that it
 * had when the unconfirmed key was received. The saved key is the unconfirmed one then. The user
 * has it, because its last characters were typed before the confirmation.
 *
 * @saved_at: Unix time in seconds at which Beeper's saved key was made; -1 if there is none
 * @goes_on: whether Beeper no longer asks for keys */
void           vouch_key_reset_settle        (VouchKeyReset        *self,
                                              gint64                saved_at,
                                              gboolean              goes_on);
/* Finishes create_async() and confirm_async().
 *
 * Returns: (transfer full): the reply, without the key
 *
 * Errors: VOUCH_ERROR_*; VOUCH_ERROR_MALFORMED if the reply has no key; G_IO_ERROR_CANCELLED. */
VouchReply    *vouch_key_reset_finish        (VouchKeyReset        *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* Removes the key from this object and from the store: Beeper has confirmed it, or the user gave it
 * up. */
void           vouch_key_reset_forget        (VouchKeyReset        *self);
/* Removes the key from this object only: another server or account is in use. */
void           vouch_key_reset_clear         (VouchKeyReset        *self);

G_END_DECLS
