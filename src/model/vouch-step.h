/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-scheduler.h"
#include "vouch-session.h"

G_BEGIN_DECLS

/* The screens of ux.md. The nick ("show-code") is the name of the stack child and of the page's
 * files. */
typedef enum {
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

/* What only the person can decide. It clears itself when the state moves on. */
typedef enum {
  VOUCH_INTENT_NONE,
  VOUCH_INTENT_SCAN,        /* "Scan With This Computer" */
  VOUCH_INTENT_EMOJI,       /* "Compare Emoji", asked for and not there yet */
  VOUCH_INTENT_CONFIRMED,   /* said "They Match" or "Yes, It Does"; Beeper took it */
  VOUCH_INTENT_RECOVERY,    /* "Use Recovery Key" */
  VOUCH_INTENT_RESET,       /* "I Have Neither", "I Don't Have It", "Create a New Recovery Key" */
  VOUCH_INTENT_ACCESS,      /* "Use Another Access Code" */
} VouchIntent;

/* How far signing in by e-mail has come (VouchSignIn). */
typedef enum {
  VOUCH_SIGN_IN_EMAIL,
  VOUCH_SIGN_IN_CODE,
  VOUCH_SIGN_IN_REGISTER,
} VouchSignInPhase;

/**
 * VouchSituation:
 *
 * All that decides which screen is shown: plain data, so that every combination can be tested.
 */
typedef struct {
  gboolean               connected;         /* a Beeper is chosen and has answered */
  gboolean               needs_token;       /* it is signed in, and we hold no token that counts */
  gboolean               unsaved_key;       /* a new recovery key is not confirmed yet */
  gboolean               registered_here;   /* this Vouch made the account; it has no key yet */
  VouchSignInPhase       sign_in;
  VouchSessionState      session;
  gint64                 session_age;       /* milliseconds awake in that state */
  gboolean               signed_in;         /* the session names its user */
  gboolean               verified;
  gboolean               synced;            /* the first sync is done */
  gboolean               verifying;         /* there is a verification that was not dismissed: */
  VouchVerificationState verification;
  gint64                 verification_age;  /* milliseconds awake in that state */
  gboolean               incoming;
  gboolean               foreign;           /* it is about another person's device */
  VouchActions           actions;
  VouchMethods           methods;
  gboolean               has_qr;
  gboolean               has_sas;
  VouchIntent            intent;
} VouchSituation;

/* Age of a starting session after which looking slows down; milliseconds. */
#define VOUCH_STEP_STARTING_SLOWLY (120 * 1000)

/* These are pure. */
VouchStep   vouch_step_choose       (const VouchSituation *situation);
/* Whether Beeper takes longer than usual with what the step waits for. */
gboolean    vouch_step_is_overdue   (const VouchSituation *situation);
/* How eagerly to poll. @visible: the window is on screen */
VouchPace   vouch_step_choose_pace  (const VouchSituation *situation,
                                     gboolean              visible);
/* Whether the user can go back from the screen. */
gboolean    vouch_step_can_go_back  (const VouchSituation *situation);
/* Returns: milliseconds until the ages alone change the answer of the functions above, or the pace;
 * -1: they do not */
gint64      vouch_step_get_deadline (const VouchSituation *situation);
/* The nick, for logs, stack children and file names: "show-code". Static. */
const char *vouch_step_get_name     (VouchStep             step);

G_END_DECLS
