/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-step"

#include "vouch-step.h"

#include "vouch-model-enums.h"

/* Which screen a situation means. Pure: the same situation always means the same screen. */

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

/* Both devices have agreed to verify; how is up to the person. */
static VouchStep
choose_method (const VouchSituation *situation)
{
  if (situation->intent == VOUCH_INTENT_EMOJI || situation->has_sas)
    return VOUCH_STEP_EMOJI;
  if (situation->intent == VOUCH_INTENT_SCAN && (situation->methods & VOUCH_METHOD_QR) != 0)
    return VOUCH_STEP_SCAN;
  return situation->has_qr ? VOUCH_STEP_SHOW_CODE : VOUCH_STEP_CHOOSE;
}

/* Without "sas.confirm" there is nothing left to say: either the person has said it, here or before
 * a restart, or the emoji are still on their way. */
static VouchStep
choose_comparing (const VouchSituation *situation)
{
  if (situation->intent == VOUCH_INTENT_CONFIRMED)
    return VOUCH_STEP_FINISHING;
  if (situation->has_sas && !can (situation, VOUCH_ACTION_CONFIRM_SAS))
    return VOUCH_STEP_FINISHING;
  return VOUCH_STEP_EMOJI;
}

/* A word for the state that is not known yet: what may be done says enough. */
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

static VouchStep
choose_verification (const VouchSituation *situation)
{
  switch (situation->verification)
    {
    case VOUCH_VERIFICATION_REQUESTED:
      if (situation->incoming)
        return can (situation, VOUCH_ACTION_ACCEPT) ? VOUCH_STEP_INCOMING : VOUCH_STEP_FINISHING;
      return VOUCH_STEP_WAITING;
    case VOUCH_VERIFICATION_READY:
      return choose_method (situation);
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

/* No verification is in the way: what is missing, or what the person would rather do. */
static VouchStep
choose_session (const VouchSituation *situation)
{
  switch (situation->session)
    {
    case VOUCH_SESSION_NEEDS_LOGIN:
      return choose_sign_in (situation);
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
      return VOUCH_STEP_RESET;
    case VOUCH_SESSION_NEEDS_VERIFICATION:
      if (situation->intent == VOUCH_INTENT_RECOVERY)
        return VOUCH_STEP_RECOVERY;
      return situation->intent == VOUCH_INTENT_RESET ? VOUCH_STEP_RESET : VOUCH_STEP_VERIFY;
    case VOUCH_SESSION_NEEDS_SECRETS:
      if (situation->intent == VOUCH_INTENT_RESET)
        return VOUCH_STEP_RESET;
      return situation->secrets_overdue ? VOUCH_STEP_RECOVERY : VOUCH_STEP_PREPARING;
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
      return VOUCH_STEP_SYNC;
    case VOUCH_SESSION_READY:
      if (situation->intent == VOUCH_INTENT_RECOVERY)
        return VOUCH_STEP_RECOVERY;
      return situation->intent == VOUCH_INTENT_RESET ? VOUCH_STEP_RESET : VOUCH_STEP_READY;
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_UNKNOWN:
    default:
      return VOUCH_STEP_PREPARING;
    }
}

/* A verification can run in these states only. In the others a left-over one says nothing. */
static gboolean
session_can_verify (VouchSessionState session)
{
  switch (session)
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
    case VOUCH_SESSION_NEEDS_SECRETS:
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
    case VOUCH_SESSION_READY:
      return TRUE;
    default:
      return FALSE;
    }
}

/* "done" holds the screen only until the session moves on (api.md 1): then the session's own step
 * is the success. */
static gboolean
verification_counts (const VouchSituation *situation)
{
  if (!situation->verifying || !session_can_verify (situation->session))
    return FALSE;
  return situation->verification != VOUCH_VERIFICATION_DONE ||
         situation->session == VOUCH_SESSION_NEEDS_VERIFICATION;
}

VouchStep
vouch_step_choose (const VouchSituation *situation)
{
  g_return_val_if_fail (situation != NULL, VOUCH_STEP_CONNECT);

  if (!situation->connected)
    return VOUCH_STEP_CONNECT;
  if (situation->needs_token)
    return VOUCH_STEP_AUTHORIZE;
  if (situation->unsaved_key)
    return VOUCH_STEP_SAVE_KEY;
  if (verification_counts (situation))
    return choose_verification (situation);
  return choose_session (situation);
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
