/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How eagerly to look (api.md 5): seconds between two looks. */
typedef enum {
  VOUCH_PACE_STOPPED = 0,
  VOUCH_PACE_VERIFYING = 1,
  VOUCH_PACE_STARTING = 2,
  VOUCH_PACE_SYNCING = 5,
  VOUCH_PACE_IDLE = 10,
  VOUCH_PACE_HIDDEN = 60,
} VouchPace;

/**
 * VouchWatch:
 *
 * When to look again. One timer; it only says when ("due"), its owner looks and reports back. Backs
 * off to 30 s with jitter on errors; due at once when poked, when the network changes and when the
 * computer wakes, but not before the server allows it, for 60 s at most. A number in one reply does
 * not blind it for longer, and the person need not wait at all.
 *
 * Signals: "due"; "stirred": the network changed or the computer woke, so that connections may be
 * dead without a sign.
 */
#define VOUCH_TYPE_WATCH (vouch_watch_get_type ())
G_DECLARE_FINAL_TYPE (VouchWatch, vouch_watch, VOUCH, WATCH, GObject)

VouchWatch *vouch_watch_new      (void);
void        vouch_watch_set_pace (VouchWatch *self,
                                  VouchPace   pace);
/* While held (a verb or a look is running) nothing is due; a poke is remembered. Calls nest. */
void        vouch_watch_hold     (VouchWatch *self);
void        vouch_watch_release  (VouchWatch *self);
/* Look now, or as soon as nothing holds it and the server allows it. */
void        vouch_watch_poke     (VouchWatch *self);
/* The same for the person, who need not wait for the server to allow it. */
void        vouch_watch_insist   (VouchWatch *self);
/* How many looks have failed in a row. */
guint       vouch_watch_get_failures (VouchWatch *self);
/* How the last look went; @retry_after: seconds the server asked for, or 0. */
void        vouch_watch_report   (VouchWatch *self,
                                  gboolean    answered,
                                  guint       retry_after);

G_END_DECLS
