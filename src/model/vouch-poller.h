/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client.h"
#include "vouch-scheduler.h"

G_BEGIN_DECLS

/**
 * VouchPoller:
 *
 * Reads the session of one server again and again, one GET at a time, when VouchScheduler says so.
 * A reply that was on its way when a pause began or ended can be older than the reply of a verb: it
 * is dropped and asked for again. Dropping the object ends everything.
 *
 * Signals: "session" (VouchReply); "failed" (GError; a VouchError); "verification" (VouchReply,
 * nullable: the server does not know it, or its answer makes no sense): the answer to
 * vouch_poller_get_verification(); "disrupted", as VouchScheduler has it.
 */
#define VOUCH_TYPE_POLLER (vouch_poller_get_type ())
G_DECLARE_FINAL_TYPE (VouchPoller, vouch_poller, VOUCH, POLLER, GObject)

VouchPoller *vouch_poller_new          (VouchClient *client);
void         vouch_poller_set_pace     (VouchPoller *self,
                                        VouchPace    pace);
/* While paused nothing is polled. Calls nest. */
void         vouch_poller_pause        (VouchPoller *self);
void         vouch_poller_resume       (VouchPoller *self);
/* At once, at any pace: the first time, or with another token. */
void         vouch_poller_start        (VouchPoller *self);
/* Soon: as vouch_scheduler_trigger() and vouch_scheduler_trigger_now(). */
void         vouch_poller_poll         (VouchPoller *self);
void         vouch_poller_poll_now     (VouchPoller *self);
/* How the verification of this id ended, which the session does not have any more. While the server
 * cannot be reached there is no answer, and the poll counts as failed. */
void         vouch_poller_get_verification (VouchPoller *self,
                                        const char  *id);
/* How many polls have failed in a row. */
guint        vouch_poller_get_failures (VouchPoller *self);

G_END_DECLS
