/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-access"

#include "vouch-access.h"

#include <string.h>

#include "vouch-authorizer.h"
#include "vouch-property.h"
#include "vouch-secret.h"

#define MAX_ACCOUNT 255   /* bytes (Matrix specification, "User Identifiers") */

struct _VouchAccess
{
  GObject parent_instance;

  /* owned */
  VouchTokenStore *store;
  GHashTable      *trusted;            /* origins to which the user has connected */
  GHashTable      *refused;            /* audience and account of the tokens that got 401 */
  char            *override;           /* secret (nullable): the environment's token */
  char            *override_audience;  /* (nullable): the only server that may get it */
  char            *origin;             /* (nullable): of the server in use */
  char            *audience;
  char            *preferred;          /* (nullable): account whose token is tried first */
  char            *token;              /* secret (nullable) */
  char            *account;            /* (nullable): the key of the token in the store */

  gboolean         has_others;
};

G_DEFINE_FINAL_TYPE (VouchAccess, vouch_access, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_HAS_TOKEN,
  PROP_HAS_OTHERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_has_others (VouchAccess *self,
                gboolean     has_others)
{
  vouch_property_set (self, &self->has_others, has_others, properties[PROP_HAS_OTHERS]);
}

static char *
build_refused_key (VouchAccess *self,
                   const char  *account)
{
  return g_strconcat (self->audience, " ", account, NULL);
}

static gboolean
was_refused (VouchAccess *self,
             const char  *account)
{
  g_autofree char *key = build_refused_key (self, account);

  return g_hash_table_contains (self->refused, key);
}

/* Forgets the refusal of an account's token, because the account gets a new token. */
static void
forgive (VouchAccess *self,
         const char  *account)
{
  g_autofree char *key = build_refused_key (self, account);

  g_hash_table_remove (self->refused, key);
}

static gboolean
has_override (VouchAccess *self)
{
  if (self->override == NULL || self->origin == NULL ||
      !g_hash_table_contains (self->trusted, self->origin))
    return FALSE;
  if (self->override_audience == NULL)
    self->override_audience = g_strdup (self->audience);
  return g_str_equal (self->override_audience, self->audience);
}

/* Choosing a token */

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAccess *self = g_task_get_source_object (task);
  GError *error = NULL;
  vouch_autosecret char *token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  vouch_access_set_token (self, token, g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/* @task: (transfer full)
 * @account: (nullable): NULL: no token is used */
static void
use_token_of (GTask      *task,
              const char *account)
{
  VouchAccess *self = g_task_get_source_object (task);

  if (account == NULL)
    {
      vouch_access_set_token (self, NULL, NULL);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, g_strdup (account), g_free);
  vouch_token_store_load_async (self->store, self->audience, account, VOUCH_SECRET_ACCESS_TOKEN,
                                g_task_get_cancellable (task), on_load_ready, task);
}

/* Returns: (nullable): an element of @accounts */
static const char *
choose_account (VouchAccess        *self,
                const char * const *accounts)
{
  const char *account = accounts[0];

  if (self->preferred != NULL && g_strv_contains (accounts, self->preferred))
    account = self->preferred;
  return account != NULL && !was_refused (self, account) ? account : NULL;
}

/* Returns: (nullable): an element of @accounts */
static const char *
choose_other_account (VouchAccess        *self,
                      const char * const *accounts)
{
  while (*accounts != NULL && was_refused (self, *accounts))
    accounts++;
  return *accounts;
}

/* Returns: (transfer full) (nullable): the accounts; NULL: the task was returned with an error */
static char **
finish_list (GTask        *task,
             GObject      *source,
             GAsyncResult *result)
{
  GError *error = NULL;
  char **accounts = vouch_token_store_list_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (accounts == NULL)
    g_task_return_error (task, error);
  return accounts;
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAccess *self = g_task_get_source_object (task);
  g_auto(GStrv) accounts = finish_list (task, source, result);
  const char * const *all = (const char * const *) accounts;
  gboolean other = g_task_get_source_tag (task) == vouch_access_find_other_async;

  if (accounts != NULL)
    use_token_of (g_steal_pointer (&task), other ? choose_other_account (self, all)
                                                 : choose_account (self, all));
}

static void
on_list_left_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAccess *self = g_task_get_source_object (task);
  g_auto(GStrv) accounts = finish_list (task, source, result);

  if (accounts == NULL)
    return;
  set_has_others (self, choose_other_account (self, (const char * const *) accounts) != NULL);
  g_task_return_boolean (task, TRUE);
}

/* @task: (transfer full) */
static void
list_accounts (GTask               *task,
               GAsyncReadyCallback  callback)
{
  VouchAccess *self = g_task_get_source_object (task);

  vouch_token_store_list_async (self->store, self->audience, VOUCH_SECRET_ACCESS_TOKEN,
                                g_task_get_cancellable (task), callback, task);
}

/* Saving a token */

static void
on_store_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Forgetting tokens, one account after the other */

typedef struct {
  VouchServer  *server;      /* owned */
  char        **accounts;    /* owned; the accounts whose tokens are removed */
  guint         next;        /* index in "accounts" */
  char         *withdrawn;   /* owned, secret (nullable): the last token revoked */
} Farewell;

static void
farewell_free (gpointer data)
{
  Farewell *farewell = data;

  g_object_unref (farewell->server);
  g_strfreev (farewell->accounts);
  vouch_secret_free (farewell->withdrawn);
  g_free (farewell);
}

static void forget_next (GTask *task);

static void
on_remove_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Farewell *farewell = g_task_get_task_data (task);
  GError *error = NULL;

  vouch_token_store_remove_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  farewell->next++;
  forget_next (g_steal_pointer (&task));
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

/* Revokes a token once. It can be stored twice: under "" and under its account.
 *
 * @token: (nullable): NULL: there is nothing to revoke */
static void
withdraw (Farewell   *farewell,
          const char *token)
{
  g_autoptr(VouchAuthorizer) authorizer = NULL;

  if (token == NULL || g_strcmp0 (token, farewell->withdrawn) == 0)
    return;
  vouch_secret_set (&farewell->withdrawn, token);
  authorizer = vouch_authorizer_new (farewell->server);
  vouch_authorizer_revoke_async (authorizer, token, NULL, on_revoke_ready, NULL);
}

/* Removes the token without waiting for its revocation. */
static void
on_load_to_forget_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchAccess *self = g_task_get_source_object (task);
  Farewell *farewell = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  vouch_autosecret char *token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  withdraw (farewell, token);
  vouch_token_store_remove_async (self->store, self->audience, farewell->accounts[farewell->next],
                                  VOUCH_SECRET_ACCESS_TOKEN, cancellable, on_remove_ready,
                                  g_steal_pointer (&task));
}

/* @task: (transfer full) */
static void
forget_next (GTask *task)
{
  VouchAccess *self = g_task_get_source_object (task);
  Farewell *farewell = g_task_get_task_data (task);
  const char *account = farewell->accounts[farewell->next];

  if (account != NULL)
    {
      vouch_token_store_load_async (self->store, self->audience, account, VOUCH_SECRET_ACCESS_TOKEN,
                                    g_task_get_cancellable (task), on_load_to_forget_ready, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_list_to_forget_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Farewell *farewell = g_task_get_task_data (task);

  farewell->accounts = finish_list (task, source, result);
  if (farewell->accounts != NULL)
    forget_next (g_steal_pointer (&task));
}

static void
vouch_access_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchAccess *self = VOUCH_ACCESS (object);

  switch (property_id)
    {
    case PROP_HAS_TOKEN:
      g_value_set_boolean (value, self->token != NULL);
      break;
    case PROP_HAS_OTHERS:
      g_value_set_boolean (value, self->has_others);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_access_finalize (GObject *object)
{
  VouchAccess *self = VOUCH_ACCESS (object);

  g_object_unref (self->store);
  g_hash_table_unref (self->trusted);
  g_hash_table_unref (self->refused);
  vouch_secret_free (self->override);
  g_free (self->override_audience);
  g_free (self->origin);
  g_free (self->audience);
  g_free (self->preferred);
  vouch_secret_free (self->token);
  g_free (self->account);

  G_OBJECT_CLASS (vouch_access_parent_class)->finalize (object);
}

static void
vouch_access_class_init (VouchAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->get_property = vouch_access_get_property;
  object_class->finalize = vouch_access_finalize;

  properties[PROP_HAS_TOKEN] = g_param_spec_boolean ("has-token", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_OTHERS] = g_param_spec_boolean ("has-others", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_access_init (VouchAccess *self)
{
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->trusted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

VouchAccess *
vouch_access_new (VouchTokenStore *store,
                  const char      *override)
{
  VouchAccess *self;

  g_return_val_if_fail (VOUCH_IS_TOKEN_STORE (store), NULL);

  self = g_object_new (VOUCH_TYPE_ACCESS, NULL);
  self->store = g_object_ref (store);
  self->override = vouch_secret_dup (override);
  return self;
}

void
vouch_access_enter (VouchAccess *self,
                    const char  *origin,
                    const char  *audience,
                    const char  *preferred)
{
  g_return_if_fail (VOUCH_IS_ACCESS (self));
  g_return_if_fail (origin != NULL && audience != NULL);

  vouch_access_leave (self);
  self->origin = g_strdup (origin);
  self->audience = g_strdup (audience);
  self->preferred = g_strdup (preferred);
}

void
vouch_access_leave (VouchAccess *self)
{
  g_return_if_fail (VOUCH_IS_ACCESS (self));

  vouch_access_set_token (self, NULL, NULL);
  set_has_others (self, FALSE);
  g_clear_pointer (&self->preferred, g_free);
  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->audience, g_free);
}

void
vouch_access_trust_origin (VouchAccess *self,
                           const char  *origin)
{
  g_return_if_fail (VOUCH_IS_ACCESS (self));
  g_return_if_fail (origin != NULL);

  g_hash_table_add (self->trusted, g_strdup (origin));
}

const char *
vouch_access_get_token (VouchAccess *self)
{
  g_return_val_if_fail (VOUCH_IS_ACCESS (self), NULL);

  return self->token;
}

const char *
vouch_access_get_account (VouchAccess *self)
{
  g_return_val_if_fail (VOUCH_IS_ACCESS (self), NULL);

  return self->account;
}

gboolean
vouch_access_get_has_others (VouchAccess *self)
{
  g_return_val_if_fail (VOUCH_IS_ACCESS (self), FALSE);

  return self->has_others;
}

/* Notifies also when the text is the same, because the token must be confirmed again. */
void
vouch_access_set_token (VouchAccess *self,
                        const char  *token,
                        const char  *account)
{
  g_autofree char *copy = token != NULL ? g_strdup (account) : NULL;

  g_return_if_fail (VOUCH_IS_ACCESS (self));

  g_free (self->account);
  self->account = g_steal_pointer (&copy);
  vouch_secret_set (&self->token, token);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_TOKEN]);
}

void
vouch_access_store_async (VouchAccess         *self,
                          const char          *token,
                          const char          *account,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VOUCH_IS_ACCESS (self) && self->audience != NULL);
  g_return_if_fail (token != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  if (account == NULL || strlen (account) > MAX_ACCOUNT)
    account = "";
  vouch_access_set_token (self, token, account);
  forgive (self, account);
  vouch_token_store_save_async (self->store, self->audience, account, VOUCH_SECRET_ACCESS_TOKEN,
                                token, cancellable, on_store_ready, task);
}

void
vouch_access_remove_stored (VouchAccess *self)
{
  g_return_if_fail (VOUCH_IS_ACCESS (self));

  if (self->account != NULL)
    vouch_token_store_remove_async (self->store, self->audience, self->account,
                                    VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL);
}

void
vouch_access_find_async (VouchAccess         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_ACCESS (self) && self->audience != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  if (!has_override (self))
    {
      list_accounts (g_steal_pointer (&task), on_list_ready);
      return;
    }
  vouch_access_set_token (self, self->override, NULL);
  g_task_return_boolean (task, TRUE);
}

void
vouch_access_find_other_async (VouchAccess         *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (VOUCH_IS_ACCESS (self) && self->audience != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_access_find_other_async);
  list_accounts (task, on_list_ready);
}

/* All refusals are forgotten: when Beeper gets another account, the token of that account is valid
 * again. */
void
vouch_access_confirm (VouchAccess *self,
                      const char  *account)
{
  g_autofree char *before = NULL;

  g_return_if_fail (VOUCH_IS_ACCESS (self));

  if (self->token != NULL)
    g_hash_table_remove_all (self->refused);
  if (self->account == NULL || account == NULL || *account == '\0' ||
      strlen (account) > MAX_ACCOUNT || g_str_equal (account, self->account))
    return;

  before = g_steal_pointer (&self->account);
  self->account = g_strdup (account);
  vouch_token_store_move (self->store, self->audience, before, account, VOUCH_SECRET_ACCESS_TOKEN,
                          self->token);
}

void
vouch_access_refuse_async (VouchAccess         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (VOUCH_IS_ACCESS (self) && self->audience != NULL);

  if (self->account != NULL)
    g_hash_table_add (self->refused, build_refused_key (self, self->account));
  else if (self->token != NULL)
    g_clear_pointer (&self->override, vouch_secret_free);
  vouch_access_set_token (self, NULL, NULL);
  list_accounts (g_task_new (self, cancellable, callback, user_data), on_list_left_ready);
}

void
vouch_access_forget_async (VouchAccess         *self,
                           VouchServer         *server,
                           const char          *account,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  Farewell *farewell;
  const char *owner;

  g_return_if_fail (VOUCH_IS_ACCESS (self) && self->audience != NULL);
  g_return_if_fail (VOUCH_IS_SERVER (server));

  task = g_task_new (self, cancellable, callback, user_data);
  farewell = g_new0 (Farewell, 1);
  farewell->server = g_object_ref (server);
  g_task_set_task_data (task, farewell, farewell_free);
  owner = self->account != NULL ? self->account : account;
  /* A token is stored under "" until its account is known. */
  if (owner != NULL)
    farewell->accounts = g_strdupv ((char *[]) { (char *) owner, (char *) "", NULL });
  if (self->account != NULL)
    withdraw (farewell, self->token);
  vouch_access_set_token (self, NULL, NULL);
  if (has_override (self))
    g_clear_pointer (&self->override, vouch_secret_free);
  if (farewell->accounts != NULL)
    forget_next (task);
  else
    list_accounts (task, on_list_to_forget_ready);
}

gboolean
vouch_access_finish (VouchAccess   *self,
                     GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
