/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-scheduler.h"

G_BEGIN_DECLS

/**
 * VouchPoller:
 *
 * VouchPoller reads the session of one server repeatedly, one GET at a time. VouchScheduler decides
 * when. A reply that was under way when a pause began or ended can be older than the reply of a
 * verb. VouchPoller discards such a reply and polls again. Disposing of the object cancels its
 * requests.
 *
 * Signals: "session" (VouchReply); "failed" (GError; of #VOUCH_ERROR); "verification" (VouchReply,
 * nullable): the answer to vouch_poller_get_verification(); NULL when the server does not know the
 * id, or the reply is malformed; "disrupted", as in VouchScheduler.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_POLLER (vouch_poller_get_type ())
G_DECLARE_FINAL_TYPE (VouchPoller, vouch_poller, VOUCH, POLLER, GObject)

/* @client: a reference is taken
 * Returns: (transfer full) */
VouchPoller *vouch_poller_new          (VouchClient *client);
void         vouch_poller_set_pace     (VouchPoller *self,
                                        VouchPace    pace);
/* Pauses polls until the same number of calls to vouch_poller_resume(). */
void         vouch_poller_pause        (VouchPoller *self);
void         vouch_poller_resume       (VouchPoller *self);
/* Sends a GET now, at any pace: the first one, or one with another token. */
void         vouch_poller_start        (VouchPoller *self);
/* As vouch_scheduler_trigger() and vouch_scheduler_trigger_now(). */
void         vouch_poller_poll         (VouchPoller *self);
void         vouch_poller_poll_now     (VouchPoller *self);
/* Reads a verification that is missing in the session (api.md 1). After an error that is not the
 * server's answer to this question, "verification" is not emitted, and a failed poll is reported to
 * the scheduler. */
void         vouch_poller_get_verification (VouchPoller *self,
                                        const char  *id);
/* Returns: the number of polls that failed in a row */
guint        vouch_poller_get_failures (VouchPoller *self);

G_END_DECLS
