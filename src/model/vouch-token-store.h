/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Kinds of secrets. */
#define VOUCH_SECRET_ACCESS_TOKEN "access-token"
#define VOUCH_SECRET_LEAD_TOKEN   "lead-token"     /* of a registration under way */
#define VOUCH_SECRET_RECOVERY_KEY "recovery-key"   /* a new one, until it is confirmed */

/**
 * VouchTokenStore:
 *
 * Keeps secrets in the desktop's keyring (Secret Service), or in wiped memory only (tests,
 * practice, and when there is no keyring). An entry has an audience (vouch_client_get_audience()),
 * an account and a kind.
 *
 * A locked keyring can wait for ever on its prompt. So every call is asynchronous and can be
 * cancelled, and a keyring that does not answer for a minute counts as refusing. Its prompt stays
 * open, and a late answer counts. A secret that the keyring refuses stays in memory for this run.
 *
 * Properties: "persistent" (boolean, read): FALSE for memory, and while the keyring refused a save,
 * a load or a list; "asking" (boolean, read): a caller waits for an answer of the keyring.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_TOKEN_STORE (vouch_token_store_get_type ())
G_DECLARE_FINAL_TYPE (VouchTokenStore, vouch_token_store, VOUCH, TOKEN_STORE, GObject)

VouchTokenStore *vouch_token_store_new_keyring    (void);
VouchTokenStore *vouch_token_store_new_memory     (void);

gboolean         vouch_token_store_get_persistent (VouchTokenStore      *self);
gboolean         vouch_token_store_get_asking     (VouchTokenStore      *self);
/* The user goes on without the keyring in this run. Callers that wait for it get an answer from
 * memory, and so do all later ones. Pending requests still count if they are answered late. */
void             vouch_token_store_decline        (VouchTokenStore      *self);
/* How long to wait for the keyring, for tests; a minute otherwise. */
void             vouch_token_store_set_timeout    (VouchTokenStore      *self,
                                                   guint                 milliseconds);

/* @account: as Beeper gave it, or NULL where it is not known or does not matter.
 * Finishing fails only when cancelled. It returns FALSE without an error while the keyring does not
 * have the secret; vouch_token_store_load_async() finds it in this run all the same. */
void             vouch_token_store_save_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   const char           *secret,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean         vouch_token_store_save_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* Removing an entry that does not exist succeeds. Finishing fails only when cancelled. It returns
 * FALSE without an error while the keyring still has the secret; vouch_token_store_load_async()
 * does not find it in this run all the same. */
void             vouch_token_store_remove_async   (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean         vouch_token_store_remove_finish  (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* Saves @secret under the account @to, then removes the entry of the account @from. Has no
 * callback. */
void             vouch_token_store_move           (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *from,
                                                   const char           *to,
                                                   const char           *kind,
                                                   const char           *secret);
void             vouch_token_store_load_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: (transfer full) (nullable): the secret, to be freed with vouch_secret_free(), NULL
 * without an error when there is none, or the user did not unlock it. */
char            *vouch_token_store_load_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* The accounts that have a secret, the one saved last first; "" where the account is not known.
 * Unlocks nothing. */
void             vouch_token_store_list_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: (transfer full) (nullable): NULL when cancelled */
char           **vouch_token_store_list_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
