/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-account"

#include "vouch-practice-account-private.h"

/* The account's other device: what it shows and its buttons. */

#define COMPUTER_NAME "Beeper Desktop"

/* The phone goes on showing how the last verification ended until there is another. */
VouchPhoneState
vouch_practice_account_get_phone_state (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), VOUCH_PHONE_IDLE);

  if (self->verification == NULL)
    return VOUCH_PHONE_IDLE;
  return vouch_practice_verification_get_phone_state (self->verification);
}

VouchPhoneActions
vouch_practice_account_get_phone_actions (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), 0);

  if (self->verification != NULL && !vouch_practice_verification_is_over (self->verification))
    return vouch_practice_verification_get_phone_actions (self->verification);
  return vouch_practice_account_can_verify (self) ? VOUCH_PHONE_CAN_START : 0;
}

const char *
vouch_practice_account_get_phone_name (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->phone_name;
}

const char *
vouch_practice_account_get_phone_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->phone_id;
}

const char *
vouch_practice_account_get_computer_name (VouchPracticeAccount *self)
{
  return COMPUTER_NAME;
}

const guint8 *
vouch_practice_account_get_emoji (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_emoji (self->verification);
}

const guint16 *
vouch_practice_account_get_decimals (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_decimals (self->verification);
}

GBytes *
vouch_practice_account_get_phone_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_code (self->verification);
}

GBytes *
vouch_practice_account_get_computer_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_computer_code (self->verification);
}

const char *
vouch_practice_account_get_stop_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_stop_code (self->verification);
}

static gboolean
press (VouchPracticeAccount *self,
       VouchPhoneActions     button)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  return self->verification != NULL &&
         vouch_practice_verification_phone_press (self->verification, button);
}

gboolean
vouch_practice_account_phone_accept (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_ACCEPT);
}

gboolean
vouch_practice_account_phone_decline (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_DECLINE);
}

gboolean
vouch_practice_account_phone_show_code (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_SHOW_CODE);
}

gboolean
vouch_practice_account_phone_compare (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_COMPARE);
}

gboolean
vouch_practice_account_phone_match (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_MATCH);
}

gboolean
vouch_practice_account_phone_mismatch (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_MISMATCH);
}

gboolean
vouch_practice_account_phone_confirm (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_CONFIRM);
}

gboolean
vouch_practice_account_phone_start (VouchPracticeAccount *self)
{
  if ((vouch_practice_account_get_phone_actions (self) & VOUCH_PHONE_CAN_START) == 0)
    return FALSE;
  vouch_practice_account_begin_verification (self, TRUE);
  return TRUE;
}

gboolean
vouch_practice_account_phone_scan (VouchPracticeAccount  *self,
                                   GBytes                *payload,
                                   GError               **error)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  if (self->verification != NULL)
    return vouch_practice_verification_phone_scan (self->verification, payload, error);
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "The phone cannot scan now.");
  return FALSE;
}
