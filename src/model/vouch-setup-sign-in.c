/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-secret.h"

/* The part of VouchSetup that signs in. */

static VouchReply *
finish_sign_in (GObject       *source,
                GAsyncResult  *result,
                GError       **error)
{
  return vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, error);
}

static const VouchVerb send_code = { .finish = finish_sign_in };

void
vouch_setup_send_code (VouchSetup *self,
                       const char *email)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (email != NULL);

  call = vouch_setup_begin_verb (self, &send_code);
  if (call != NULL)
    vouch_sign_in_send_code_async (self->sign_in, self->client, email, self->cancellable,
                                   vouch_setup_on_verb_ready, call);
}

void
vouch_setup_send_new_code (VouchSetup *self)
{
  const char *email;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  email = vouch_sign_in_get_email (self->sign_in);
  if (email != NULL)
    vouch_setup_send_code (self, email);
}

/* Signed in: the token comes first. Else a registration goes on, after a restart too. */
static gboolean
take_sign_in (VouchSetup *self,
              VouchReply *reply)
{
  vouch_autosecret char *token = NULL;
  const char *lead_token;

  token = reply != NULL ? vouch_reply_steal_token (reply) : NULL;
  if (token != NULL)
    {
      vouch_setup_take_token (self, token, reply);
      return TRUE;
    }

  lead_token = vouch_sign_in_get_lead_token (self->sign_in);
  if (reply != NULL && lead_token != NULL)
    vouch_token_store_save_async (self->store, vouch_client_get_audience (self->client), NULL,
                                  VOUCH_SECRET_LEAD_TOKEN, lead_token, NULL, NULL, NULL);
  return FALSE;
}

static const VouchVerb submit_code = {
  .step = VOUCH_STEP_CODE,
  .finish = finish_sign_in,
  .take = take_sign_in,
};

void
vouch_setup_submit_code (VouchSetup *self,
                         const char *code)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (code != NULL);

  call = vouch_setup_begin_verb (self, &submit_code);
  if (call != NULL)
    vouch_sign_in_submit_code_async (self->sign_in, self->client, code, self->cancellable,
                                     vouch_setup_on_verb_ready, call);
}

/* The registration is remembered before its token: a crash in between must not make the account
 * look like an old one. */
static gboolean
take_registration (VouchSetup *self,
                   VouchReply *reply)
{
  if (reply != NULL)
    vouch_new_accounts_add (self->new_accounts, vouch_client_get_audience (self->client),
                            vouch_reply_get_account (reply));
  return take_sign_in (self, reply);
}

static const VouchVerb register_account = {
  .step = VOUCH_STEP_REGISTER,
  .finish = finish_sign_in,
  .take = take_registration,
};

void
vouch_setup_register (VouchSetup *self,
                      const char *username)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (username != NULL);

  call = vouch_setup_begin_verb (self, &register_account);
  if (call != NULL)
    vouch_sign_in_register_async (self->sign_in, self->client, username, self->cancellable,
                                  vouch_setup_on_verb_ready, call);
}
