/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-authorizer.h"
#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-secret.h"

/* The part of VouchSetup through which access comes and goes. Which token counts is VouchAccess's
 * matter. */

void
vouch_setup_end_looking (VouchSetup *self)
{
  vouch_setup_update (self);
  if (self->activity == VOUCH_ACTIVITY_LOOKING)
    vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
}

/* LOOKING refuses all verbs: a verb could be sent with no token, or with that of another
 * account. */
static void
begin_looking (VouchSetup *self)
{
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_poller_pause (self->poller);
}

static void
on_find_token_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_poller_resume (self->poller);
  vouch_poller_start (self->poller);
}

void
vouch_setup_find_token (VouchSetup *self)
{
  begin_looking (self);
  vouch_access_find_async (self->access, self->cancellable, on_find_token_ready,
                           g_object_ref (self));
}

void
vouch_setup_try_other_access (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_busy (self) || !vouch_access_get_has_others (self->access))
    return;
  vouch_setup_take_problem (self, NULL);
  begin_looking (self);
  vouch_access_find_other_async (self->access, self->cancellable, on_find_token_ready,
                                 g_object_ref (self));
}

void
vouch_setup_trust_address (VouchSetup *self,
                           const char *address)
{
  g_autofree char *origin = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (address != NULL);

  origin = vouch_server_parse_address (address, NULL);
  if (origin != NULL)
    vouch_access_trust_origin (self->access, origin);
}

/* Forgets the session: Beeper can have another account at the next look. */
static void
end_access (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  vouch_session_clear (self->session);
  self->connection = VOUCH_CONNECTION_LOCKED_OUT;
  vouch_setup_end_looking (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_refuse_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_poller_resume (self->poller);
  end_access (self);
}

/* 401: Beeper is signed in, and our token is missing or no longer counts (api.md 2). Perhaps Beeper
 * has another account now, of which there is a token, too: that is for the user to say. */
void
vouch_setup_lose_access (VouchSetup *self)
{
  vouch_setup_set_verification (self, NULL);
  if (vouch_access_get_token (self->access) == NULL)
    {
      end_access (self);
      return;
    }
  begin_looking (self);
  vouch_access_refuse_async (self->access, self->cancellable, on_refuse_ready,
                             g_object_ref (self));
}

/* Doubting: a token that may only read gets 401 for each verb, and the session all the same. */

/* A verb that was refused, until it is known why. */
typedef struct {
  VouchSetup *self;       /* owned */
  GError     *key_error;  /* owned (nullable) */
} Doubt;

static void
doubt_free (Doubt *doubt)
{
  g_object_unref (doubt->self);
  g_clear_error (&doubt->key_error);
  g_free (doubt);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doubt, doubt_free)

/* @problem: (transfer full) */
static void
end_doubt (VouchSetup *self,
           GError     *problem)
{
  vouch_poller_resume (self->poller);
  g_object_freeze_notify (G_OBJECT (self));
  vouch_setup_take_problem (self, problem);
  vouch_setup_end_looking (self);
  g_object_thaw_notify (G_OBJECT (self));
  vouch_setup_poll (self);
}

static void
on_introspect_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Doubt) doubt = user_data;
  GError *error = NULL;

  vouch_authorizer_introspect_finish (VOUCH_AUTHORIZER (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_READ_ONLY))
    end_doubt (doubt->self, error);
  else
    {
      g_clear_error (&error);
      end_doubt (doubt->self, g_steal_pointer (&doubt->key_error));
    }
}

static void
on_read_session_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(Doubt) doubt = user_data;
  g_autoptr(VouchReply) session = NULL;
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  VouchSetup *self = doubt->self;
  GError *error = NULL;

  session = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    {
      g_clear_error (&error);
      vouch_poller_resume (self->poller);
      vouch_setup_lose_access (self);
    }
  else if (session == NULL)
    end_doubt (self, error);
  else if (doubt->key_error == NULL)
    end_doubt (self, g_error_new_literal (VOUCH_ERROR, VOUCH_ERROR_READ_ONLY,
                                          "The token counts, and not for this"));
  else
    {
      authorizer = vouch_authorizer_new (self->server);
      vouch_authorizer_introspect_async (authorizer, vouch_access_get_token (self->access),
                                         self->cancellable, on_introspect_ready,
                                         g_steal_pointer (&doubt));
    }
}

void
vouch_setup_doubt_access (VouchSetup *self,
                          GError     *key_error)
{
  Doubt *doubt = g_new0 (Doubt, 1);

  doubt->self = g_object_ref (self);
  doubt->key_error = key_error;
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_poller_pause (self->poller);
  vouch_client_get_session_async (self->client, self->cancellable, on_read_session_ready, doubt);
}

/* A sign-in brings a token, or the person does. */

/* A reply that signed in, while its token is on the way into the store. */
typedef struct {
  VouchSetup *self;    /* owned */
  VouchReply *reply;   /* owned */
} SignedIn;

static void
finish_sign_in (VouchSetup *self,
                VouchReply *reply)
{
  vouch_sign_in_start_over (self->sign_in);
  vouch_token_store_remove_async (self->store, vouch_client_get_audience (self->client), NULL,
                                  VOUCH_SECRET_LEAD_TOKEN, NULL, NULL, NULL);
  vouch_setup_end (self, reply, NULL);
}

static void
on_store_token_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autofree SignedIn *signed_in = user_data;
  g_autoptr(VouchSetup) self = signed_in->self;
  g_autoptr(VouchReply) reply = signed_in->reply;
  GError *error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (!vouch_setup_was_left (&error))
    finish_sign_in (self, reply);
}

/* A token that a sign-in brings is given only once: it is stored before anything else is done with
 * the reply. */
void
vouch_setup_take_token (VouchSetup *self,
                        const char *token,
                        VouchReply *reply)
{
  SignedIn *signed_in = g_new0 (SignedIn, 1);

  signed_in->self = g_object_ref (self);
  signed_in->reply = g_object_ref (reply);
  vouch_access_store_async (self->access, token, vouch_reply_get_account (reply),
                            self->cancellable, on_store_token_ready, signed_in);
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
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (reply != NULL)
    {
      if (self->intent == VOUCH_INTENT_ACCESS)
        vouch_setup_store_intent (self, VOUCH_INTENT_NONE);
      finish_sign_in (self, reply);
      return;
    }
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    vouch_access_remove_stored (self->access);
  vouch_access_set_token (self->access, trial->previous, trial->account);
  vouch_setup_end_with_problem (self, error);
}

static void
on_store_trial_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Trial) trial = user_data;
  VouchSetup *self = trial->self;
  GError *error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (!vouch_setup_was_left (&error))
    vouch_client_get_session_async (self->client, self->cancellable, on_try_token_ready,
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
  vouch_access_store_async (self->access, token, NULL, self->cancellable, on_store_trial_ready,
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
  trial->previous = vouch_secret_dup (vouch_access_get_token (self->access));
  trial->account = g_strdup (vouch_access_get_account (self->access));
  authorizer = vouch_authorizer_new (self->server);
  vouch_authorizer_introspect_async (authorizer, trial->token, self->cancellable,
                                     on_ask_about_token_ready, trial);
}

static void
on_forget_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  GError *error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (!vouch_setup_was_left (&error))
    vouch_setup_end (self, NULL, NULL);
}

/* The verb lasts until all tokens are forgotten: a token that came earlier would be forgotten,
 * too. */
void
vouch_setup_forget_access (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_begin (self))
    vouch_access_forget_async (self->access, self->server,
                               vouch_session_get_user_id (self->session), self->cancellable,
                               on_forget_ready, g_object_ref (self));
}
