/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchEvents:
 *
 * Listens for Beeper's live events over a WebSocket (api.md 5). They are experimental, and what
 * they say is not trusted: "changed" means only that it is worth looking now. Looking now and then
 * must be enough on its own.
 *
 * Connects while it has a token, again and again with growing pauses. When the server does not
 * offer events, it waits to be told that something has changed; when it does not take the token
 * (401, 403), it waits for another one. A connection on which nothing is heard for 75 s is made
 * anew.
 *
 * Properties: "connected" (boolean, read: changes will be told), "patience" (construct only:
 * seconds of silence, 75). Signals: "changed", at most twelve
 * a second, the first of them at once.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_EVENTS (vouch_events_get_type ())
G_DECLARE_FINAL_TYPE (VouchEvents, vouch_events, VOUCH, EVENTS, GObject)

VouchEvents *vouch_events_new           (VouchServer *server);
/* @token: copied into memory that is wiped; NULL disconnects. */
void         vouch_events_set_token     (VouchEvents *self,
                                         const char  *token);
/* Tries at once unless it is connected or the token was refused: the network, the window or Beeper
 * has come back. */
void         vouch_events_retry         (VouchEvents *self);
/* The same, and a connection to another computer is made anew: after a sleep, or in another
 * network, it can be dead for a quarter of an hour before anybody notices. */
void         vouch_events_renew         (VouchEvents *self);
gboolean     vouch_events_get_connected (VouchEvents *self);

G_END_DECLS
