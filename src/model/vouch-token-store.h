/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Kinds of secrets. */
#define VOUCH_SECRET_ACCESS_TOKEN "access-token"
#define VOUCH_SECRET_LEAD_TOKEN   "lead-token"     /* of a registration that is required */
#define VOUCH_SECRET_RECOVERY_KEY "recovery-key"   /* a new one, until it is confirmed */

/**
 * VouchTokenStore:
 *
 * VouchTokenStore keeps secrets in the desktop's keyring (Secret Service), or in memory that is
 * wiped (tests, practice, and when there is no keyring). An entry has an audience
 * (vouch_client_get_audience()), an account and a kind.
 *
 * The prompt of a locked keyring can stay open for ever. So every call is asynchronous and can be
 * cancelled. A keyring that does not answer for a minute counts as refusing. Its prompt stays open,
 * and a late answer is used. A secret that the keyring refuses stays in memory for this run.
 *
 * Properties: "persistent" (boolean, read): FALSE for memory, and after the keyring refused a save,
 * a load or a list; "asking" (boolean, read): a caller waits for an answer of the keyring.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_TOKEN_STORE (vouch_token_store_get_type ())
G_DECLARE_FINAL_TYPE (VouchTokenStore, vouch_token_store, VOUCH, TOKEN_STORE, GObject)

/* Returns: (transfer full) */
VouchTokenStore *vouch_token_store_new_keyring    (void);
VouchTokenStore *vouch_token_store_new_memory     (void);

gboolean         vouch_token_store_get_persistent (VouchTokenStore      *self);
gboolean         vouch_token_store_get_asking     (VouchTokenStore      *self);
/* The user continues without the keyring in this run. Callers that wait for it get an answer from
 * memory, and so do all later ones. Late answers to pending requests are still used. */
void             vouch_token_store_decline        (VouchTokenStore      *self);
/* Sets the time-out of the keyring; for tests. The default is a minute. */
void             vouch_token_store_set_timeout    (VouchTokenStore      *self,
                                                   guint                 milliseconds);

/* Saves a secret. vouch_token_store_load_async() finds it at once.
 *
 * @account: (nullable): as Beeper gave it; NULL when it is unknown or does not matter
 * @secret: copied into memory that is wiped
 * @cancellable: (nullable) */
void             vouch_token_store_save_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   const char           *secret,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: TRUE when the secret is in the keyring, or in a store that uses memory only; FALSE
 *   without an error when it is in memory for this run only
 *
 * Errors: G_IO_ERROR_CANCELLED only. */
gboolean         vouch_token_store_save_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* Removes a secret. vouch_token_store_load_async() no longer finds it. Succeeds also if there is no
 * such entry.
 *
 * @account: (nullable): as above
 * @cancellable: (nullable) */
void             vouch_token_store_remove_async   (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: FALSE without an error when the secret may still be in the keyring
 *
 * Errors: G_IO_ERROR_CANCELLED only. */
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
/* @account: (nullable): as above
 * @cancellable: (nullable) */
void             vouch_token_store_load_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *account,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: (transfer full) (nullable): the secret, for vouch_secret_free(); NULL without an error
 *   when there is no entry, or the user did not unlock it
 *
 * Errors: G_IO_ERROR_CANCELLED only. */
char            *vouch_token_store_load_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* Lists the accounts that have a secret. Does not unlock the keyring.
 *
 * @cancellable: (nullable) */
void             vouch_token_store_list_async     (VouchTokenStore      *self,
                                                   const char           *audience,
                                                   const char           *kind,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
/* Returns: (transfer full): the account saved last first; "" where the account is unknown
 *
 * Errors: G_IO_ERROR_CANCELLED only. */
char           **vouch_token_store_list_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);

G_END_DECLS
