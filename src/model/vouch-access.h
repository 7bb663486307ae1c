/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"
#include "vouch-token-store.h"

G_BEGIN_DECLS

/**
 * VouchAccess:
 *
 * VouchAccess chooses the access token for the server in use. It also knows the account under which
 * the token store keeps that token. It sends a token for one purpose only: to revoke it (RFC 7009).
 *
 * find_async() chooses the stored token of the preferred account, else the one saved last. It does
 * not try the other stored tokens, because the server would receive one after the other. They are
 * tried only when the user asks (find_other_async()). A token from the environment names no server.
 * The first trusted origin at which it is used becomes its only server.
 *
 * Properties, all read only: "has-token" (boolean; notifies also when another token, or the same
 * one, is set), "has-others" (boolean: the last token was refused, and the store has tokens that
 * were not). No property has the token: a GValue is not wiped.
 *
 * Strings from getters are borrowed. The asynchronous functions fail with G_IO_ERROR_CANCELLED
 * only. The main thread only.
 */
#define VOUCH_TYPE_ACCESS (vouch_access_get_type ())
G_DECLARE_FINAL_TYPE (VouchAccess, vouch_access, VOUCH, ACCESS, GObject)

/* @store: a reference is taken
 * @override: (nullable): the token from the environment (BEEPER_ACCESS_TOKEN); copied
 * Returns: (transfer full) */
VouchAccess *vouch_access_new            (VouchTokenStore     *store,
                                          const char          *override);

/* Sets the server in use. Leaves the previous one first.
 *
 * @origin: from vouch_client_get_origin(); copied
 * @audience: from vouch_client_get_audience(); copied
 * @preferred: (nullable): the account whose token is tried first; copied */
void         vouch_access_enter          (VouchAccess         *self,
                                          const char          *origin,
                                          const char          *audience,
                                          const char          *preferred);
/* Forgets the server in use and the token. The token store keeps its entries. */
void         vouch_access_leave          (VouchAccess         *self);
/* The user chose this address, so the token from the environment may be sent to it.
 *
 * @origin: from vouch_server_parse_address(); copied */
void         vouch_access_trust_origin   (VouchAccess         *self,
                                          const char          *origin);

/* Returns: (nullable): a secret */
const char  *vouch_access_get_token      (VouchAccess         *self);
/* Returns: (nullable): the account of the stored token; "" while the account is unknown; NULL when
 * the store does not have the token */
const char  *vouch_access_get_account    (VouchAccess         *self);
gboolean     vouch_access_get_has_others (VouchAccess         *self);

/* Sets the token without storing it.
 *
 * @token: (nullable): copied into memory that is wiped
 * @account: (nullable): as vouch_access_get_account() returns it */
void         vouch_access_set_token      (VouchAccess         *self,
                                          const char          *token,
                                          const char          *account);
/* Sets the token and saves it in the token store. The callback is called when the store has the
 * token.
 *
 * @account: (nullable): NULL when unknown */
void         vouch_access_store_async    (VouchAccess         *self,
                                          const char          *token,
                                          const char          *account,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Removes the current token from the store. The token stays in use. */
void         vouch_access_remove_stored  (VouchAccess         *self);
/* Sets the token to use, or no token if there is none. */
void         vouch_access_find_async     (VouchAccess         *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Sets the next stored token that was not refused, or no token if there is none. */
void         vouch_access_find_other_async (VouchAccess       *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* The server accepted the token. The store keeps the token under @account from now on.
 *
 * @account: (nullable): the account that the server reports */
void         vouch_access_confirm        (VouchAccess         *self,
                                          const char          *account);
/* The server refused the token (401). The token is no longer used, but stays in the store. The
 * callback is called when "has-others" is known. */
void         vouch_access_refuse_async   (VouchAccess         *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Removes the token of an account from the store and revokes it where the server supports that. The
 * token from the environment is forgotten, not revoked. The callback is called when the store has
 * dropped the entries. It does not wait for the revocation.
 *
 * @account: (nullable): the account of the session. It is used when the token in use is not from
 *   the store. If it is NULL then, the tokens of all accounts at the server are removed. */
void         vouch_access_forget_async   (VouchAccess         *self,
                                          VouchServer         *server,
                                          const char          *account,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Finishes each of the functions above.
 *
 * Errors: G_IO_ERROR_CANCELLED */
gboolean     vouch_access_finish         (VouchAccess         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
