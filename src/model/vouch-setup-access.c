/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include <string.h>

#include "vouch-authorizer.h"
#include "vouch-error.h"
#include "vouch-secret.h"

/* The part of VouchSetup that knows the access tokens: which one counts here, and under whose
 * account the store keeps it. How they come and go: vouch-setup-grant.c. */

void
vouch_setup_set_token (VouchSetup *self,
                       const char *token,
                       const char *account)
{
  vouch_client_set_token (self->client, token);
  vouch_events_set_token (self->events, NULL);
  vouch_secret_set (&self->token, token);
  g_free (self->token_account);
  self->token_account = token != NULL ? g_strdup (account) : NULL;
}

void
vouch_setup_end_looking (VouchSetup *self)
{
  vouch_setup_update (self);
  if (self->activity == VOUCH_ACTIVITY_LOOKING)
    vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
}

static char *
build_refused_key (VouchSetup *self,
                   const char *account)
{
  return g_strconcat (vouch_client_get_audience (self->client), " ", account, NULL);
}

static gboolean
was_refused (VouchSetup *self,
             const char *account)
{
  g_autofree char *key = build_refused_key (self, account);

  return g_hash_table_contains (self->refused, key);
}

/* A refusal belongs to one token: the next token of the account starts without it. */
static void
forgive (VouchSetup *self,
         const char *account)
{
  g_autofree char *key = build_refused_key (self, account);

  g_hash_table_remove (self->refused, key);
}

void
vouch_setup_save_token (VouchSetup          *self,
                        const char          *account,
                        const char          *token,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  forgive (self, account);
  vouch_token_store_save (self->store, vouch_client_get_audience (self->client), account,
                          VOUCH_SECRET_ACCESS_TOKEN, token, cancellable, callback, user_data);
}

void
vouch_setup_remove_token (VouchTokenStore *store,
                          const char      *audience,
                          const char      *account)
{
  vouch_token_store_save (store, audience, account,
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL, NULL);
}

/* Finding: the token of the account that was used last is tried, else that which was saved last. The
 * others are tried on the user's word only: whoever answers 401 would hear one after the other. */

/* An account whose token is on the way out of the store. */
typedef struct {
  VouchSetup *self;      /* owned */
  char       *account;   /* owned */
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->self);
  g_free (choice->account);
  g_free (choice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
look_with (VouchSetup *self,
           const char *token,
           const char *account)
{
  vouch_setup_set_token (self, token, account);
  vouch_setup_look (self);
  vouch_watch_release (self->watch);
}

static void
on_load_token_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Choice) choice = user_data;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (vouch_setup_was_left (&error))
    return;

  look_with (choice->self, token, choice->account);
}

/* Returns: (nullable): one of @accounts */
static const char *
choose_account (VouchSetup         *self,
                const char * const *accounts)
{
  const char *account = accounts[0];

  if (self->preferred_account != NULL && g_strv_contains (accounts, self->preferred_account))
    account = self->preferred_account;
  return account != NULL && !was_refused (self, account) ? account : NULL;
}

/* Returns: (nullable): one of @accounts */
static const char *
choose_other_account (VouchSetup         *self,
                      const char * const *accounts)
{
  while (*accounts != NULL && was_refused (self, *accounts))
    accounts++;
  return *accounts;
}

/* @account: (nullable): none */
static void
look_as (VouchSetup *self,
         const char *account)
{
  Choice *choice;

  if (account == NULL)
    {
      look_with (self, NULL, NULL);
      return;
    }

  choice = g_new0 (Choice, 1);
  choice->self = g_object_ref (self);
  choice->account = g_strdup (account);
  vouch_token_store_load (self->store, vouch_client_get_audience (self->client), account,
                          VOUCH_SECRET_ACCESS_TOKEN, self->cancellable, on_load_token_ready,
                          choice);
}

static void
on_list_accounts_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts =
    vouch_token_store_list_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (!vouch_setup_was_left (&error))
    look_as (self, choose_account (self, (const char * const *) accounts));
}

static void
on_list_others_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts =
    vouch_token_store_list_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (!vouch_setup_was_left (&error))
    look_as (self, choose_other_account (self, (const char * const *) accounts));
}

void
vouch_setup_prefer_account (VouchSetup *self,
                            const char *account)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  g_free (self->preferred_account);
  self->preferred_account = g_strdup (account);
}

void
vouch_setup_trust_address (VouchSetup *self,
                           const char *address)
{
  char *origin;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (address != NULL);

  origin = vouch_server_parse_address (address, NULL);
  if (origin != NULL)
    g_hash_table_add (self->trusted, origin);
}

/* A token in the environment names no Beeper. It goes to the first that is used at a trusted
 * address, and to no other. */
gboolean
vouch_setup_has_override (VouchSetup *self)
{
  const char *audience = vouch_client_get_audience (self->client);

  if (self->token_override == NULL ||
      !g_hash_table_contains (self->trusted, vouch_client_get_origin (self->client)))
    return FALSE;
  if (self->override_audience == NULL)
    self->override_audience = g_strdup (audience);
  return g_str_equal (self->override_audience, audience);
}

/* Nothing else is done meanwhile: it would be done in nobody's name, or in another's. */
static void
begin_looking (VouchSetup *self)
{
  self->serial++;
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_watch_hold (self->watch);
}

static void
list_accounts (VouchSetup          *self,
               GAsyncReadyCallback  callback)
{
  vouch_token_store_list (self->store, vouch_client_get_audience (self->client),
                          VOUCH_SECRET_ACCESS_TOKEN, self->cancellable, callback,
                          g_object_ref (self));
}

void
vouch_setup_find_token (VouchSetup *self)
{
  begin_looking (self);
  if (vouch_setup_has_override (self))
    look_with (self, self->token_override, NULL);
  else
    list_accounts (self, on_list_accounts_ready);
}

void
vouch_setup_try_other_access (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_busy (self) || !self->other_access)
    return;
  vouch_setup_take_problem (self, NULL);
  begin_looking (self);
  list_accounts (self, on_list_others_ready);
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
on_list_left_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts =
    vouch_token_store_list_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (vouch_setup_was_left (&error))
    return;

  vouch_setup_store_other_access (
    self, choose_other_account (self, (const char * const *) accounts) != NULL);
  end_access (self);
  vouch_watch_release (self->watch);
}

/* 401: Beeper is signed in, and our token is missing or no longer counts (api.md 2). Perhaps Beeper
 * has another account now, of which there is a token, too: that is for the user to say. */
void
vouch_setup_lose_access (VouchSetup *self)
{
  gboolean had_token = self->token != NULL;

  if (self->token_account != NULL)
    g_hash_table_add (self->refused, build_refused_key (self, self->token_account));
  else if (self->token != NULL)
    g_clear_pointer (&self->token_override, vouch_secret_free);
  vouch_setup_set_token (self, NULL, NULL);
  vouch_setup_set_verification (self, NULL);
  if (!had_token)
    {
      end_access (self);
      return;
    }
  begin_looking (self);
  list_accounts (self, on_list_left_ready);
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
  vouch_watch_release (self->watch);
  g_object_freeze_notify (G_OBJECT (self));
  vouch_setup_take_problem (self, problem);
  vouch_setup_end_looking (self);
  g_object_thaw_notify (G_OBJECT (self));
  vouch_watch_poke (self->watch);
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
  g_autoptr(JsonObject) session = NULL;
  g_autoptr(VouchAuthorizer) authorizer = NULL;
  VouchSetup *self = doubt->self;
  GError *error = NULL;

  session = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    {
      g_clear_error (&error);
      vouch_watch_release (self->watch);
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
      vouch_authorizer_introspect (authorizer, self->token, self->cancellable,
                                   on_introspect_ready, g_steal_pointer (&doubt));
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
  vouch_watch_hold (self->watch);
  vouch_client_get_session (self->client, self->cancellable, on_read_session_ready, doubt);
}

/* Filing */

/* Whose a token is, the session says. */
static void
file_token (VouchSetup *self)
{
  const char *account = vouch_session_get_user_id (self->session);
  g_autofree char *before = NULL;

  if (self->token_account == NULL || account == NULL || *account == '\0' ||
      strlen (account) > VOUCH_SETUP_MAX_ACCOUNT || g_str_equal (account, self->token_account))
    return;

  before = g_steal_pointer (&self->token_account);
  self->token_account = g_strdup (account);
  forgive (self, account);
  vouch_token_store_move (self->store, vouch_client_get_audience (self->client), before, account,
                          VOUCH_SECRET_ACCESS_TOKEN, self->token);
}

/* What Beeper refused while it had another account may count the next time that it changes. */
void
vouch_setup_confirm_token (VouchSetup *self)
{
  if (self->token != NULL)
    g_hash_table_remove_all (self->refused);
  vouch_events_set_token (self->events, self->token);
  file_token (self);
}
