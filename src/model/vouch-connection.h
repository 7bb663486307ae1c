/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-access.h"
#include "vouch-client.h"
#include "vouch-scheduler.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_CONNECTION_OPENING,      /* no session was read yet */
  VOUCH_CONNECTION_SEARCHING,    /* it is found out whether a token counts, or which */
  VOUCH_CONNECTION_LOCKED_OUT,   /* the server is signed in, and no token counts */
  VOUCH_CONNECTION_OPEN,         /* sessions are read */
} VouchConnectionState;

/**
 * VouchConnection:
 *
 * One server in use: its client, its events, its polls, and access to it. Disposing of the object
 * is leaving the server: all that runs for it ends with G_IO_ERROR_CANCELLED.
 *
 * A 401 has its answer here. To a poll it means that the token counts no more: LOCKED_OUT. To
 * anything else see vouch_connection_doubt_async().
 *
 * Properties, all read only: "state"; "trouble" (GError, nullable): why the session cannot be read
 * just now. It comes and goes by itself.
 *
 * Signals: "session" (VouchReply): a poll has read one; it counts after vouch_connection_confirm().
 * "verification" (VouchReply, nullable), as VouchPoller has it. "failed" (GError): the first
 * session could not be read; the connection is of no more use.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_CONNECTION (vouch_connection_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnection, vouch_connection, VOUCH, CONNECTION, GObject)

/* @access: enters the server now, and leaves it when the connection is disposed of.
 * @account: (nullable): whose token is tried first, where the store has several */
VouchConnection     *vouch_connection_new              (VouchServer         *server,
                                                        VouchAccess         *access,
                                                        const char          *account);
/* Finds the token that counts and reads the first session. */
void                 vouch_connection_open             (VouchConnection     *self);

VouchConnectionState vouch_connection_get_state        (VouchConnection     *self);
/* Whether the state passes by itself: OPENING, unless there is trouble, and SEARCHING. No request
 * of the user may be sent then: it could go with no token, or with that of another account. */
gboolean             vouch_connection_get_busy         (VouchConnection     *self);
const GError        *vouch_connection_get_trouble      (VouchConnection     *self);
VouchServer         *vouch_connection_get_server       (VouchConnection     *self);
VouchClient         *vouch_connection_get_client       (VouchConnection     *self);
/* vouch_client_get_audience() */
const char          *vouch_connection_get_audience     (VouchConnection     *self);
/* Cancelled when the connection is disposed of. Borrowed. */
GCancellable        *vouch_connection_get_cancellable  (VouchConnection     *self);

void                 vouch_connection_set_pace         (VouchConnection     *self,
                                                        VouchPace            pace);
/* While paused nothing is polled. Calls nest. */
void                 vouch_connection_pause            (VouchConnection     *self);
void                 vouch_connection_resume           (VouchConnection     *self);
/* Polls soon, also when the server asked for a pause. */
void                 vouch_connection_poll_now         (VouchConnection     *self);
/* The same, and tries events anew. */
void                 vouch_connection_retry            (VouchConnection     *self);
/* How the verification of this id ended, which the session does not have any more: "verification"
 * brings the answer. */
void                 vouch_connection_get_verification (VouchConnection     *self,
                                                        const char          *id);
/* A session counts from now on: OPEN. @account: (nullable): whose it is */
void                 vouch_connection_confirm          (VouchConnection     *self,
                                                        const char          *account);

/* Lets the next stored token count. Only when the user asks: the server hears it. A session or a
 * 401 ends SEARCHING, and so does trouble (LOCKED_OUT). */
void                 vouch_connection_try_other_token  (VouchConnection     *self);
/* A request ended with 401, which is no proof that the token counts no more (api.md 3): reads the
 * session with it, and asks where the server offers that whether it is only to read. SEARCHING
 * meanwhile. */
void                 vouch_connection_doubt_async      (VouchConnection     *self,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
/* Returns: TRUE: the token counts, and is not known to be only to read. Errors:
 * VOUCH_ERROR_UNAUTHORIZED: access is lost, and the state says so in a moment;
 * VOUCH_ERROR_READ_ONLY; others when it could not be found out. */
gboolean             vouch_connection_doubt_finish     (GAsyncResult        *result,
                                                        GError             **error);
/* Tries a token that the user gave. It may be as hard to get again as one that a sign-in brings, so
 * that it is stored before the server has said whose it is. The one before it counts again if it is
 * refused. */
void                 vouch_connection_try_token_async  (VouchConnection     *self,
                                                        const char          *token,
                                                        GAsyncReadyCallback  callback,
                                                        gpointer             user_data);
/* Returns: (transfer full): the session that was read with it; NULL and an error: VOUCH_ERROR_*. */
VouchReply          *vouch_connection_try_token_finish (GAsyncResult        *result,
                                                        GError             **error);

G_END_DECLS
