/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-access.h"
#include "vouch-client.h"
#include "vouch-scheduler.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_CONNECTION_OPENING,      /* no session was read yet */
  VOUCH_CONNECTION_SEARCHING,    /* a token is being chosen or checked */
  VOUCH_CONNECTION_LOCKED_OUT,   /* the server is signed in, and no token is accepted */
  VOUCH_CONNECTION_OPEN,         /* the session can be read */
} VouchConnectionState;

/**
 * VouchConnection:
 *
 * VouchConnection is the server in use: its client, events, polls and access. Disposing of the
 * object leaves the server: all requests end with G_IO_ERROR_CANCELLED.
 *
 * VouchConnection handles every 401. A 401 to a poll means that the token is no longer accepted:
 * LOCKED_OUT. For a 401 to another request see vouch_connection_doubt_async().
 *
 * Properties, all read only: "state"; "error" (GError, nullable): the error of the last poll. A
 * poll that succeeds clears it.
 *
 * Signals: "session" (VouchReply): the reply of a poll; the receiver accepts it by
 * vouch_connection_confirm(). "verification" (VouchReply, nullable), as in VouchPoller. "failed"
 * (GError): the first session could not be read, and the connection is to be disposed of.
 *
 * Objects and strings from getters are borrowed. The main thread only.
 */
#define VOUCH_TYPE_CONNECTION (vouch_connection_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnection, vouch_connection, VOUCH, CONNECTION, GObject)

/* @server: a reference is taken
 * @access: enters the server now, and leaves it when the connection is disposed of
 * @account: (nullable): the account whose token is tried first
 * Returns: (transfer full) */
VouchConnection     *vouch_connection_new              (VouchServer         *server,
                                                        VouchAccess         *access,
                                                        const char          *account);
/* Chooses a token and reads the first session. To be called once. */
void                 vouch_connection_open             (VouchConnection     *self);

VouchConnectionState vouch_connection_get_state        (VouchConnection     *self);
/* Returns: whether the state will change without the user: OPENING without an error, or SEARCHING.
 * No other request may be sent then: it could have no token, or the token of another account */
gboolean             vouch_connection_get_busy         (VouchConnection     *self);
/* Returns: (nullable): borrowed */
const GError        *vouch_connection_get_error        (VouchConnection     *self);
VouchServer         *vouch_connection_get_server       (VouchConnection     *self);
VouchClient         *vouch_connection_get_client       (VouchConnection     *self);
/* Returns: as vouch_client_get_audience() */
const char          *vouch_connection_get_audience     (VouchConnection     *self);
/* Returns: cancelled when the connection is disposed of */
GCancellable        *vouch_connection_get_cancellable  (VouchConnection     *self);

void                 vouch_connection_set_pace         (VouchConnection     *self,
                                                        VouchPace            pace);
/* Pauses polls until the same number of calls to vouch_connection_resume(). */
void                 vouch_connection_pause            (VouchConnection     *self);
void                 vouch_connection_resume           (VouchConnection     *self);
/* Polls now, even if the server asked for a pause. While paused, the poll is sent on resume. */
void                 vouch_connection_poll_now         (VouchConnection     *self);
/* As vouch_connection_poll_now(), and retries the events. */
void                 vouch_connection_retry            (VouchConnection     *self);
/* Reads a verification that is missing in the session. The signal "verification" brings the
 * reply. */
void                 vouch_connection_get_verification (VouchConnection     *self,
                                                        const char          *id);
/* Accepts the session that was read: OPEN.
 *
 * @account: (nullable): the account of that session */
void                 vouch_connection_confirm          (VouchConnection     *self,
                                                        const char          *account);

/* Uses the next stored token. Only when the user asks, because it sends the token to the server. A
 * session, a 401 or an error ends SEARCHING; the latter two with LOCKED_OUT. */
void                 vouch_connection_try_other_token  (VouchConnection     *self);
/* Checks a token after a 401. The token can still be valid for reading (api.md 3). Reads the
 * session with it. If that succeeds, asks the introspection endpoint, if there is one. The state is
 * SEARCHING meanwhile. */
void                 vouch_connection_doubt_async      (VouchConnection     *self,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
/* Returns: TRUE if the token is accepted and not known to be read-only
 *
 * Errors: VOUCH_ERROR_UNAUTHORIZED: access is lost, and the state will change;
 * VOUCH_ERROR_READ_ONLY; G_IO_ERROR_CANCELLED; others when the session could not be read. */
gboolean             vouch_connection_doubt_finish     (GAsyncResult        *result,
                                                        GError             **error);
/* Tries a token that the user entered. The token is saved before the session is read, because it
 * can be as hard to get again as the token of a sign-in. If the session cannot be read, the
 * previous token is used again. After a 401 the new token is also removed from the store.
 *
 * @token: copied into memory that is wiped */
void                 vouch_connection_try_token_async  (VouchConnection     *self,
                                                        const char          *token,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
/* Returns: (transfer full): the session that was read with the token
 *
 * Errors: VOUCH_ERROR_*; G_IO_ERROR_CANCELLED. */
VouchReply          *vouch_connection_try_token_finish (GAsyncResult        *result,
                                                        GError             **error);

G_END_DECLS
