/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-step"

#include "vouch-step.h"

#include "vouch-model-enums.h"

/* In milliseconds. A running Beeper can stay in "initializing" or "needs-first-sync" for ever
 * (api.md 1). A Beeper that accepted a request starts the emoji within milliseconds. */
#define STARTING_PATIENCE  (30 * 1000)
#define SECRETS_PATIENCE   (10 * 1000)
#define SYNC_PATIENCE     (600 * 1000)
#define PEER_PATIENCE             1500
#define DONE_PATIENCE      (30 * 1000)

/* Choosing the step. The functions are pure: the same situation always has the same step. */

static gboolean
can (const VouchSituation *situation,
     VouchActions          action)
{
  return (situation->actions & action) != 0;
}

static VouchStep
choose_sign_in (const VouchSituation *situation)
{
  switch (situation->sign_in)
    {
    case VOUCH_SIGN_IN_CODE:
      return VOUCH_STEP_CODE;
    case VOUCH_SIGN_IN_REGISTER:
      return VOUCH_STEP_REGISTER;
    case VOUCH_SIGN_IN_EMAIL:
    default:
      return VOUCH_STEP_EMAIL;
    }
}

static gboolean
is_starting (const VouchSituation *situation)
{
  return situation->session == VOUCH_SESSION_INITIALIZING ||
         situation->session == VOUCH_SESSION_UNKNOWN;
}

/* Both devices have agreed to verify. The user chooses the method. */
static VouchStep
choose_method (const VouchSituation *situation)
{
  if (situation->intent == VOUCH_INTENT_EMOJI || situation->has_sas)
    return VOUCH_STEP_EMOJI;
  if (situation->intent == VOUCH_INTENT_SCAN && (situation->methods & VOUCH_METHOD_QR) != 0)
    return VOUCH_STEP_SCAN;
  return situation->has_qr ? VOUCH_STEP_SHOW_CODE : VOUCH_STEP_CHOOSE;
}

/* Without the action "sas.confirm" the emoji were confirmed, now or before a restart, or they have
 * not been received yet. */
static VouchStep
choose_comparing (const VouchSituation *situation)
{
  if (situation->intent == VOUCH_INTENT_CONFIRMED)
    return VOUCH_STEP_FINISHING;
  if (situation->has_sas && !can (situation, VOUCH_ACTION_CONFIRM_SAS))
    return VOUCH_STEP_FINISHING;
  return VOUCH_STEP_EMOJI;
}

/* The state is unknown. The actions are enough to choose a step. */
static VouchStep
choose_by_actions (const VouchSituation *situation)
{
  if (can (situation, VOUCH_ACTION_ACCEPT))
    return VOUCH_STEP_INCOMING;
  if (can (situation, VOUCH_ACTION_CONFIRM_SCAN))
    return situation->intent == VOUCH_INTENT_CONFIRMED ? VOUCH_STEP_FINISHING
                                                       : VOUCH_STEP_CONFIRM_SCAN;
  if (can (situation, VOUCH_ACTION_CONFIRM_SAS))
    return choose_comparing (situation);
  if (can (situation, VOUCH_ACTION_START_SAS) || situation->has_qr)
    return choose_method (situation);
  return VOUCH_STEP_FINISHING;
}

/* A recovery key verifies this computer only, so it is no alternative for another device. */
static VouchStep
choose_requested (const VouchSituation *situation)
{
  if (situation->incoming)
    return can (situation, VOUCH_ACTION_ACCEPT) ? VOUCH_STEP_INCOMING : VOUCH_STEP_FINISHING;
  return situation->intent == VOUCH_INTENT_RECOVERY && !situation->verified ? VOUCH_STEP_RECOVERY
                                                                            : VOUCH_STEP_WAITING;
}

/* Waits for the other device, which usually starts the emoji at once, so that no other page is
 * shown for a moment. */
static VouchStep
choose_ready (const VouchSituation *situation)
{
  VouchStep step = choose_method (situation);

  if (!situation->incoming && situation->verification_age < PEER_PATIENCE &&
      (step == VOUCH_STEP_SHOW_CODE || step == VOUCH_STEP_CHOOSE))
    return VOUCH_STEP_WAITING;
  return step;
}

/* Returns: whether another person's verification is active. All its states have one step, which
 * only lets the user decline. */
static gboolean
is_foreign_and_runs (const VouchSituation *situation)
{
  return situation->foreign && situation->verification != VOUCH_VERIFICATION_DONE &&
         situation->verification != VOUCH_VERIFICATION_CANCELLED &&
         situation->verification != VOUCH_VERIFICATION_ERROR;
}

static VouchStep
choose_verification (const VouchSituation *situation)
{
  if (is_foreign_and_runs (situation))
    return VOUCH_STEP_INCOMING;
  switch (situation->verification)
    {
    case VOUCH_VERIFICATION_REQUESTED:
      return choose_requested (situation);
    case VOUCH_VERIFICATION_READY:
      return choose_ready (situation);
    case VOUCH_VERIFICATION_SAS_READY:
      return choose_comparing (situation);
    case VOUCH_VERIFICATION_QR_SCANNED:
      if (situation->intent == VOUCH_INTENT_CONFIRMED)
        return VOUCH_STEP_FINISHING;
      return can (situation, VOUCH_ACTION_CONFIRM_SCAN) ? VOUCH_STEP_CONFIRM_SCAN
                                                        : VOUCH_STEP_FINISHING;
    case VOUCH_VERIFICATION_DONE:
      return VOUCH_STEP_FINISHING;
    case VOUCH_VERIFICATION_CANCELLED:
    case VOUCH_VERIFICATION_ERROR:
      return VOUCH_STEP_STOPPED;
    case VOUCH_VERIFICATION_UNKNOWN:
    default:
      return choose_by_actions (situation);
    }
}

/* A working Beeper can stay in this state for ever (api.md 1). After STARTING_PATIENCE "verified"
 * and "synced" decide. */
static VouchStep
choose_starting (const VouchSituation *situation)
{
  if (situation->session_age < STARTING_PATIENCE || !situation->signed_in)
    return VOUCH_STEP_PREPARING;
  if (!situation->verified)
    return situation->intent == VOUCH_INTENT_RECOVERY ? VOUCH_STEP_RECOVERY : VOUCH_STEP_VERIFY;
  return situation->synced ? VOUCH_STEP_READY : VOUCH_STEP_PREPARING;
}

/* Chooses by the session and the intent: no verification is shown. */
static VouchStep
choose_session (const VouchSituation *situation)
{
  switch (situation->session)
    {
    case VOUCH_SESSION_NEEDS_LOGIN:
      return choose_sign_in (situation);
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
      return situation->intent == VOUCH_INTENT_RECOVERY && !situation->registered_here
             ? VOUCH_STEP_RECOVERY
             : VOUCH_STEP_RESET;
    case VOUCH_SESSION_NEEDS_VERIFICATION:
      if (situation->intent == VOUCH_INTENT_RECOVERY)
        return VOUCH_STEP_RECOVERY;
      return situation->intent == VOUCH_INTENT_RESET ? VOUCH_STEP_RESET : VOUCH_STEP_VERIFY;
    case VOUCH_SESSION_NEEDS_SECRETS:
      if (situation->intent == VOUCH_INTENT_RESET)
        return VOUCH_STEP_RESET;
      return situation->session_age < SECRETS_PATIENCE ? VOUCH_STEP_PREPARING
                                                       : VOUCH_STEP_RECOVERY;
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
      return VOUCH_STEP_SYNC;
    case VOUCH_SESSION_READY:
      if (situation->intent == VOUCH_INTENT_RECOVERY)
        return VOUCH_STEP_RECOVERY;
      return situation->intent == VOUCH_INTENT_RESET ? VOUCH_STEP_RESET : VOUCH_STEP_READY;
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_UNKNOWN:
      break;
    }
  return choose_starting (situation);
}

/* A verification is ignored before the sign-in, and for a new account. */
static gboolean
session_can_verify (const VouchSituation *situation)
{
  if (situation->session == VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP)
    return !situation->registered_here;
  return situation->session != VOUCH_SESSION_NEEDS_LOGIN;
}

/* The state DONE is shown until the session moves on (api.md 1), at most for DONE_PATIENCE. */
static gboolean
verification_counts (const VouchSituation *situation)
{
  if (!situation->verifying || !session_can_verify (situation))
    return FALSE;
  if (situation->verification != VOUCH_VERIFICATION_DONE)
    return TRUE;
  if (situation->verification_age >= DONE_PATIENCE)
    return FALSE;
  return situation->session == VOUCH_SESSION_NEEDS_VERIFICATION ||
         (!situation->verified && (is_starting (situation) ||
                                   situation->session == VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP));
}

VouchStep
vouch_step_choose (const VouchSituation *situation)
{
  g_return_val_if_fail (situation != NULL, VOUCH_STEP_CONNECT);

  if (!situation->connected)
    return situation->new_user ? VOUCH_STEP_WELCOME : VOUCH_STEP_CONNECT;
  if (situation->needs_token || situation->intent == VOUCH_INTENT_ACCESS)
    return VOUCH_STEP_AUTHORIZE;
  if (situation->unsaved_key)
    return VOUCH_STEP_SAVE_KEY;
  if (verification_counts (situation))
    return choose_verification (situation);
  return choose_session (situation);
}

/* Returns: whether this computer has arrived: what comes now is about another device, a new key or
 * another access code. A Beeper that starts again tells by its flags that it was set up. */
static gboolean
is_set_up (const VouchSituation *situation)
{
  return situation->session == VOUCH_SESSION_READY ||
         (is_starting (situation) && situation->verified && situation->synced);
}

/* Returns: whether the verification on screen does not confirm this computer */
static gboolean
is_about_others (const VouchSituation *situation)
{
  if (!verification_counts (situation))
    return FALSE;
  return situation->foreign ||
         (situation->verified && situation->session != VOUCH_SESSION_NEEDS_SECRETS);
}

static VouchStop
get_preparing_stop (const VouchSituation *situation)
{
  if (!is_starting (situation))
    return VOUCH_STOP_CONFIRM;   /* the other device hands over the keys */
  if (!situation->signed_in)
    return VOUCH_STOP_SIGN_IN;
  return situation->verified ? VOUCH_STOP_LOAD : VOUCH_STOP_CONFIRM;
}

/* The switch has no "default", so the compiler reports a step without a stop. */
static VouchStop
get_stop_of_step (VouchStep             step,
                  const VouchSituation *situation)
{
  switch (step)
    {
    case VOUCH_STEP_WELCOME:   /* Beeper is looked for behind it */
    case VOUCH_STEP_CONNECT:
      return VOUCH_STOP_FIND;
    case VOUCH_STEP_AUTHORIZE:
    case VOUCH_STEP_EMAIL:
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
      return VOUCH_STOP_SIGN_IN;
    case VOUCH_STEP_PREPARING:
      return get_preparing_stop (situation);
    case VOUCH_STEP_VERIFY:
    case VOUCH_STEP_WAITING:
    case VOUCH_STEP_INCOMING:
    case VOUCH_STEP_SHOW_CODE:
    case VOUCH_STEP_CHOOSE:
    case VOUCH_STEP_SCAN:
    case VOUCH_STEP_CONFIRM_SCAN:
    case VOUCH_STEP_EMOJI:
    case VOUCH_STEP_FINISHING:
    case VOUCH_STEP_STOPPED:
    case VOUCH_STEP_RECOVERY:
    case VOUCH_STEP_RESET:
    case VOUCH_STEP_SAVE_KEY:
      return VOUCH_STOP_CONFIRM;
    case VOUCH_STEP_SYNC:
      return VOUCH_STOP_LOAD;
    case VOUCH_STEP_READY:
      return VOUCH_STOP_DONE;
    }
  return VOUCH_STOP_NONE;
}

VouchStop
vouch_step_get_stop (const VouchSituation *situation)
{
  VouchStep step;

  g_return_val_if_fail (situation != NULL, VOUCH_STOP_NONE);

  step = vouch_step_choose (situation);
  /* Without a connection or access, nothing that was read counts. */
  if (situation->connected && step != VOUCH_STEP_READY && !situation->needs_token &&
      (is_set_up (situation) || is_about_others (situation)))
    return VOUCH_STOP_NONE;
  return get_stop_of_step (step, situation);
}

gboolean
vouch_step_is_overdue (const VouchSituation *situation)
{
  g_return_val_if_fail (situation != NULL, FALSE);

  if (is_starting (situation))
    return situation->session_age >= STARTING_PATIENCE;
  return situation->session == VOUCH_SESSION_NEEDS_FIRST_SYNC &&
         situation->session_age >= SYNC_PATIENCE;
}

/* Returns: milliseconds until @age is @limit, at most @deadline; -1: never */
static gint64
wait_until (gint64 age,
            gint64 limit,
            gint64 deadline)
{
  if (age >= limit)
    return deadline;
  return deadline < 0 ? limit - age : MIN (deadline, limit - age);
}

gint64
vouch_step_get_deadline (const VouchSituation *situation)
{
  gint64 deadline = -1;

  g_return_val_if_fail (situation != NULL, -1);

  if (is_starting (situation))
    {
      deadline = wait_until (situation->session_age, VOUCH_STEP_STARTING_SLOWLY, deadline);
      deadline = wait_until (situation->session_age, STARTING_PATIENCE, deadline);
    }
  else if (situation->session == VOUCH_SESSION_NEEDS_SECRETS)
    deadline = wait_until (situation->session_age, SECRETS_PATIENCE, deadline);
  else if (situation->session == VOUCH_SESSION_NEEDS_FIRST_SYNC)
    deadline = wait_until (situation->session_age, SYNC_PATIENCE, deadline);

  if (!situation->verifying)
    return deadline;
  if (situation->verification == VOUCH_VERIFICATION_READY && !situation->incoming)
    deadline = wait_until (situation->verification_age, PEER_PATIENCE, deadline);
  else if (situation->verification == VOUCH_VERIFICATION_DONE)
    deadline = wait_until (situation->verification_age, DONE_PATIENCE, deadline);
  return deadline;
}

VouchPace
vouch_step_choose_pace (const VouchSituation *situation,
                        gboolean              visible)
{
  g_return_val_if_fail (situation != NULL, VOUCH_PACE_STOPPED);

  if (situation->verifying && !situation->needs_token &&
      situation->verification != VOUCH_VERIFICATION_CANCELLED &&
      situation->verification != VOUCH_VERIFICATION_ERROR)
    return VOUCH_PACE_VERIFYING;

  switch (situation->needs_token ? VOUCH_SESSION_READY : situation->session)
    {
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_INITIALIZING:
      if (situation->session_age < VOUCH_STEP_STARTING_SLOWLY)
        return VOUCH_PACE_STARTING;
      return visible ? VOUCH_PACE_IDLE : VOUCH_PACE_HIDDEN;
    case VOUCH_SESSION_NEEDS_SECRETS:
      /* When the key is asked for, the user must act. The pace can be slow. */
      return vouch_step_choose (situation) == VOUCH_STEP_RECOVERY && !visible
             ? VOUCH_PACE_HIDDEN
             : VOUCH_PACE_STARTING;
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
      return VOUCH_PACE_SYNCING;
    case VOUCH_SESSION_NEEDS_LOGIN:
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
    case VOUCH_SESSION_NEEDS_VERIFICATION:
    case VOUCH_SESSION_READY:
      break;
    }
  return visible ? VOUCH_PACE_IDLE : VOUCH_PACE_HIDDEN;
}

gboolean
vouch_step_can_go_back (const VouchSituation *situation)
{
  g_return_val_if_fail (situation != NULL, FALSE);

  switch (vouch_step_choose (situation))
    {
    case VOUCH_STEP_AUTHORIZE:
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
    case VOUCH_STEP_STOPPED:
    case VOUCH_STEP_SCAN:
      return TRUE;
    case VOUCH_STEP_INCOMING:
      return situation->foreign;
    case VOUCH_STEP_EMOJI:
      return situation->intent == VOUCH_INTENT_EMOJI;
    case VOUCH_STEP_RECOVERY:
      return situation->intent == VOUCH_INTENT_RECOVERY &&
             situation->session != VOUCH_SESSION_NEEDS_SECRETS;
    case VOUCH_STEP_RESET:
      return situation->intent == VOUCH_INTENT_RESET;
    case VOUCH_STEP_WELCOME:
    case VOUCH_STEP_CONNECT:
    case VOUCH_STEP_EMAIL:
    case VOUCH_STEP_PREPARING:
    case VOUCH_STEP_VERIFY:
    case VOUCH_STEP_WAITING:
    case VOUCH_STEP_SHOW_CODE:
    case VOUCH_STEP_CHOOSE:
    case VOUCH_STEP_CONFIRM_SCAN:
    case VOUCH_STEP_FINISHING:
    case VOUCH_STEP_SAVE_KEY:
    case VOUCH_STEP_SYNC:
    case VOUCH_STEP_READY:
      return FALSE;
    }
  return FALSE;
}

const char *
vouch_step_get_name (VouchStep step)
{
  GEnumClass *klass = g_type_class_ref (VOUCH_TYPE_STEP);
  const GEnumValue *value = g_enum_get_value (klass, step);
  const char *name = value != NULL ? value->value_nick : NULL;

  g_type_class_unref (klass);
  return name;
}
