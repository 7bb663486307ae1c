/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-account"

#include "vouch-practice-account-private.h"

/* The account before anybody trusts anything: signing in, registering, tokens. */

#define TOKEN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define DOMAIN_NAME "beeper.com"
/* When the key of the existing account was made: some day in the past, in milliseconds. */
#define OLD_KEY_MADE G_GINT64_CONSTANT (1717243200000)

static void
become (VouchPracticeAccount *self,
        const char           *username,
        gboolean              is_new)
{
  g_free (self->user_id);
  self->user_id = g_strdup_printf ("@%s:%s", username, DOMAIN_NAME);
  self->is_new = is_new;
  g_free (self->key);
  self->key = is_new ? NULL : g_strdup (VOUCH_PRACTICE_RECOVERY_KEY);
  self->key_made = is_new ? 0 : OLD_KEY_MADE;
  self->key_saved = !is_new;
  g_clear_pointer (&self->pending_key, g_free);
  vouch_practice_sign_in_clear (self->sign_in);
}

void
vouch_practice_account_jump (VouchPracticeAccount *self,
                             VouchPracticeState    state)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  if (state == VOUCH_PRACTICE_NEEDS_LOGIN)
    {
      vouch_practice_account_clear (self);
      return;
    }
  /* One that is done would go on from where the account no longer is. */
  vouch_practice_account_forget_verification (self);
  if (self->user_id == NULL)
    become (self, self->username, state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP &&
                                  !self->flags[VOUCH_PRACTICE_FLAG_LEGACY]);
  vouch_practice_account_advance (self, state);
}

void
vouch_practice_account_clear (VouchPracticeAccount *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  vouch_practice_account_forget_verification (self);
  vouch_practice_sign_in_clear (self->sign_in);
  g_hash_table_remove_all (self->tokens);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->pending_key, g_free);
  self->key_made = 0;
  self->key_saved = FALSE;
  vouch_practice_account_advance (self, VOUCH_PRACTICE_NEEDS_LOGIN);
}

VouchPracticeState
vouch_practice_account_get_state (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), VOUCH_PRACTICE_NEEDS_LOGIN);

  return self->state;
}

const char *
vouch_practice_account_get_user_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->user_id;
}

const char *
vouch_practice_account_get_device_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->device_id;
}

static gboolean
check_signed_out (VouchPracticeAccount  *self,
                  GError               **error)
{
  if (self->state == VOUCH_PRACTICE_NEEDS_LOGIN)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "This Beeper is signed in already.");
  return FALSE;
}

const char *
vouch_practice_account_start (VouchPracticeAccount  *self,
                              GError               **error)
{
  const char *request_id;

  if (!check_signed_out (self, error))
    return NULL;
  request_id = vouch_practice_sign_in_start (self->sign_in);
  vouch_practice_account_emit_changed (self);
  return request_id;
}

gboolean
vouch_practice_account_mail (VouchPracticeAccount  *self,
                             const char            *request_id,
                             const char            *address,
                             GError               **error)
{
  if (!check_signed_out (self, error) ||
      !vouch_practice_sign_in_mail (self->sign_in, request_id, address, error))
    return FALSE;
  vouch_practice_account_emit_changed (self);
  return TRUE;
}

VouchPracticeAnswer
vouch_practice_account_answer (VouchPracticeAccount  *self,
                               const char            *request_id,
                               const char            *code,
                               GError               **error)
{
  VouchPracticeAnswer answer;

  if (!check_signed_out (self, error))
    return VOUCH_PRACTICE_ANSWER_REFUSED;
  vouch_practice_sign_in_set_codes (self->sign_in, self->code_existing, self->code_new);
  vouch_practice_sign_in_set_lifetime (self->sign_in, self->times[VOUCH_PRACTICE_TIME_CODE]);
  answer = vouch_practice_sign_in_answer (self->sign_in, request_id, code, error);
  if (answer == VOUCH_PRACTICE_ANSWER_SIGNED_IN)
    {
      g_autofree char *username = vouch_practice_sign_in_dup_username (self->sign_in);

      become (self, username, FALSE);
      vouch_practice_account_advance (self, VOUCH_PRACTICE_INITIALIZING);
    }
  return answer;
}

const char *
vouch_practice_account_get_lead_token (VouchPracticeAccount *self)
{
  return vouch_practice_sign_in_get_lead_token (self->sign_in);
}

char *
vouch_practice_account_dup_suggestion (VouchPracticeAccount *self)
{
  return vouch_practice_sign_in_dup_username (self->sign_in);
}

gboolean
vouch_practice_account_register (VouchPracticeAccount  *self,
                                 const char            *request_id,
                                 const char            *lead_token,
                                 const char            *username,
                                 GError               **error)
{
  if (!check_signed_out (self, error) ||
      !vouch_practice_sign_in_register (self->sign_in, request_id, lead_token, username, error))
    return FALSE;
  become (self, username, TRUE);
  vouch_practice_account_advance (self, VOUCH_PRACTICE_INITIALIZING);
  return TRUE;
}

void
vouch_practice_account_expire_codes (VouchPracticeAccount *self)
{
  vouch_practice_sign_in_expire (self->sign_in);
}

const char *
vouch_practice_account_get_mail_address (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return vouch_practice_sign_in_get_address (self->sign_in);
}

/* An address that starts with "new" is told the code of a new account; both are good for either. */
const char *
vouch_practice_account_get_mail_code (VouchPracticeAccount *self)
{
  const char *address = vouch_practice_account_get_mail_address (self);

  if (address == NULL)
    return NULL;
  return g_str_has_prefix (address, "new") ? self->code_new : self->code_existing;
}

gboolean
vouch_practice_account_is_initializing (VouchPracticeAccount *self)
{
  return self->state == VOUCH_PRACTICE_INITIALIZING ||
         (self->state != VOUCH_PRACTICE_NEEDS_LOGIN &&
          self->flags[VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING]);
}

const char *
vouch_practice_account_issue_token (VouchPracticeAccount *self)
{
  g_autofree char *word = vouch_practice_key_word (self->random, TOKEN_LETTERS, 32);
  char *token = g_strconcat ("practice_", word, NULL);

  g_hash_table_insert (self->tokens, token, GINT_TO_POINTER (TRUE));
  return token;
}

void
vouch_practice_account_add_token (VouchPracticeAccount *self,
                                  const char           *token)
{
  g_hash_table_insert (self->tokens, g_strdup (token), GINT_TO_POINTER (TRUE));
}

void
vouch_practice_account_add_read_only_token (VouchPracticeAccount *self,
                                            const char           *token)
{
  g_hash_table_insert (self->tokens, g_strdup (token), GINT_TO_POINTER (FALSE));
}

gboolean
vouch_practice_account_takes_token (VouchPracticeAccount *self,
                                    const char           *token)
{
  return token != NULL && g_hash_table_contains (self->tokens, token);
}

gboolean
vouch_practice_account_may_write (VouchPracticeAccount *self,
                                  const char           *token)
{
  return token != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->tokens, token));
}

void
vouch_practice_account_withdraw_token (VouchPracticeAccount *self,
                                       const char           *token)
{
  if (token != NULL)
    g_hash_table_remove (self->tokens, token);
  else
    g_hash_table_remove_all (self->tokens);
}
