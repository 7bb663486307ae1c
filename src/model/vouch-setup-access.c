/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include <string.h>

#include "vouch-authorizer.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-secret.h"

#define MAX_ACCOUNT 255   /* bytes, as Matrix has it */

/* The part of VouchSetup that knows the access tokens: which one counts here, and under whose
 * account the store keeps it. */

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
vouch_setup_end_wait (VouchSetup *self)
{
  self->connecting = FALSE;
  if (!self->awaits_look)
    return;
  self->awaits_look = FALSE;
  vouch_setup_set_busy (self, FALSE);
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

/* A new token of an account counts again, whatever became of the last one. */
static void
save_token (VouchSetup          *self,
            const char          *account,
            const char          *token,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autofree char *key = build_refused_key (self, account);

  g_hash_table_remove (self->refused, key);
  vouch_token_store_save (self->store, vouch_client_get_audience (self->client), account,
                          VOUCH_SECRET_ACCESS_TOKEN, token, cancellable, callback, user_data);
}

static void
remove_token (VouchTokenStore *store,
              const char      *audience,
              const char      *account)
{
  vouch_token_store_save (store, audience, account,
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL, NULL);
}

/* Finding: the token of the account that was used last is tried first, then that which was saved
 * last, and so on. */

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
  if (self->preferred_account != NULL && g_strv_contains (accounts, self->preferred_account) &&
      !was_refused (self, self->preferred_account))
    return self->preferred_account;
  while (*accounts != NULL && was_refused (self, *accounts))
    accounts++;
  return *accounts;
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
  const char *account;
  Choice *choice;

  if (vouch_setup_was_left (&error))
    return;

  account = choose_account (self, (const char * const *) accounts);
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

void
vouch_setup_prefer_account (VouchSetup *self,
                            const char *account)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  g_free (self->preferred_account);
  self->preferred_account = g_strdup (account);
}

/* Nobody says for which Beeper a token in the environment is. It goes to the first that is used, and
 * to no other. */
static gboolean
has_override (VouchSetup *self)
{
  const char *audience = vouch_client_get_audience (self->client);

  if (self->token_override == NULL)
    return FALSE;
  if (self->override_audience == NULL)
    self->override_audience = g_strdup (audience);
  return g_str_equal (self->override_audience, audience);
}

/* Nothing else is done meanwhile: it would be done in nobody's name, or in another's. */
void
vouch_setup_find_token (VouchSetup *self)
{
  self->serial++;
  self->awaits_look = TRUE;
  vouch_setup_set_busy (self, TRUE);
  vouch_watch_hold (self->watch);
  if (has_override (self))
    look_with (self, self->token_override, NULL);
  else
    vouch_token_store_list (self->store, vouch_client_get_audience (self->client),
                            VOUCH_SECRET_ACCESS_TOKEN, self->cancellable, on_list_accounts_ready,
                            g_object_ref (self));
}

/* 401: Beeper is signed in, and our token is missing or no longer counts (api.md 2). Perhaps Beeper
 * has another account now, of which there is a token, too. Else what is known of the account may
 * be another account's by the next time. */
void
vouch_setup_lose_access (VouchSetup *self)
{
  gboolean stored = self->token_account != NULL;

  if (stored)
    g_hash_table_add (self->refused, build_refused_key (self, self->token_account));
  else if (self->token != NULL)
    g_clear_pointer (&self->token_override, vouch_secret_free);
  vouch_setup_set_token (self, NULL, NULL);
  vouch_setup_set_verification (self, NULL);
  if (stored)
    {
      vouch_setup_find_token (self);
      return;
    }
  vouch_session_clear (self->session);
  self->needs_token = TRUE;
  vouch_setup_end_wait (self);
  vouch_setup_update (self);
}

/* Filing */

/* A token that lies under another account than its own, until it has been moved. */
typedef struct {
  VouchTokenStore *store;      /* owned */
  char            *audience;   /* owned */
  char            *account;    /* owned: where it lies */
} Move;

static void
on_file_token_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autofree Move *move = user_data;
  g_autoptr(VouchTokenStore) store = move->store;
  g_autofree char *audience = move->audience;
  g_autofree char *account = move->account;

  remove_token (store, audience, account);
}

/* Whose a token is, the session says. */
static void
file_token (VouchSetup *self)
{
  const char *account = vouch_session_get_user_id (self->session);
  Move *move;

  if (self->token_account == NULL || account == NULL || *account == '\0' ||
      strlen (account) > MAX_ACCOUNT || g_str_equal (account, self->token_account))
    return;

  move = g_new0 (Move, 1);
  move->store = g_object_ref (self->store);
  move->audience = g_strdup (vouch_client_get_audience (self->client));
  move->account = g_steal_pointer (&self->token_account);
  self->token_account = g_strdup (account);
  save_token (self, account, self->token, NULL, on_file_token_ready, move);
}

void
vouch_setup_confirm_token (VouchSetup *self)
{
  vouch_events_set_token (self->events, self->token);
  file_token (self);
}

/* Getting */

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

  if (account == NULL || strlen (account) > MAX_ACCOUNT)
    account = "";
  signed_in->self = g_object_ref (self);
  signed_in->reply = json_object_ref (reply);
  vouch_setup_set_token (self, token, account);
  save_token (self, account, token, self->cancellable, on_save_token_ready, signed_in);
}

static void
on_try_token_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = json_object_new ();
  JsonObject *session;
  GError *error = NULL;

  session = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (session != NULL)
    {
      json_object_set_object_member (reply, "session", session);
      finish_sign_in (self, reply);
      return;
    }
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    remove_token (self->store, vouch_client_get_audience (self->client), self->token_account);
  vouch_setup_set_token (self, NULL, NULL);
  vouch_setup_end (self, NULL, error);
}

static void
on_save_trial_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  GError *error = NULL;

  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (!vouch_setup_was_left (&error))
    vouch_client_get_session (self->client, self->cancellable, on_try_token_ready,
                              g_object_ref (self));
}

/* It may be as hard to get again as one that a sign-in brings, so that it is stored before Beeper
 * has said whose it is, and whether it counts. */
void
vouch_setup_use_token (VouchSetup *self,
                       const char *token)
{
  vouch_autosecret char *stripped = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (token != NULL);

  if (!vouch_setup_begin (self))
    return;

  stripped = g_strstrip (vouch_secret_dup (token));
  vouch_setup_set_token (self, stripped, "");
  save_token (self, "", stripped, self->cancellable, on_save_trial_ready, g_object_ref (self));
}

/* Giving up */

/* Access that is given up, until it is withdrawn. */
typedef struct {
  VouchTokenStore *store;      /* owned */
  VouchServer     *server;     /* owned */
  char            *audience;   /* owned */
  char            *account;    /* owned (nullable) */
} Farewell;

static void
farewell_free (Farewell *farewell)
{
  g_object_unref (farewell->store);
  g_object_unref (farewell->server);
  g_free (farewell->audience);
  g_free (farewell->account);
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

  remove_token (farewell->store, farewell->audience, farewell->account);
  if (token == NULL)
    return;
  authorizer = vouch_authorizer_new (farewell->server);
  vouch_authorizer_revoke (authorizer, token, NULL, on_revoke_ready, NULL);
}

/* A token that overrode the stored one is not ours to withdraw; the stored one of this account
 * is. */
void
vouch_setup_forget_access (VouchSetup *self)
{
  Farewell *farewell;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->busy || self->client == NULL)
    return;

  vouch_setup_take_problem (self, NULL);
  self->serial++;
  farewell = g_new0 (Farewell, 1);
  farewell->store = g_object_ref (self->store);
  farewell->server = g_object_ref (self->server);
  farewell->audience = g_strdup (vouch_client_get_audience (self->client));
  farewell->account = self->token_account != NULL
                        ? g_strdup (self->token_account)
                        : g_strdup (vouch_session_get_user_id (self->session));
  vouch_setup_set_token (self, NULL, NULL);
  if (has_override (self))
    g_clear_pointer (&self->token_override, vouch_secret_free);
  vouch_token_store_load (self->store, farewell->audience, farewell->account,
                          VOUCH_SECRET_ACCESS_TOKEN, NULL, on_load_last_token_ready, farewell);
  vouch_watch_poke (self->watch);
}
