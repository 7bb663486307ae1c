/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is kept. */
#define VOUCH_SECRET_ACCESS_TOKEN "access-token"
#define VOUCH_SECRET_LEAD_TOKEN   "lead-token"     /* of a registration under way */
#define VOUCH_SECRET_RECOVERY_KEY "recovery-key"   /* a new one, until it is confirmed */

/**
 * VouchTokenStore:
 *
 * Keeps secrets, one per audience (vouch_client_get_audience()), account and kind: in the desktop's
 * keyring (Secret Service), or in wiped memory only (tests, practice, and when there is no
 * keyring).
 *
 * A locked keyring can wait for ever on its prompt: every call is asynchronous and can be
 * cancelled, and after a minute without an answer the keyring counts as refusing. The prompt stays,
 * and what it was about is done when it is answered. A keyring that refuses is no lost secret: it
 * is kept in memory for this run, and "persistent" says so.
 *
 * Properties: "persistent" (boolean, read): FALSE for memory, and while something could not be
 * put into the keyring or read from it; "asking" (boolean, read): somebody waits for an answer of
 * the keyring.
 */
#define VOUCH_TYPE_TOKEN_STORE (vouch_token_store_get_type ())
G_DECLARE_FINAL_TYPE (VouchTokenStore, vouch_token_store, VOUCH, TOKEN_STORE, GObject)

VouchTokenStore *vouch_token_store_new_keyring    (void);
VouchTokenStore *vouch_token_store_new_memory     (void);

gboolean         vouch_token_store_get_persistent (VouchTokenStore      *self);
gboolean         vouch_token_store_get_asking     (VouchTokenStore      *self);
/* The person goes on without the keyring in this run: whoever waits for it gets what is in memory,
 * and nobody waits for it again. What was asked is done all the same if it answers late. */
void             vouch_token_store_decline        (VouchTokenStore      *self);
/* How long to wait for the keyring, for tests; a minute otherwise. */
void             vouch_token_store_set_patience   (VouchTokenStore      *self,
                                                   guint                 milliseconds);

/* @account: as Beeper gave it, or NULL where it is not known or does not matter.
 * @secret: NULL removes it. Finishing fails only when cancelled; it gives FALSE without an error
 * while the keyring has not taken it, or not let go of it: for this run it counts all the same. */
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
/* Files the secret of the account @from under the account @to. Has no callback. */
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
 * without an error when there is none, or the person did not unlock it. */
char            *vouch_token_store_load_finish    (VouchTokenStore      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
/* The accounts that have one, the one saved last first; "" where it is not known. */
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
