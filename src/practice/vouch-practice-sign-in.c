/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-sign-in"

#include "vouch-practice-sign-in.h"

#include <string.h>

#include "vouch-practice-keys.h"

/* Signing in by mail, on the side of the account. */
struct _VouchPracticeSignIn
{
  /* borrowed */
  GRand  *random;

  /* owned */
  char   *code_existing;
  char   *code_new;
  char   *request_id;
  char   *address;
  char   *lead_token;

  guint   lifetime;
  gint64  mailed_at;
};

#define WRONG_CODE "000000"
#define HEX "0123456789abcdef"
#define USERNAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789._-"

VouchPracticeSignIn *
vouch_practice_sign_in_new (GRand *random)
{
  VouchPracticeSignIn *self = g_new0 (VouchPracticeSignIn, 1);

  self->random = random;
  self->lifetime = 10 * 60 * 1000;
  return self;
}

void
vouch_practice_sign_in_free (VouchPracticeSignIn *self)
{
  vouch_practice_sign_in_clear (self);
  g_free (self->code_existing);
  g_free (self->code_new);
  g_free (self);
}

void
vouch_practice_sign_in_set_codes (VouchPracticeSignIn *self,
                                  const char          *existing,
                                  const char          *fresh)
{
  g_free (self->code_existing);
  g_free (self->code_new);
  self->code_existing = g_strdup (existing);
  self->code_new = g_strdup (fresh);
}

void
vouch_practice_sign_in_set_lifetime (VouchPracticeSignIn *self,
                                     guint                lifetime)
{
  self->lifetime = lifetime;
}

void
vouch_practice_sign_in_clear (VouchPracticeSignIn *self)
{
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->lead_token, g_free);
}

void
vouch_practice_sign_in_expire (VouchPracticeSignIn *self)
{
  self->mailed_at = 0;
}

const char *
vouch_practice_sign_in_start (VouchPracticeSignIn *self)
{
  vouch_practice_sign_in_clear (self);
  self->request_id = vouch_practice_key_word (self->random, HEX, 32);
  return self->request_id;
}

static gboolean
check_request (VouchPracticeSignIn  *self,
               const char           *request_id,
               GError              **error)
{
  if (g_strcmp0 (request_id, self->request_id) == 0)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                       "This sign-in request is unknown or was replaced by a newer one.");
  return FALSE;
}

gboolean
vouch_practice_sign_in_mail (VouchPracticeSignIn  *self,
                             const char           *request_id,
                             const char           *address,
                             GError              **error)
{
  const char *at = strchr (address, '@');

  if (!check_request (self, request_id, error))
    return FALSE;
  if (at == NULL || at == address || at[1] == '\0' || strpbrk (address, " \t\r\n") != NULL)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_INVALID,
                           "This is not an email address.");
      return FALSE;
    }
  g_free (self->address);
  self->address = g_strdup (address);
  self->mailed_at = g_get_monotonic_time ();
  return TRUE;
}

VouchPracticeAnswer
vouch_practice_sign_in_answer (VouchPracticeSignIn  *self,
                               const char           *request_id,
                               const char           *code,
                               GError              **error)
{
  gint64 age = g_get_monotonic_time () - self->mailed_at;
  gboolean exists;

  if (!check_request (self, request_id, error))
    return VOUCH_PRACTICE_ANSWER_REFUSED;
  exists = g_strcmp0 (code, self->code_existing) == 0;
  if (self->address == NULL || strcmp (code, WRONG_CODE) == 0 ||
      (!exists && g_strcmp0 (code, self->code_new) != 0))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_WRONG_CODE,
                           "That code is not right.");
      return VOUCH_PRACTICE_ANSWER_REFUSED;
    }
  if (self->mailed_at == 0 || age > self->lifetime * G_TIME_SPAN_MILLISECOND)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CODE_EXPIRED,
                           "That code has expired.");
      return VOUCH_PRACTICE_ANSWER_REFUSED;
    }
  if (exists)
    return VOUCH_PRACTICE_ANSWER_SIGNED_IN;
  /* The same code is valid again until the account is registered: a registration can be
   * interrupted. */
  if (self->lead_token == NULL)
    self->lead_token = vouch_practice_key_word (self->random, HEX, 40);
  return VOUCH_PRACTICE_ANSWER_REGISTER;
}

gboolean
vouch_practice_sign_in_register (VouchPracticeSignIn  *self,
                                 const char           *request_id,
                                 const char           *lead_token,
                                 const char           *username,
                                 GError              **error)
{
  if (!check_request (self, request_id, error))
    return FALSE;
  if (self->lead_token == NULL || strcmp (lead_token, self->lead_token) != 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                           "This registration is unknown.");
      return FALSE;
    }
  if (*username == '\0' || strlen (username) > 64 ||
      strspn (username, USERNAME_LETTERS) != strlen (username))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_INVALID,
                           "Usernames are made of lower-case letters, digits, dots, dashes and "
                           "underscores.");
      return FALSE;
    }
  if (strcmp (username, "taken") == 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_USERNAME_TAKEN,
                           "That username is taken. Free are: taken1, taken.again, not-taken.");
      return FALSE;
    }
  return TRUE;
}

const char *
vouch_practice_sign_in_get_address (VouchPracticeSignIn *self)
{
  return self->address;
}

const char *
vouch_practice_sign_in_get_lead_token (VouchPracticeSignIn *self)
{
  return self->lead_token;
}

char *
vouch_practice_sign_in_dup_username (VouchPracticeSignIn *self)
{
  g_autofree char *name = g_ascii_strdown (self->address != NULL ? self->address : "", -1);
  char *at = strchr (name, '@');

  if (at != NULL)
    *at = '\0';
  g_strcanon (name, USERNAME_LETTERS, '_');
  return g_strdup (*name != '\0' ? name : "practice");
}
