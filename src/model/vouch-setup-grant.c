/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include <string.h>

#include "vouch-authorizer.h"
#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-json.h"
#include "vouch-secret.h"

/* The part of VouchSetup through which access comes and goes: a sign-in brings a token, or the
 * person does; and the person gives it up. */

/* A reply that signed in, while its token is on the way into the store. */
typedef struct {
  VouchSetup *self;    /* owned */
  JsonObject *reply;   /* owned */
} SignedIn;

static void
finish_sign_in (VouchSetup *self,
                JsonObject *reply)
{
  vouch_sign_in_start_over (self->sign_in);
  vouch_token_store_save (self->store, vouch_client_get_audience (self->client), NULL,
                          VOUCH_SECRET_LEAD_TOKEN, NULL, NULL, NULL, NULL);
  vouch_setup_end (self, reply, NULL);
}

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
  if (!vouch_setup_was_left (&error))
    finish_sign_in (self, reply);
}

/* A token that a sign-in brings is given only once: it is stored before anything else is done with
 * the reply. */
void
vouch_setup_take_token (VouchSetup *self,
                        const char *token,
                        JsonObject *reply)
{
  JsonObject *matrix = vouch_json_get_object (reply, "matrix");
  const char *account = vouch_json_get_string (matrix, "userID");
  SignedIn *signed_in = g_new0 (SignedIn, 1);

  if (account == NULL || strlen (account) > VOUCH_SETUP_MAX_ACCOUNT)
    account = "";
  signed_in->self = g_object_ref (self);
  signed_in->reply = json_object_ref (reply);
  vouch_setup_set_token (self, token, account);
  vouch_setup_save_token (self, account, token, self->cancellable, on_save_token_ready,
                          signed_in);
}

/* A token that is tried, and what counted before: a token that may only read can have been in
 * use. */
typedef struct {
  VouchSetup *self;       /* owned */
  char       *token;      /* owned, secret */
  char       *previous;   /* owned, secret (nullable) */
  char       *account;    /* owned (nullable): under which the store has the previous one */
} Trial;

static void
trial_free (Trial *trial)
{
  g_object_unref (trial->self);
  vouch_secret_free (trial->token);
  vouch_secret_free (trial->previous);
  g_free (trial->account);
  g_free (trial);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)

static void
on_try_token_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchSetup *self = trial->self;
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonObject *session;
  GError *error = NULL;

  session = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (session != NULL)
    {
      json_object_set_object_member (reply, "session", session);
      if (self->intent == VOUCH_INTENT_ACCESS)
        vouch_setup_store_intent (self, VOUCH_INTENT_NONE);
      finish_sign_in (self, reply);
      return;
    }
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    vouch_setup_remove_token (self->store, vouch_client_get_audience (self->client),
                              self->token_account);
  vouch_setup_set_token (self, trial->previous, trial->account);
  vouch_setup_end_with_problem (self, error);
}

static void
on_save_trial_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchSetup *self = trial->self;
  GError *error = NULL;

  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (!vouch_setup_was_left (&error))
    vouch_client_get_session (self->client, self->cancellable, on_try_token_ready,
                              g_steal_pointer (&trial));
}

/* Where Beeper can be asked, it has said now that the token counts, and for more than reading. */
static void
on_ask_about_token_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchSetup *self = trial->self;
  const char *token = trial->token;
  GError *error = NULL;

  vouch_authorizer_introspect_finish (VOUCH_AUTHORIZER (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (error != NULL)
    {
      vouch_setup_end_with_problem (self, error);
      return;
    }
  vouch_setup_set_token (self, token, "");
  vouch_setup_save_token (self, "", token, self->cancellable, on_save_trial_ready,
                          g_steal_pointer (&trial));
}

/* It may be as hard to get again as one that a sign-in brings, so that it is stored before Beeper
 * has said whose it is, and whether it counts. */
void
vouch_setup_use_token (VouchSetup *self,
                       const char *token)
{
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  Trial *trial;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (token != NULL);

  if (!vouch_setup_begin (self))
    return;

  trial = g_new0 (Trial, 1);
  trial->self = g_object_ref (self);
  trial->token = vouch_input_token (token);
  if (trial->token == NULL)   /* it will be refused */
    trial->token = vouch_secret_dup (token);
  trial->previous = vouch_secret_dup (self->token);
  trial->account = g_strdup (self->token_account);
  authorizer = vouch_authorizer_new (self->server);
  vouch_authorizer_introspect (authorizer, trial->token, self->cancellable,
                               on_ask_about_token_ready, trial);
}

/* Access that is given up, one account after the other. */
typedef struct {
  VouchSetup *self;       /* owned */
  char      **accounts;   /* owned; whose tokens go */
  guint       next;       /* of those */
  char       *token;      /* owned, secret (nullable); withdrawn last */
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_object_unref (farewell->self);
  g_strfreev (farewell->accounts);
  vouch_secret_free (farewell->token);
  g_free (farewell);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Farewell, farewell_free)

static void give_up_next (Farewell *farewell);

static void
on_remove_token_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(Farewell) farewell = user_data;
  GError *error = NULL;

  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  farewell->next++;
  give_up_next (g_steal_pointer (&farewell));
}

static void
on_revoke_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!vouch_authorizer_revoke_finish (VOUCH_AUTHORIZER (source), result, &error))
    g_debug ("The token was not withdrawn: %s", error->message);
}

/* Once, also when it is stored twice, as long as it cannot be filed under its account.
 *
 * @token: (nullable): there is none to withdraw */
static void
withdraw (Farewell   *farewell,
          const char *token)
{
  g_autoptr(VouchAuthorizer) authorizer = NULL;

  if (token == NULL || g_strcmp0 (token, farewell->token) == 0)
    return;
  vouch_secret_set (&farewell->token, token);
  authorizer = vouch_authorizer_new (farewell->self->server);
  vouch_authorizer_revoke (authorizer, token, NULL, on_revoke_ready, NULL);
}

/* The token leaves the store whatever Beeper says to its withdrawal. */
static void
on_load_last_token_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(Farewell) farewell = user_data;
  VouchSetup *self = farewell->self;
  const char *account = farewell->accounts[farewell->next];
  GError *error = NULL;
  vouch_autosecret char *token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (vouch_setup_was_left (&error))
    return;

  withdraw (farewell, token);
  vouch_token_store_save (self->store, vouch_client_get_audience (self->client), account,
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, self->cancellable,
                          on_remove_token_ready, g_steal_pointer (&farewell));
}

/* @farewell: (transfer full) */
static void
give_up_next (Farewell *farewell)
{
  VouchSetup *self = farewell->self;
  const char *account = farewell->accounts[farewell->next];

  if (account != NULL)
    {
      vouch_token_store_load (self->store, vouch_client_get_audience (self->client), account,
                              VOUCH_SECRET_ACCESS_TOKEN, self->cancellable,
                              on_load_last_token_ready, farewell);
      return;
    }
  vouch_setup_end (self, NULL, NULL);
  farewell_free (farewell);
}

static void
on_list_accounts_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(Farewell) farewell = user_data;
  GError *error = NULL;

  farewell->accounts = vouch_token_store_list_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (!vouch_setup_was_left (&error))
    give_up_next (g_steal_pointer (&farewell));
}

/* A token that could not be filed under its account lies under "".
 *
 * @farewell: (transfer full); @account: (nullable): all of them */
static void
give_up (Farewell   *farewell,
         const char *account)
{
  VouchSetup *self = farewell->self;
  const char * const accounts[] = { account, "", NULL };

  if (account != NULL)
    {
      farewell->accounts = g_strdupv ((char **) accounts);
      give_up_next (farewell);
      return;
    }
  vouch_token_store_list (self->store, vouch_client_get_audience (self->client),
                          VOUCH_SECRET_ACCESS_TOKEN, self->cancellable, on_list_accounts_ready,
                          farewell);
}

/* A token that overrode the stored one is not ours to withdraw; the stored one of this account is.
 * Which account that is nobody knows while Beeper takes no token: then all go that are stored for
 * this address. Nothing else is done meanwhile: a new one must not be taken for the old. */
void
vouch_setup_forget_access (VouchSetup *self)
{
  g_autoptr(Farewell) farewell = NULL;
  g_autofree char *account = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!vouch_setup_begin (self))
    return;

  farewell = g_new0 (Farewell, 1);
  farewell->self = g_object_ref (self);
  if (self->token_account != NULL)
    withdraw (farewell, self->token);
  account = g_strdup (self->token_account != NULL ? self->token_account
                                                  : vouch_session_get_user_id (self->session));
  vouch_setup_set_token (self, NULL, NULL);
  if (vouch_setup_has_override (self))
    g_clear_pointer (&self->token_override, vouch_secret_free);
  give_up (g_steal_pointer (&farewell), account);
}
