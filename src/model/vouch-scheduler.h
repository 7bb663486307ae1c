/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How eagerly to poll (api.md 5): seconds between two polls. */
typedef enum {
  VOUCH_PACE_STOPPED = 0,
  VOUCH_PACE_VERIFYING = 1,
  VOUCH_PACE_STARTING = 2,
  VOUCH_PACE_SYNCING = 5,
  VOUCH_PACE_IDLE = 10,
  VOUCH_PACE_HIDDEN = 60,
} VouchPace;

/**
 * VouchScheduler:
 *
 * When to poll again. One timer; it only says when ("due"), its owner polls and reports back. Backs
 * off to 30 s with jitter on errors; due at once when triggered, when the network changes and when
 * the computer wakes, but not before the server allows it, for 60 s at most. A number in one reply
 * does not blind it for longer, and the person need not wait at all.
 *
 * Signals: "due"; "disrupted": the network changed or the computer woke, so that connections may be
 * dead without a sign.
 */
#define VOUCH_TYPE_SCHEDULER (vouch_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (VouchScheduler, vouch_scheduler, VOUCH, SCHEDULER, GObject)

VouchScheduler *vouch_scheduler_new          (void);
void            vouch_scheduler_set_pace     (VouchScheduler *self,
                                              VouchPace       pace);
/* While paused nothing is due; a trigger is remembered. Calls nest. */
void            vouch_scheduler_pause        (VouchScheduler *self);
void            vouch_scheduler_resume       (VouchScheduler *self);
/* Due now, or as soon as nothing pauses it and the server allows it. */
void            vouch_scheduler_trigger      (VouchScheduler *self);
/* The same for the person, who need not wait for the server to allow it. */
void            vouch_scheduler_trigger_now  (VouchScheduler *self);
/* How many polls have failed in a row. */
guint           vouch_scheduler_get_failures (VouchScheduler *self);
/* How the last poll went; @retry_after: seconds the server asked for, or 0. */
void            vouch_scheduler_report       (VouchScheduler *self,
                                              gboolean        answered,
                                              guint           retry_after);

G_END_DECLS
