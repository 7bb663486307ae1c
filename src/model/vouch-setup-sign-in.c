/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-json.h"
#include "vouch-secret.h"

/* The part of VouchSetup that signs in. */

static void
on_send_code_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_setup_end (self, reply, error);
}

void
vouch_setup_send_code (VouchSetup *self,
                       const char *email)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (email != NULL);

  if (vouch_setup_begin (self))
    vouch_sign_in_send_code (self->sign_in, self->client, email, self->cancellable,
                             on_send_code_ready, g_object_ref (self));
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

/* @reply: (nullable); @error: (transfer full) (nullable) */
static void
end_sign_in (VouchSetup *self,
             JsonObject *reply,
             GError     *error)
{
  vouch_autosecret char *token = NULL;
  const char *lead_token;

  token = vouch_json_steal_secret (vouch_json_get_object (reply, "matrix"), "accessToken");
  if (token != NULL)
    {
      vouch_setup_take_token (self, token, reply);
      return;
    }

  lead_token = vouch_sign_in_get_lead_token (self->sign_in);
  if (reply != NULL && lead_token != NULL)
    vouch_token_store_save (self->store, vouch_client_get_audience (self->client), NULL,
                            VOUCH_SECRET_LEAD_TOKEN, lead_token, NULL, NULL, NULL);
  vouch_setup_end (self, reply, error);
}

static void
on_submit_code_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, &error);
  if (!vouch_setup_was_left (&error))
    end_sign_in (self, reply, error);
}

/* The registration is remembered before its token: a crash in between must not make the account
 * look like an old one. */
static void
on_register_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autofree char *user_id = NULL;
  GError *error = NULL;

  reply = vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  user_id = vouch_session_read_user_id (reply);
  vouch_new_accounts_add (self->new_accounts, vouch_client_get_audience (self->client), user_id);
  end_sign_in (self, reply, error);
}

void
vouch_setup_submit_code (VouchSetup *self,
                         const char *code)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (code != NULL);

  if (self->step == VOUCH_STEP_CODE && vouch_setup_begin (self))
    vouch_sign_in_submit_code (self->sign_in, self->client, code, self->cancellable,
                               on_submit_code_ready, g_object_ref (self));
}

void
vouch_setup_register (VouchSetup *self,
                      const char *username)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (username != NULL);

  if (self->step == VOUCH_STEP_REGISTER && vouch_setup_begin (self))
    vouch_sign_in_register (self->sign_in, self->client, username, self->cancellable,
                            on_register_ready, g_object_ref (self));
}
