/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"
#include "vouch-token-store.h"

G_BEGIN_DECLS

/**
 * VouchAccess:
 *
 * Which access token counts at the server in use, and under whose account the token store keeps it.
 * It sends no token to anybody but to withdraw it.
 *
 * Of the stored tokens that of the preferred account counts, else the one saved last. The others
 * are for the person to ask for: a server that answers 401 would hear one after the other. A token
 * from the environment names no server: it goes to the first that is used at a trusted address, and
 * to no other.
 *
 * Properties, all read only: "token" (string, nullable; a secret), "has-others" (boolean: the last
 * token was refused, and the store has some that were not).
 *
 * Asynchronous calls fail only when they are cancelled. The main thread only.
 */
#define VOUCH_TYPE_ACCESS (vouch_access_get_type ())
G_DECLARE_FINAL_TYPE (VouchAccess, vouch_access, VOUCH, ACCESS, GObject)

/* @override: (nullable): the environment's token; copied */
VouchAccess *vouch_access_new            (VouchTokenStore     *store,
                                          const char          *override);

/* The server in use. @audience: vouch_client_get_audience(). @preferred: (nullable): the account */
void         vouch_access_enter          (VouchAccess         *self,
                                          const char          *origin,
                                          const char          *audience,
                                          const char          *preferred);
/* No server is in use. What the store has stays there. */
void         vouch_access_leave          (VouchAccess         *self);
/* The person means this address: the environment's token may be for it.
 * @origin: vouch_server_parse_address() */
void         vouch_access_trust_origin   (VouchAccess         *self,
                                          const char          *origin);

/* (nullable): borrowed, secret. */
const char  *vouch_access_get_token      (VouchAccess         *self);
/* (nullable): under which account the store has it, "" while that is not known; NULL when the store
 * does not have it. */
const char  *vouch_access_get_account    (VouchAccess         *self);
gboolean     vouch_access_get_has_others (VouchAccess         *self);

/* Lets this one count. @token, @account: (nullable): as the two above */
void         vouch_access_set_token      (VouchAccess         *self,
                                          const char          *token,
                                          const char          *account);
/* The same, and stores it: done when the store has it. @account: (nullable): not known */
void         vouch_access_store_async    (VouchAccess         *self,
                                          const char          *token,
                                          const char          *account,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Removes the token that counts from the store. It goes on to count. */
void         vouch_access_remove_stored  (VouchAccess         *self);
/* Lets that token count which should, if there is one. */
void         vouch_access_find_async     (VouchAccess         *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Lets the next stored one count that was not refused. */
void         vouch_access_find_other_async (VouchAccess       *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* The server took the token. @account: (nullable): whose it is, as the server says; the store keeps
 * it under that account from now on. */
void         vouch_access_confirm        (VouchAccess         *self,
                                          const char          *account);
/* The server refused the token: it counts no more. Done when "has-others" is known. */
void         vouch_access_refuse_async   (VouchAccess         *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Removes the stored token of this account and withdraws it where the server offers that; the
 * environment's is not ours to withdraw. Done when the store has let go of it.
 *
 * @account: (nullable): whose session it is; if neither that nor the token's account is known, all
 *   go that are stored for the server */
void         vouch_access_forget_async   (VouchAccess         *self,
                                          VouchServer         *server,
                                          const char          *account,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Of each of those. */
gboolean     vouch_access_finish         (VouchAccess         *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
