/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-reset"

#include "vouch-key-reset.h"

#include "vouch-error.h"
#include "vouch-property.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"

#define NOT_SEEN (-2)   /* value of "saved_before" */

/* VouchSetup asks for the consent and decides when to confirm.
 *
 * A request is not cancelled when the caller is. The server may have created a key already, and
 * that must reach the store. */
struct _VouchKeyReset
{
  GObject parent_instance;

  gint64           made_at;   /* Unix time in seconds */
  gint64           saved_before;   /* @saved_at when the key was received, or NOT_SEEN */
  VouchKeyVerdict  verdict;
  guint            serial;    /* increased when the key is cleared: older calls do not set it */

  /* owned */
  VouchTokenStore *store;
  char            *audience;  /* of the server that made the key */
  char            *account;   /* of the key; "" when unknown */
  char            *filed;     /* the account under which the store has it: "account" or "" */
  char            *key;       /* secret */
};

G_DEFINE_FINAL_TYPE (VouchKeyReset, vouch_key_reset, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_HAS_KEY,
  PROP_MADE_AT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A call, from its first request until the store has answered. */
typedef struct {
  guint       serial;
  char       *audience;   /* owned */
  char       *account;    /* owned */
  char       *filed;      /* owned */
  char       *key;        /* owned, secret */
  VouchReply *reply;      /* owned */
} Call;

static void
call_free (Call *call)
{
  g_free (call->audience);
  g_free (call->account);
  g_free (call->filed);
  vouch_secret_free (call->key);
  g_clear_object (&call->reply);
  g_free (call);
}

static GTask *
call_new (VouchKeyReset       *self,
          const char          *audience,
          const char          *account,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->serial = self->serial;
  call->audience = g_strdup (audience);
  call->account = g_strdup (account != NULL ? account : "");
  call->filed = g_strdup (call->account);
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  return task;
}

static void
return_reply (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&call->reply), g_object_unref);
}

static void
set_owner (VouchKeyReset *self,
           const char    *audience,
           const char    *account,
           const char    *filed)
{
  g_free (self->audience);
  g_free (self->account);
  g_free (self->filed);
  self->audience = g_strdup (audience);
  self->account = g_strdup (account);
  self->filed = g_strdup (filed);
}

/* @call: (nullable): the call that brought the key; NULL: there is no key any more */
static void
set_key (VouchKeyReset *self,
         const Call    *call,
         gint64         made_at)
{
  const char *key = call != NULL ? call->key : NULL;

  if (call != NULL)
    set_owner (self, call->audience, call->account, call->filed);
  vouch_property_set (self, &self->made_at, made_at, properties[PROP_MADE_AT]);
  if (g_strcmp0 (self->key, key) != 0)
    {
      self->verdict = VOUCH_KEY_VERDICT_HEARD;
      self->saved_before = NOT_SEEN;
      vouch_secret_set (&self->key, key);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_KEY]);
    }
}

/* Loading an unconfirmed key: under its account first, then under "" */

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchKeyReset *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  call->key = vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (call->key == NULL && *call->filed != '\0')
    {
      *call->filed = '\0';
      vouch_token_store_load_async (self->store, call->audience, call->filed,
                                    VOUCH_SECRET_RECOVERY_KEY, cancellable, on_load_ready,
                                    g_steal_pointer (&task));
      return;
    }
  if (call->key != NULL && call->serial == self->serial)
    set_key (self, call, 0);
  g_task_return_boolean (task, TRUE);
}

/* Creating a key */

static void
on_save_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchKeyReset *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  /* The call has no cancellable. If the keyring refuses the key, the store has it in memory. */
  vouch_token_store_save_finish (VOUCH_TOKEN_STORE (source), result, NULL);
  if (call->serial == self->serial)
    set_key (self, call, g_get_real_time () / G_USEC_PER_SEC);
  return_reply (task);
}

static void
on_create_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchKeyReset *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (call->reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  call->key = vouch_reply_steal_recovery_key (call->reply);
  if (call->key == NULL || *call->key == '\0')
    {
      g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "No recovery key came");
      return;
    }
  vouch_token_store_save_async (self->store, call->audience, call->filed, VOUCH_SECRET_RECOVERY_KEY,
                                call->key, NULL, on_save_ready, g_steal_pointer (&task));
}

/* Confirming a key */

VouchKeyVerdict
vouch_key_verdict_weigh (VouchKeyVerdict  before,
                         const GError    *error)
{
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED))
    return VOUCH_KEY_VERDICT_DOUBTFUL;
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_SERVER) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT))
    return VOUCH_KEY_VERDICT_LOST;
  if (before == VOUCH_KEY_VERDICT_HEARD)
    return VOUCH_KEY_VERDICT_HEARD;
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT) ? VOUCH_KEY_VERDICT_DOUBTFUL
                                                                    : VOUCH_KEY_VERDICT_LOST;
}

static void
on_remove_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchKeyReset *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  vouch_token_store_remove_finish (VOUCH_TOKEN_STORE (source), result, NULL);
  if (call->serial == self->serial)
    set_key (self, NULL, 0);
  return_reply (task);
}

static void
on_confirm_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchKeyReset *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (call->reply == NULL)
    {
      if (call->serial == self->serial)
        self->verdict = vouch_key_verdict_weigh (self->verdict, error);
      g_task_return_error (task, error);
      return;
    }

  vouch_token_store_remove_async (self->store, call->audience, call->filed,
                                  VOUCH_SECRET_RECOVERY_KEY, NULL, on_remove_ready,
                                  g_steal_pointer (&task));
}

static void
vouch_key_reset_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VouchKeyReset *self = VOUCH_KEY_RESET (object);

  switch (property_id)
    {
    case PROP_HAS_KEY:
      g_value_set_boolean (value, self->key != NULL);
      break;
    case PROP_MADE_AT:
      g_value_set_int64 (value, self->made_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_key_reset_finalize (GObject *object)
{
  VouchKeyReset *self = VOUCH_KEY_RESET (object);

  g_clear_object (&self->store);
  set_owner (self, NULL, NULL, NULL);
  g_clear_pointer (&self->key, vouch_secret_free);

  G_OBJECT_CLASS (vouch_key_reset_parent_class)->finalize (object);
}

static void
vouch_key_reset_class_init (VouchKeyResetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_key_reset_get_property;
  object_class->finalize = vouch_key_reset_finalize;

  properties[PROP_HAS_KEY] =
    g_param_spec_boolean ("has-key", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  properties[PROP_MADE_AT] =
    g_param_spec_int64 ("made-at", NULL, NULL, 0, G_MAXINT64, 0, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_key_reset_init (VouchKeyReset *self)
{
}

VouchKeyReset *
vouch_key_reset_new (VouchTokenStore *store)
{
  VouchKeyReset *self = NULL;

  g_return_val_if_fail (VOUCH_IS_TOKEN_STORE (store), NULL);

  self = g_object_new (VOUCH_TYPE_KEY_RESET, NULL);
  self->store = g_object_ref (store);
  return self;
}

const char *
vouch_key_reset_get_key (VouchKeyReset *self)
{
  g_return_val_if_fail (VOUCH_IS_KEY_RESET (self), NULL);

  return self->key;
}

gboolean
vouch_key_reset_has_key (VouchKeyReset *self,
                         const char    *account)
{
  g_return_val_if_fail (VOUCH_IS_KEY_RESET (self), FALSE);

  return self->key != NULL && g_str_equal (self->account, account != NULL ? account : "");
}

gboolean
vouch_key_reset_is_for (VouchKeyReset *self,
                        const char    *audience,
                        const char    *account)
{
  g_return_val_if_fail (VOUCH_IS_KEY_RESET (self), FALSE);

  return g_strcmp0 (self->audience, audience) == 0 &&
         g_strcmp0 (self->account, account != NULL ? account : "") == 0;
}

gboolean
vouch_key_reset_matches (VouchKeyReset *self,
                         const char    *characters)
{
  g_return_val_if_fail (VOUCH_IS_KEY_RESET (self), FALSE);
  g_return_val_if_fail (characters != NULL, FALSE);

  return self->key != NULL && vouch_recovery_key_ends_with (self->key, characters);
}

void
vouch_key_reset_resume_async (VouchKeyReset       *self,
                              const char          *audience,
                              const char          *account,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (VOUCH_IS_KEY_RESET (self));
  g_return_if_fail (audience != NULL);

  vouch_key_reset_clear (self);
  task = call_new (self, audience, account, cancellable, callback, user_data);
  call = g_task_get_task_data (task);
  set_owner (self, call->audience, call->account, call->filed);
  vouch_token_store_load_async (self->store, audience, call->filed, VOUCH_SECRET_RECOVERY_KEY,
                                cancellable, on_load_ready, task);
}

void
vouch_key_reset_create_async (VouchKeyReset       *self,
                              VouchClient         *client,
                              const char          *account,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (VOUCH_IS_KEY_RESET (self));
  g_return_if_fail (VOUCH_IS_CLIENT (client));

  vouch_client_reset_recovery_key_async (client, NULL, NULL, on_create_ready,
                                         call_new (self, vouch_client_get_audience (client),
                                                   account, cancellable, callback, user_data));
}

/* Sends the key only to the server that made it. */
void
vouch_key_reset_confirm_async (VouchKeyReset       *self,
                               VouchClient         *client,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Call *call;

  g_return_if_fail (VOUCH_IS_KEY_RESET (self));
  g_return_if_fail (VOUCH_IS_CLIENT (client));

  task = call_new (self, vouch_client_get_audience (client), self->account, cancellable, callback,
                   user_data);
  call = g_task_get_task_data (task);
  g_free (call->filed);
  call->filed = g_strdup (self->filed);
  if (self->key == NULL || g_strcmp0 (self->audience, vouch_client_get_audience (client)) != 0)
    {
      g_task_return_new_error (task, VOUCH_ERROR, VOUCH_ERROR_CONFLICT,
                               "There is no key of this server to be confirmed");
      return;
    }
  vouch_client_confirm_recovery_key_async (client, self->key, NULL, on_confirm_ready,
                                           g_steal_pointer (&task));
}

void
vouch_key_reset_settle (VouchKeyReset *self,
                        gint64         saved_at,
                        gboolean       goes_on)
{
  g_return_if_fail (VOUCH_IS_KEY_RESET (self));

  if (self->saved_before == NOT_SEEN)
    self->saved_before = saved_at;
  else if (self->verdict == VOUCH_KEY_VERDICT_DOUBTFUL && goes_on && saved_at >= 0 &&
           saved_at != self->saved_before)
    vouch_key_reset_forget (self);
}

gboolean
vouch_key_reset_resume_finish (VouchKeyReset  *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

VouchReply *
vouch_key_reset_finish (VouchKeyReset  *self,
                        GAsyncResult   *result,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vouch_key_reset_forget (VouchKeyReset *self)
{
  g_return_if_fail (VOUCH_IS_KEY_RESET (self));

  if (self->audience != NULL)
    vouch_token_store_remove_async (self->store, self->audience, self->filed,
                                    VOUCH_SECRET_RECOVERY_KEY, NULL, NULL, NULL);
  vouch_key_reset_clear (self);
}

void
vouch_key_reset_clear (VouchKeyReset *self)
{
  g_return_if_fail (VOUCH_IS_KEY_RESET (self));

  self->serial++;
  set_key (self, NULL, 0);
  set_owner (self, NULL, NULL, NULL);
}
