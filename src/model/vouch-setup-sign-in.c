/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-authorizer.h"
#include "vouch-json.h"
#include "vouch-secret.h"

/* The part of VouchSetup that gets access: signing in, and tokens. */

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
  vouch_setup_update (self);
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

/* A reply that signed in, while its token is on the way into the store. */
typedef struct {
  VouchSetup *self;    /* owned */
  JsonObject *reply;   /* owned */
} SignedIn;

static void
on_save_token_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autofree SignedIn *signed_in = user_data;
  g_autoptr(VouchSetup) self = signed_in->self;
  g_autoptr(JsonObject) reply = signed_in->reply;
  GError *error = NULL;

  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_sign_in_start_over (self->sign_in);
  vouch_token_store_save (self->store, vouch_server_get_origin (self->server),
                          VOUCH_SECRET_LEAD_TOKEN, NULL, NULL, NULL, NULL);
  vouch_setup_end (self, reply, error);
}

/* A token that a sign-in brings is given only once: it is stored before anything else is done with
 * the reply. */
static void
save_token_and_end (VouchSetup *self,
                    const char *token,
                    JsonObject *reply)
{
  SignedIn *signed_in = g_new0 (SignedIn, 1);

  signed_in->self = g_object_ref (self);
  signed_in->reply = json_object_ref (reply);
  vouch_setup_set_token (self, token);
  vouch_token_store_save (self->store, vouch_server_get_origin (self->server),
                          VOUCH_SECRET_ACCESS_TOKEN, token, self->cancellable,
                          on_save_token_ready, signed_in);
}

static void
on_sign_in_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  vouch_autosecret char *token = NULL;
  GError *error = NULL;
  const char *lead_token;

  reply = vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  token = vouch_json_steal_secret (vouch_json_get_object (reply, "matrix"), "accessToken");
  if (token != NULL)
    {
      save_token_and_end (self, token, reply);
      return;
    }

  lead_token = vouch_sign_in_get_lead_token (self->sign_in);
  if (reply != NULL && lead_token != NULL)
    vouch_token_store_save (self->store, vouch_server_get_origin (self->server),
                            VOUCH_SECRET_LEAD_TOKEN, lead_token, NULL, NULL, NULL);
  vouch_setup_end (self, reply, error);
  vouch_setup_update (self);
}

void
vouch_setup_submit_code (VouchSetup *self,
                         const char *code)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (code != NULL);

  if (self->step == VOUCH_STEP_CODE && vouch_setup_begin (self))
    vouch_sign_in_submit_code (self->sign_in, self->client, code, self->cancellable,
                               on_sign_in_ready, g_object_ref (self));
}

void
vouch_setup_register (VouchSetup *self,
                      const char *username)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (username != NULL);

  if (self->step == VOUCH_STEP_REGISTER && vouch_setup_begin (self))
    vouch_sign_in_register (self->sign_in, self->client, username, self->cancellable,
                            on_sign_in_ready, g_object_ref (self));
}

/* A token that the person pasted, while Beeper is asked whether it counts. */
typedef struct {
  VouchSetup *self;    /* owned */
  char       *token;   /* owned, secret */
} Trial;

static void
on_try_token_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autofree Trial *trial = user_data;
  g_autoptr(VouchSetup) self = trial->self;
  vouch_autosecret char *token = trial->token;
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonObject *session;
  GError *error = NULL;

  session = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (session != NULL)
    {
      json_object_set_object_member (reply, "session", session);
      save_token_and_end (self, token, reply);
      return;
    }
  vouch_setup_set_token (self, NULL);
  vouch_setup_end (self, NULL, error);
}

void
vouch_setup_use_token (VouchSetup *self,
                       const char *token)
{
  Trial *trial;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (token != NULL);

  if (!vouch_setup_begin (self))
    return;

  trial = g_new0 (Trial, 1);
  trial->self = g_object_ref (self);
  trial->token = g_strstrip (vouch_secret_dup (token));
  vouch_setup_set_token (self, trial->token);
  vouch_client_get_session (self->client, self->cancellable, on_try_token_ready, trial);
}

/* Access that is given up, until it is withdrawn. */
typedef struct {
  VouchTokenStore *store;    /* owned */
  VouchServer     *server;   /* owned */
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_object_unref (farewell->store);
  g_object_unref (farewell->server);
  g_free (farewell);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Farewell, farewell_free)

static void
on_revoke_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!vouch_authorizer_revoke_finish (VOUCH_AUTHORIZER (source), result, &error))
    g_debug ("The token was not withdrawn: %s", error->message);
}

/* The token leaves the store whatever Beeper says to its withdrawal. */
static void
on_load_last_token_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(Farewell) farewell = user_data;
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  vouch_autosecret char *token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, NULL);

  vouch_token_store_save (farewell->store, vouch_server_get_origin (farewell->server),
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL, NULL);
  if (token == NULL)
    return;
  authorizer = vouch_authorizer_new (farewell->server);
  vouch_authorizer_revoke (authorizer, token, NULL, on_revoke_ready, NULL);
}

void
vouch_setup_forget_access (VouchSetup *self)
{
  Farewell *farewell;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->busy || self->client == NULL)
    return;

  vouch_setup_take_problem (self, NULL);
  self->serial++;
  vouch_setup_set_token (self, NULL);
  g_clear_pointer (&self->token_override, vouch_secret_free);
  farewell = g_new0 (Farewell, 1);
  farewell->store = g_object_ref (self->store);
  farewell->server = g_object_ref (self->server);
  vouch_token_store_load (self->store, vouch_server_get_origin (self->server),
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, on_load_last_token_ready, farewell);
  vouch_watch_poke (self->watch);
}
