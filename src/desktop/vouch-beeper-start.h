/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-beeper-process.h"

G_BEGIN_DECLS

/* The phase of opening Beeper. */
typedef enum {
  VOUCH_BEEPER_PHASE_IDLE,
  VOUCH_BEEPER_PHASE_WAITING,     /* Beeper was started and has time to answer */
  VOUCH_BEEPER_PHASE_SILENT,      /* that time has passed */
  VOUCH_BEEPER_PHASE_FAILED,      /* it could not be started, or failed at once */
  VOUCH_BEEPER_PHASE_UNMOUNTED,   /* its AppImage could not be mounted: no FUSE, or damaged */
  VOUCH_BEEPER_PHASE_CRASHED,     /* a signal ended it */
  VOUCH_BEEPER_PHASE_ENDED,       /* it ended at once, without a failure, and no Beeper runs */
  VOUCH_BEEPER_PHASE_FORBIDDEN,   /* its AppImage is not executable: vouch_beeper_start_allow() */
  VOUCH_BEEPER_PHASE_EXPOSED,     /* other users can change its file: vouch_beeper_start_trust() */
} VouchBeeperPhase;

/**
 * VouchBeeperStart:
 *
 * VouchBeeperStart finds the installed Beeper, opens it, and counts down the time that it has to
 * answer. Its owner notices an answer and calls vouch_beeper_start_stop().
 *
 * Properties: "installed" (boolean, read); "missing" (boolean, read: it was looked for and not
 * found); "watching" (boolean, read: downloads are watched); "process" (VouchBeeperProcess, read:
 * the Beeper that ran at the last check); "unit" (string, read, nullable: the unit of Beeper Server
 * that could be started at the last check); "phase" (VouchBeeperPhase, read); "seconds" (uint,
 * read: the time left while waiting); "patience" (uint, construct only: that time in seconds, 30).
 *
 * Strings from getters are borrowed. The main thread only.
 */
#define VOUCH_TYPE_BEEPER_START (vouch_beeper_start_get_type ())
G_DECLARE_FINAL_TYPE (VouchBeeperStart, vouch_beeper_start, VOUCH, BEEPER_START, GObject)

/* Returns: (transfer full) */
VouchBeeperStart *vouch_beeper_start_new           (void);

/* Looks for an installed Beeper after a second, unless one was found before. The delay keeps the
 * disk free for the page that opens now, because the search reads the desktop files of all
 * programs. */
void              vouch_beeper_start_look          (VouchBeeperStart  *self);
/* Watches the folder of downloads until a Beeper is installed or vouch_beeper_start_unwatch() is
 * called. An AppImage that is saved there and is not executable makes the phase FORBIDDEN. */
void              vouch_beeper_start_watch         (VouchBeeperStart  *self);
/* Ends that watch: the user has a Beeper elsewhere. */
void              vouch_beeper_start_unwatch       (VouchBeeperStart  *self);
/* Updates "process" and "unit". To be called when no Beeper answers. */
void              vouch_beeper_start_check         (VouchBeeperStart  *self);
/* Looks for an installed Beeper again and opens it.
 *
 * @context: (nullable): a reference is taken
 * @wait: whether to wait for an answer; FALSE when a Beeper answers already */
void              vouch_beeper_start_open          (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* As vouch_beeper_start_open(), but makes the AppImage executable first. Only after the user's
 * consent. */
void              vouch_beeper_start_allow         (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* As vouch_beeper_start_open(), but starts the file of vouch_beeper_start_get_exposed() although
 * other users can change it. Only after the user's consent. For another file that is found now the
 * phase is EXPOSED again. */
void              vouch_beeper_start_trust         (VouchBeeperStart  *self,
                                                    GAppLaunchContext *context,
                                                    gboolean           wait);
/* Starts the unit of vouch_beeper_start_get_unit(), and waits for an answer. */
void              vouch_beeper_start_open_server   (VouchBeeperStart  *self);
/* Ends the wait: the phase is IDLE. The program or unit that was started continues. */
void              vouch_beeper_start_stop          (VouchBeeperStart  *self);

VouchBeeperProcess vouch_beeper_start_get_process  (VouchBeeperStart  *self);
gboolean          vouch_beeper_start_get_installed (VouchBeeperStart  *self);
gboolean          vouch_beeper_start_get_missing   (VouchBeeperStart  *self);
gboolean          vouch_beeper_start_get_watching  (VouchBeeperStart  *self);
VouchBeeperPhase  vouch_beeper_start_get_phase     (VouchBeeperStart  *self);
/* Returns: the time left in seconds, while waiting */
guint             vouch_beeper_start_get_seconds   (VouchBeeperStart  *self);
/* Returns: the time that Beeper has to answer, in seconds */
guint             vouch_beeper_start_get_patience  (VouchBeeperStart  *self);
/* Returns: (nullable): the path of Beeper's AppImage; NULL: not an AppImage */
const char       *vouch_beeper_start_get_appimage  (VouchBeeperStart  *self);
/* Returns: (nullable): the unit of Beeper Server that could be started */
const char       *vouch_beeper_start_get_unit      (VouchBeeperStart  *self);
/* Returns: (nullable): the unit that was started; NULL when the phase is about a program */
const char       *vouch_beeper_start_get_started_unit (VouchBeeperStart *self);
/* Returns: (nullable): the file of Beeper that other users of this computer can change */
const char       *vouch_beeper_start_get_exposed   (VouchBeeperStart  *self);

G_END_DECLS
