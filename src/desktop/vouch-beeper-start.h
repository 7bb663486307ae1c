/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-beeper-process.h"

G_BEGIN_DECLS

/* How far opening Beeper has come. */
typedef enum {
  VOUCH_BEEPER_PHASE_IDLE,
  VOUCH_BEEPER_PHASE_WAITING,     /* it was asked for, and has the time to answer */
  VOUCH_BEEPER_PHASE_SILENT,      /* that time has passed */
  VOUCH_BEEPER_PHASE_FAILED,      /* it could not be started, or ended at once with a failure */
  VOUCH_BEEPER_PHASE_UNMOUNTED,   /* its AppImage could not be opened: no FUSE, or a damaged file */
  VOUCH_BEEPER_PHASE_CRASHED,     /* a signal ended it */
  VOUCH_BEEPER_PHASE_ENDED,       /* it ended at once, without a failure, and none runs */
  VOUCH_BEEPER_PHASE_FORBIDDEN,   /* its AppImage may not run: vouch_beeper_start_allow() */
  VOUCH_BEEPER_PHASE_EXPOSED,     /* others can change its file: vouch_beeper_start_trust() */
} VouchBeeperPhase;

/**
 * VouchBeeperStart:
 *
 * Beeper as a program of this computer: whether it is here, opening it, and the time that it is
 * given to answer. Whether it answers is seen by others, who then say vouch_beeper_start_stop().
 *
 * Properties: "installed" (boolean, read); "process" (VouchBeeperProcess, read: which one ran when
 * that was checked last); "unit" (string, read, nullable: of Beeper Server, that could be started
 * when that was checked last); "phase" (VouchBeeperPhase, read); "seconds" (uint, read: that are
 * left while waiting); "patience" (uint, construct only: all of them, 30).
 */
#define VOUCH_TYPE_BEEPER_START (vouch_beeper_start_get_type ())
G_DECLARE_FINAL_TYPE (VouchBeeperStart, vouch_beeper_start, VOUCH, BEEPER_START, GObject)

VouchBeeperStart *vouch_beeper_start_new           (void);

/* Looks whether it is installed, if it was not up to now. A little later: that reads the desktop
 * files of all programs, from the disk that the page now coming up is read from. */
void              vouch_beeper_start_look          (VouchBeeperStart  *self);
/* Looks which one runs, and for a unit that could be started, for somebody who got no answer. */
void              vouch_beeper_start_check         (VouchBeeperStart  *self);
/* Looks afresh, and opens what is there now.
 * @context: (nullable)
 * @wait: nothing answers yet, so there is something to wait for. */
void              vouch_beeper_start_open          (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* The same after the person's consent: lets the AppImage run first. */
void              vouch_beeper_start_allow         (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* The same after the person's consent to start the file of vouch_beeper_start_get_exposed(). Where
 * another one is found now, that is asked about anew. */
void              vouch_beeper_start_trust         (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* Starts the unit of vouch_beeper_start_get_unit(), and waits. */
void              vouch_beeper_start_open_server   (VouchBeeperStart  *self);
/* The person goes on, this way or another: no wait, no failure. What was started goes on, too. */
void              vouch_beeper_start_stop          (VouchBeeperStart  *self);

VouchBeeperProcess vouch_beeper_start_get_process  (VouchBeeperStart  *self);
gboolean          vouch_beeper_start_get_installed (VouchBeeperStart  *self);
VouchBeeperPhase  vouch_beeper_start_get_phase     (VouchBeeperStart  *self);
guint             vouch_beeper_start_get_seconds   (VouchBeeperStart  *self);
guint             vouch_beeper_start_get_patience  (VouchBeeperStart  *self);
/* (nullable): where Beeper's AppImage is, if it is one. */
const char       *vouch_beeper_start_get_appimage  (VouchBeeperStart  *self);
/* (nullable): the unit of Beeper Server that could be started. */
const char       *vouch_beeper_start_get_unit      (VouchBeeperStart  *self);
/* (nullable): the unit that the phase is about; NULL when it is about a program. */
const char       *vouch_beeper_start_get_started_unit (VouchBeeperStart *self);
/* (nullable): the file of Beeper's that other users of this computer can change. */
const char       *vouch_beeper_start_get_exposed   (VouchBeeperStart  *self);

G_END_DECLS
