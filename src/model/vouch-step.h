/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-scheduler.h"
#include "vouch-session.h"

G_BEGIN_DECLS

/* The screens of ux.md. The nick ("show-code") is the name of the stack child and of the page's
 * files. */
typedef enum {
  VOUCH_STEP_WELCOME,
  VOUCH_STEP_CONNECT,
  VOUCH_STEP_AUTHORIZE,
  VOUCH_STEP_EMAIL,
  VOUCH_STEP_CODE,
  VOUCH_STEP_REGISTER,
  VOUCH_STEP_PREPARING,
  VOUCH_STEP_VERIFY,
  VOUCH_STEP_WAITING,
  VOUCH_STEP_INCOMING,
  VOUCH_STEP_SHOW_CODE,
  VOUCH_STEP_CHOOSE,
  VOUCH_STEP_SCAN,
  VOUCH_STEP_CONFIRM_SCAN,
  VOUCH_STEP_EMOJI,
  VOUCH_STEP_FINISHING,
  VOUCH_STEP_STOPPED,
  VOUCH_STEP_RECOVERY,
  VOUCH_STEP_RESET,
  VOUCH_STEP_SAVE_KEY,
  VOUCH_STEP_SYNC,
  VOUCH_STEP_READY,
} VouchStep;

/* Where the user is on the way to a Beeper that works on this computer. */
typedef enum {
  VOUCH_STOP_NONE,      /* not on this way: it is done already, and this is about something else */
  VOUCH_STOP_FIND,
  VOUCH_STOP_SIGN_IN,
  VOUCH_STOP_CONFIRM,
  VOUCH_STOP_LOAD,
  VOUCH_STOP_DONE,      /* all four are behind */
} VouchStop;

/* A decision of the user that no session tells. It ends when the state moves on. */
typedef enum {
  VOUCH_INTENT_NONE,
  VOUCH_INTENT_SCAN,        /* "My Phone Shows a Square Code" */
  VOUCH_INTENT_EMOJI,       /* "Compare Emoji"; the emoji are not here yet */
  VOUCH_INTENT_CONFIRMED,   /* "They Match" or "Yes, It Does", accepted by Beeper */
  VOUCH_INTENT_RECOVERY,    /* "Use Recovery Key" */
  VOUCH_INTENT_RESET,       /* "I Don't Have Either", "I Don't Have It", another key is asked for */
  VOUCH_INTENT_ACCESS,      /* "Use Another Access Code" */
} VouchIntent;

/* The phase of the sign-in by email (VouchSignIn). */
typedef enum {
  VOUCH_SIGN_IN_EMAIL,
  VOUCH_SIGN_IN_CODE,
  VOUCH_SIGN_IN_REGISTER,
} VouchSignInPhase;

/**
 * VouchSituation:
 *
 * The input of the functions below: plain data, so that tests can try every combination.
 */
typedef struct {
  gboolean               new_user;          /* was not told yet what is ahead */
  gboolean               connected;         /* a server is in use and has answered */
  gboolean               needs_token;       /* it is signed in, and accepts no token of Vouch */
  gboolean               unsaved_key;       /* a new recovery key is not confirmed yet */
  gboolean               registered_here;   /* this Vouch registered the account; it has no key */
  VouchSignInPhase       sign_in;
  VouchSessionState      session;
  gint64                 session_age;       /* milliseconds in that state, without sleep */
  gboolean               signed_in;         /* the session has a user id */
  gboolean               verified;
  gboolean               synced;            /* the first sync is done */
  gboolean               verifying;         /* there is a verification that was not dismissed: */
  VouchVerificationState verification;
  gint64                 verification_age;  /* milliseconds in that state, without sleep */
  gboolean               incoming;
  gboolean               foreign;           /* with another person's device */
  VouchActions           actions;
  VouchMethods           methods;
  gboolean               has_qr;
  gboolean               has_sas;
  VouchIntent            intent;
} VouchSituation;

/* Age of a starting session in milliseconds after which the polls slow down. */
#define VOUCH_STEP_STARTING_SLOWLY (120 * 1000)

/* These functions are pure. Any thread. */
VouchStep   vouch_step_choose       (const VouchSituation *situation);
VouchStop   vouch_step_get_stop     (const VouchSituation *situation);
/* Returns: whether Beeper takes longer than usual in this step */
gboolean    vouch_step_is_overdue   (const VouchSituation *situation);
/* @visible: whether the window is on screen
 * Returns: the pace of polls (api.md 5) */
VouchPace   vouch_step_choose_pace  (const VouchSituation *situation,
                                     gboolean              visible);
/* Returns: whether the user can go back from the screen */
gboolean    vouch_step_can_go_back  (const VouchSituation *situation);
/* Returns: milliseconds until an age alone changes a result of the functions above; -1: never */
gint64      vouch_step_get_deadline (const VouchSituation *situation);
/* Returns: (transfer none): the nick ("show-code"), for logs, stack children and file names;
 * static */
const char *vouch_step_get_name     (VouchStep             step);

G_END_DECLS
