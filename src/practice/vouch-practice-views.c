/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-views"

#include "vouch-practice-verification-private.h"

/* How a verification looks now: to the computer, in the words of the API, and to the phone. */

const char *
vouch_practice_verification_get_id (VouchPracticeVerification *self)
{
  return self->id;
}

VouchPracticeVerificationState
vouch_practice_verification_get_state (VouchPracticeVerification *self)
{
  return self->state;
}

gboolean
vouch_practice_verification_get_incoming (VouchPracticeVerification *self)
{
  return self->incoming;
}

gboolean
vouch_practice_verification_get_for_login (VouchPracticeVerification *self)
{
  return self->for_login;
}

gboolean
vouch_practice_verification_get_has_codes (VouchPracticeVerification *self)
{
  return self->has_codes;
}

gboolean
vouch_practice_verification_is_over (VouchPracticeVerification *self)
{
  return self->state >= VOUCH_PRACTICE_DONE;
}

gboolean
vouch_practice_verification_get_has_peer (VouchPracticeVerification *self)
{
  return self->has_peer;
}

VouchPracticeActions
vouch_practice_verification_get_actions (VouchPracticeVerification *self)
{
  VouchPracticeActions actions = VOUCH_PRACTICE_CAN_CANCEL;

  switch (self->state)
    {
    case VOUCH_PRACTICE_REQUESTED:
      return self->incoming ? actions | VOUCH_PRACTICE_CAN_ACCEPT : actions;
    case VOUCH_PRACTICE_AGREED:
      return self->sas_started ? actions : actions | VOUCH_PRACTICE_CAN_START_SAS;
    case VOUCH_PRACTICE_SAS_READY:
      return self->computer_confirmed ? actions : actions | VOUCH_PRACTICE_CAN_CONFIRM_SAS;
    case VOUCH_PRACTICE_QR_SCANNED:
      return self->phone_scanned ? actions | VOUCH_PRACTICE_CAN_CONFIRM_SCAN : actions;
    case VOUCH_PRACTICE_DONE:
    case VOUCH_PRACTICE_CANCELLED:
    case VOUCH_PRACTICE_FAILED:
    default:
      return 0;
    }
}

VouchPhoneState
vouch_practice_verification_get_phone_state (VouchPracticeVerification *self)
{
  switch (self->state)
    {
    case VOUCH_PRACTICE_REQUESTED:
      return self->incoming ? VOUCH_PHONE_ASKING : VOUCH_PHONE_ASKED;
    case VOUCH_PRACTICE_AGREED:
      if (self->sas_started)
        return VOUCH_PHONE_EMOJI_COMING;
      return self->phone_shows_code ? VOUCH_PHONE_SHOWING_CODE : VOUCH_PHONE_CHOOSING;
    case VOUCH_PRACTICE_SAS_READY:
      return self->phone_confirmed ? VOUCH_PHONE_WAITING : VOUCH_PHONE_EMOJI;
    case VOUCH_PRACTICE_QR_SCANNED:
      return self->phone_scanned ? VOUCH_PHONE_HAS_SCANNED : VOUCH_PHONE_WAS_SCANNED;
    case VOUCH_PRACTICE_DONE:
      return VOUCH_PHONE_DONE;
    case VOUCH_PRACTICE_CANCELLED:
    case VOUCH_PRACTICE_FAILED:
    default:
      return VOUCH_PHONE_STOPPED;
    }
}

VouchPhoneActions
vouch_practice_verification_get_phone_actions (VouchPracticeVerification *self)
{
  switch (vouch_practice_verification_get_phone_state (self))
    {
    case VOUCH_PHONE_ASKED:
      return VOUCH_PHONE_CAN_ACCEPT | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_CHOOSING:
      if (!self->has_codes)
        return VOUCH_PHONE_CAN_COMPARE | VOUCH_PHONE_CAN_DECLINE;
      return VOUCH_PHONE_CAN_SHOW_CODE | VOUCH_PHONE_CAN_SCAN | VOUCH_PHONE_CAN_COMPARE |
             VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_SHOWING_CODE:
      return VOUCH_PHONE_CAN_SCAN | VOUCH_PHONE_CAN_COMPARE | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_WAS_SCANNED:
      return VOUCH_PHONE_CAN_CONFIRM | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_EMOJI:
      return VOUCH_PHONE_CAN_MATCH | VOUCH_PHONE_CAN_MISMATCH | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_ASKING:
    case VOUCH_PHONE_HAS_SCANNED:
    case VOUCH_PHONE_EMOJI_COMING:
    case VOUCH_PHONE_WAITING:
      return VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_IDLE:
    case VOUCH_PHONE_DONE:
    case VOUCH_PHONE_STOPPED:
    default:
      return 0;
    }
}

GBytes *
vouch_practice_verification_get_computer_code (VouchPracticeVerification *self)
{
  return vouch_practice_verification_codes_count (self) ? self->computer_code : NULL;
}

GBytes *
vouch_practice_verification_get_phone_code (VouchPracticeVerification *self)
{
  if (!self->phone_shows_code || !vouch_practice_verification_codes_count (self))
    return NULL;
  return self->phone_code;
}

const guint8 *
vouch_practice_verification_get_emoji (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->emoji : NULL;
}

const guint8 *
vouch_practice_verification_get_phone_emoji (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->phone_emoji : NULL;
}

const guint16 *
vouch_practice_verification_get_decimals (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->decimals : NULL;
}

const guint16 *
vouch_practice_verification_get_phone_decimals (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->phone_decimals : NULL;
}

const char *
vouch_practice_verification_get_stop_code (VouchPracticeVerification *self)
{
  return self->stop_code;
}

const char *
vouch_practice_verification_get_stop_reason (VouchPracticeVerification *self)
{
  return self->stop_reason;
}
