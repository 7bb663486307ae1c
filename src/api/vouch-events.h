/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchEvents:
 *
 * Listens for Beeper's live events over a WebSocket (api.md 5). They are experimental, and their
 * content is not trusted: "changed" means only that a poll is due. Polling must be enough on its
 * own.
 *
 * Connects while it has a token, again and again with growing pauses. When the server does not
 * offer events, it waits for vouch_events_retry(); when the server refuses the token (401, 403), it
 * waits for another one. A connection that is silent for 75 s is made anew.
 *
 * Properties: "connected" (boolean, read: changes will be reported), "patience" (construct only:
 * seconds of silence, 75). Signals: "changed", at most twelve a second, the first of them at once.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_EVENTS (vouch_events_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvents, vouch_events, VOUCH, EVENTS, GObject)

VouchEvents *vouch_events_new           (VouchServer *server);
/* @token: copied into memory that is wiped; NULL disconnects. */
void         vouch_events_set_token     (VouchEvents *self,
                                         const char  *token);
/* Tries at once, unless it is connected or the token was refused. For when the network, the window
 * or Beeper has come back. */
void         vouch_events_retry         (VouchEvents *self);
/* The same, and makes a connection to another computer anew. After a sleep, or in another network,
 * that connection can be dead for a quarter of an hour without an error. */
void         vouch_events_renew         (VouchEvents *self);
gboolean     vouch_events_get_connected (VouchEvents *self);

G_END_DECLS
