/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-account"

#include "vouch-practice-account-private.h"

#include <string.h>

/* How the computer becomes trusted: verifications and recovery keys. */

void
vouch_practice_account_forget_verification (VouchPracticeAccount *self)
{
  g_clear_handle_id (&self->settling_source, g_source_remove);
  self->verification_in_session = FALSE;
  if (self->verification == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->verification, self);
  g_clear_object (&self->verification);
}

/* A verification that is done stays in the session until the session itself moves on. */
static void
on_settled (gpointer user_data)
{
  VouchPracticeAccount *self = user_data;

  self->settling_source = 0;
  self->verification_in_session = FALSE;
  if (self->state == VOUCH_PRACTICE_NEEDS_VERIFICATION ||
      self->state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP)
    vouch_practice_account_advance (self, VOUCH_PRACTICE_NEEDS_SECRETS);
  else
    vouch_practice_account_emit_changed (self);
}

static void
on_verification_changed (VouchPracticeVerification *verification,
                         gpointer                   user_data)
{
  VouchPracticeAccount *self = user_data;

  if (vouch_practice_verification_get_state (verification) == VOUCH_PRACTICE_DONE &&
      self->settling_source == 0)
    self->settling_source = g_timeout_add_once (self->times[VOUCH_PRACTICE_TIME_SETTLING],
                                                on_settled, self);
  vouch_practice_account_emit_changed (self);
}

void
vouch_practice_account_begin_verification (VouchPracticeAccount *self,
                                           gboolean              incoming)
{
  VouchPracticeTerms terms = {
    .random = self->random,
    .master_key = self->master_key,
    .computer_key = self->computer_key,
    .phone_key = self->phone_key,
    .incoming = incoming,
    .for_login = self->state != VOUCH_PRACTICE_READY,
    .without_codes = self->flags[VOUCH_PRACTICE_FLAG_WITHOUT_CODES],
    .tampered = self->flags[VOUCH_PRACTICE_FLAG_TAMPERED],
    .eager_emoji = self->flags[VOUCH_PRACTICE_FLAG_EAGER_EMOJI],
    .request_lifetime = self->times[VOUCH_PRACTICE_TIME_REQUEST],
    .emoji_lifetime = self->times[VOUCH_PRACTICE_TIME_EMOJI],
    .emoji_delay = self->times[VOUCH_PRACTICE_TIME_EMOJI_DELAY],
  };

  vouch_practice_account_forget_verification (self);
  self->verification = vouch_practice_verification_new (&terms);
  self->verification_in_session = TRUE;
  g_signal_connect_object (self->verification, "changed", G_CALLBACK (on_verification_changed),
                           self, 0);
  vouch_practice_account_emit_changed (self);
}

gboolean
vouch_practice_account_can_verify (VouchPracticeAccount *self)
{
  return self->settling_source == 0 && (self->state == VOUCH_PRACTICE_NEEDS_VERIFICATION ||
                                        self->state == VOUCH_PRACTICE_READY ||
                                        (self->state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP &&
                                         !self->is_new));
}

VouchPracticeVerification *
vouch_practice_account_get_verification (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->verification_in_session ? self->verification : NULL;
}

/* A second request takes the place of one that nobody has answered; anything further has to be
 * cancelled first. */
gboolean
vouch_practice_account_request (VouchPracticeAccount  *self,
                                GError               **error)
{
  VouchPracticeVerification *active = vouch_practice_account_get_verification (self);

  if (!vouch_practice_account_can_verify (self))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "Nothing can be verified at this point.");
      return FALSE;
    }
  if (active != NULL && !vouch_practice_verification_is_over (active) &&
      (vouch_practice_verification_get_incoming (active) ||
       vouch_practice_verification_get_state (active) != VOUCH_PRACTICE_REQUESTED))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "Another verification is running.");
      return FALSE;
    }
  vouch_practice_account_begin_verification (self, FALSE);
  return TRUE;
}

gboolean
vouch_practice_account_get_key_saved (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  return self->key_saved;
}

gint64
vouch_practice_account_get_key_made (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), 0);

  return self->key_made;
}

static gboolean
same_key (const char *ours,
          const char *theirs)
{
  guint8 our_key[VOUCH_PRACTICE_KEY_SIZE], their_key[VOUCH_PRACTICE_KEY_SIZE];

  return ours != NULL &&
         vouch_practice_key_parse (ours, our_key) &&
         vouch_practice_key_parse (theirs, their_key) &&
         memcmp (our_key, their_key, VOUCH_PRACTICE_KEY_SIZE) == 0;
}

static gboolean
check_key (VouchPracticeAccount  *self,
           const char            *key,
           GError               **error)
{
  if (same_key (self->key, key))
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_KEY_REFUSED,
                       "This is not the recovery key of the account.");
  return FALSE;
}

static gboolean
check_initialized (VouchPracticeAccount  *self,
                   GError               **error)
{
  if (self->state > VOUCH_PRACTICE_INITIALIZING)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "Beeper is still getting ready.");
  return FALSE;
}

/* The key brings everything with it, so a verification that still runs has nothing left to do. */
static void
open_everything (VouchPracticeAccount *self)
{
  if (self->state >= VOUCH_PRACTICE_NEEDS_FIRST_SYNC)
    {
      vouch_practice_account_emit_changed (self);
      return;
    }
  vouch_practice_account_forget_verification (self);
  vouch_practice_account_advance (self, VOUCH_PRACTICE_NEEDS_FIRST_SYNC);
}

gboolean
vouch_practice_account_unlock (VouchPracticeAccount  *self,
                               const char            *key,
                               GError               **error)
{
  if (!check_initialized (self, error) || !check_key (self, key, error))
    return FALSE;
  self->key_saved = TRUE;
  open_everything (self);
  return TRUE;
}

const char *
vouch_practice_account_reset_key (VouchPracticeAccount  *self,
                                  const char            *existing_key,
                                  GError               **error)
{
  guint8 key[VOUCH_PRACTICE_KEY_SIZE];

  if (!check_initialized (self, error) ||
      (existing_key != NULL && !check_key (self, existing_key, error)))
    return NULL;
  vouch_practice_key_fill (self->random, key, sizeof key);
  g_free (self->pending_key);
  self->pending_key = vouch_practice_key_format (key);
  vouch_practice_account_emit_changed (self);
  return self->pending_key;
}

gboolean
vouch_practice_account_confirm_key (VouchPracticeAccount  *self,
                                    const char            *key,
                                    GError               **error)
{
  if (self->pending_key == NULL)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "No new recovery key waits to be confirmed.");
      return FALSE;
    }
  /* Byte for byte: a client that tidied the key up shows here. */
  if (strcmp (key, self->pending_key) != 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_KEY_REFUSED,
                           "This is not the new recovery key.");
      return FALSE;
    }
  g_free (self->key);
  self->key = g_steal_pointer (&self->pending_key);
  self->key_made = g_get_real_time () / 1000;
  self->key_saved = TRUE;
  open_everything (self);
  return TRUE;
}
