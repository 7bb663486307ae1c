/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pace of polls: seconds between two of them (api.md 5). */
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
 * VouchScheduler decides when to poll. It emits "due", and its owner polls and reports the result.
 * After errors it backs off to 30 s with jitter. Triggers, a change of the network and a wake-up of
 * the computer make it due at once, but not before the time that the server asked for
 * (Retry-After). That time is limited to 60 s, so that one reply cannot stop the polls (api.md 2).
 * It does not apply to vouch_scheduler_trigger_now().
 *
 * Signals: "due"; "disrupted": the network changed or the computer woke up, so that open
 * connections may be dead.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_SCHEDULER (vouch_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (VouchScheduler, vouch_scheduler, VOUCH, SCHEDULER, GObject)

/* Returns: (transfer full) */
VouchScheduler *vouch_scheduler_new          (void);
void            vouch_scheduler_set_pace     (VouchScheduler *self,
                                              VouchPace       pace);
/* Pauses the scheduler until the same number of calls to vouch_scheduler_resume(). While paused it
 * is never due; triggers are remembered. */
void            vouch_scheduler_pause        (VouchScheduler *self);
void            vouch_scheduler_resume       (VouchScheduler *self);
/* Due now, or as soon as nothing is paused and the server allows it. */
void            vouch_scheduler_trigger      (VouchScheduler *self);
/* As vouch_scheduler_trigger(), but without the pause that the server asked for. For requests of
 * the user. */
void            vouch_scheduler_trigger_now  (VouchScheduler *self);
/* Returns: the number of failed polls in a row */
guint           vouch_scheduler_get_failures (VouchScheduler *self);
/* Reports the result of a poll.
 *
 * @answered: FALSE if the poll failed
 * @retry_after: seconds that the server asked for, or 0 */
void            vouch_scheduler_report       (VouchScheduler *self,
                                              gboolean        answered,
                                              guint           retry_after);

G_END_DECLS
