/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-authorizer.h"
#include "vouch-json.h"
#include "vouch-secret.h"

/* The part of VouchSetup that knows the access token. */

void
vouch_setup_set_token (VouchSetup *self,
                       const char *token)
{
  vouch_client_set_token (self->client, token);
  vouch_events_set_token (self->events, token);
}

/* 401: Beeper is signed in, and our token is missing or no longer counts (api.md 2). What is known
 * of the account may be another account's by the next time. */
void
vouch_setup_lose_access (VouchSetup *self)
{
  vouch_setup_set_token (self, NULL);
  vouch_setup_set_verification (self, NULL);
  vouch_session_clear (self->session);
  self->needs_token = TRUE;
  vouch_setup_update (self);
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
                          NULL, VOUCH_SECRET_LEAD_TOKEN, NULL, NULL, NULL, NULL);
  vouch_setup_end (self, reply, error);
}

/* A token that a sign-in brings is given only once: it is stored before anything else is done with
 * the reply. */
void
vouch_setup_take_token (VouchSetup *self,
                        const char *token,
                        JsonObject *reply)
{
  SignedIn *signed_in = g_new0 (SignedIn, 1);

  signed_in->self = g_object_ref (self);
  signed_in->reply = json_object_ref (reply);
  vouch_setup_set_token (self, token);
  vouch_token_store_save (self->store, vouch_server_get_origin (self->server),
                          NULL, VOUCH_SECRET_ACCESS_TOKEN, token, self->cancellable,
                          on_save_token_ready, signed_in);
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
      vouch_setup_take_token (self, token, reply);
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
                          NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL, NULL);
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
                          NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL, on_load_last_token_ready,
                          farewell);
  vouch_watch_poke (self->watch);
}
