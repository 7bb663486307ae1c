/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-token-store"

#include "vouch-token-store.h"

#include "vouch-keyring-queue.h"
#include "vouch-property.h"
#include "vouch-secret.h"
#include "vouch-stored-secret.h"

/* The use of the keyring in this run. */
typedef enum {
  KEYRING_NONE,       /* memory only */
  KEYRING_WILLING,
  KEYRING_REFUSED,    /* a save, a load or a list failed */
  KEYRING_DECLINED,   /* the user declined it: it gets removals only */
} Keyring;

/* Memory has a saved secret until the keyring has it, so that there is always a copy. After a
 * removal, memory has the entry without a secret until the keyring has dropped it, so that a
 * keyring that refuses does not bring it back. */
struct _VouchTokenStore
{
  GObject parent_instance;

  Keyring            keyring;

  /* owned */
  VouchKeyringQueue *queue;
  GPtrArray         *memory;   /* of VouchStoredSecret; the one saved last first */
};

G_DEFINE_FINAL_TYPE (VouchTokenStore, vouch_token_store, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_PERSISTENT,
  PROP_ASKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_keyring (VouchTokenStore *self,
             Keyring          keyring)
{
  vouch_property_set (self, &self->keyring, keyring, properties[PROP_PERSISTENT]);
}

/* Does not drop the entry while a later write of it is pending: memory has the secret of that
 * write. */
static void
drop_from_memory (VouchTokenStore         *self,
                  const VouchStoredSecret *about)
{
  VouchStoredSecret *kept = vouch_stored_secret_find (self->memory, about);

  if (kept != NULL && !vouch_keyring_queue_is_writing (self->queue, about))
    g_ptr_array_remove (self->memory, kept);
}

/* A removal that failed does not change "persistent". A load that found nothing does not prove that
 * the keyring is unlocked. */
static void
on_outcome (VouchKeyringQueue       *queue,
            VouchKeyringCall         call,
            const VouchStoredSecret *about,
            const GError            *error,
            VouchTokenStore         *self)
{
  if (error != NULL)
    {
      if (self->keyring == KEYRING_WILLING && call != VOUCH_KEYRING_REMOVE)
        set_keyring (self, KEYRING_REFUSED);
      return;
    }
  if (call == VOUCH_KEYRING_LIST || (call == VOUCH_KEYRING_LOAD && about->secret == NULL))
    return;
  if (call != VOUCH_KEYRING_LOAD)
    drop_from_memory (self, about);
  if (!vouch_stored_secret_any (self->memory))
    set_keyring (self, KEYRING_WILLING);
}

static void
on_notify_asking (VouchTokenStore *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

/* Accounts in memory come first, because they are newer.
 *
 * @others: (nullable): the accounts in the keyring */
static char **
merge_accounts (VouchTokenStore         *self,
                const VouchStoredSecret *wanted,
                char                   **others)
{
  g_autoptr(GStrvBuilder) accounts = g_strv_builder_new ();

  vouch_stored_secret_add_accounts (self->memory, wanted, accounts);
  for (; others != NULL && *others != NULL; others++)
    {
      g_autoptr(VouchStoredSecret) item = vouch_stored_secret_new (wanted->audience, *others,
                                                                   wanted->kind, NULL);

      if (vouch_stored_secret_find (self->memory, item) == NULL)
        g_strv_builder_add (accounts, *others);
    }
  return g_strv_builder_end (accounts);
}

static char *
dup_from_memory (VouchTokenStore         *self,
                 const VouchStoredSecret *wanted)
{
  const VouchStoredSecret *kept = vouch_stored_secret_find (self->memory, wanted);

  return kept != NULL ? vouch_secret_dup (kept->secret) : NULL;
}

/* The store succeeds when the keyring fails, because it has the memory. A cancelled task fails by
 * itself (g_task_set_check_cancellable()). */

static void
on_write_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  g_task_return_boolean (task, vouch_keyring_queue_write_finish (VOUCH_KEYRING_QUEUE (source),
                                                                 result, NULL));
}

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchTokenStore *self = g_task_get_source_object (task);
  char *found = vouch_keyring_queue_load_finish (VOUCH_KEYRING_QUEUE (source), result, NULL);

  if (found == NULL)
    found = dup_from_memory (self, g_task_get_task_data (task));
  g_task_return_pointer (task, found, (GDestroyNotify) vouch_secret_free);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  VouchTokenStore *self = g_task_get_source_object (task);
  g_auto(GStrv) others = vouch_keyring_queue_list_finish (VOUCH_KEYRING_QUEUE (source), result,
                                                          NULL);

  g_task_return_pointer (task, merge_accounts (self, g_task_get_task_data (task), others),
                         (GDestroyNotify) g_strfreev);
}

static void
vouch_token_store_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VouchTokenStore *self = VOUCH_TOKEN_STORE (object);

  switch (property_id)
    {
    case PROP_PERSISTENT:
      g_value_set_boolean (value, vouch_token_store_get_persistent (self));
      break;
    case PROP_ASKING:
      g_value_set_boolean (value, vouch_token_store_get_asking (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_token_store_finalize (GObject *object)
{
  VouchTokenStore *self = VOUCH_TOKEN_STORE (object);

  g_object_unref (self->queue);
  g_ptr_array_unref (self->memory);

  G_OBJECT_CLASS (vouch_token_store_parent_class)->finalize (object);
}

static void
vouch_token_store_class_init (VouchTokenStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->get_property = vouch_token_store_get_property;
  object_class->finalize = vouch_token_store_finalize;

  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, FALSE, flags);
  properties[PROP_ASKING] = g_param_spec_boolean ("asking", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_token_store_init (VouchTokenStore *self)
{
  self->memory = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_stored_secret_free);
  self->queue = vouch_keyring_queue_new ();
  g_signal_connect_object (self->queue, "outcome", G_CALLBACK (on_outcome), self, 0);
  g_signal_connect_object (self->queue, "notify::asking", G_CALLBACK (on_notify_asking), self,
                           G_CONNECT_SWAPPED);
}

VouchTokenStore *
vouch_token_store_new_keyring (void)
{
  VouchTokenStore *self = g_object_new (VOUCH_TYPE_TOKEN_STORE, NULL);

  self->keyring = KEYRING_WILLING;
  return self;
}

VouchTokenStore *
vouch_token_store_new_memory (void)
{
  return g_object_new (VOUCH_TYPE_TOKEN_STORE, NULL);
}

gboolean
vouch_token_store_get_persistent (VouchTokenStore *self)
{
  g_return_val_if_fail (VOUCH_IS_TOKEN_STORE (self), FALSE);

  return self->keyring == KEYRING_WILLING;
}

gboolean
vouch_token_store_get_asking (VouchTokenStore *self)
{
  g_return_val_if_fail (VOUCH_IS_TOKEN_STORE (self), FALSE);

  return vouch_keyring_queue_get_asking (self->queue);
}

void
vouch_token_store_decline (VouchTokenStore *self)
{
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));

  if (self->keyring == KEYRING_NONE)
    return;
  g_debug ("The user goes on without the keyring");
  set_keyring (self, KEYRING_DECLINED);
  vouch_keyring_queue_time_out_all (self->queue);
}

void
vouch_token_store_set_timeout (VouchTokenStore *self,
                               guint            milliseconds)
{
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));

  vouch_keyring_queue_set_timeout (self->queue, milliseconds);
}

static void
keep_in_memory (VouchTokenStore         *self,
                const VouchStoredSecret *about)
{
  VouchStoredSecret *before = vouch_stored_secret_find (self->memory, about);

  if (before != NULL)
    g_ptr_array_remove (self->memory, before);
  if (about->secret != NULL || self->keyring != KEYRING_NONE)
    g_ptr_array_insert (self->memory, 0, vouch_stored_secret_copy (about));
}

/* A keyring that refused is asked again, because it may have been unlocked since.
 *
 * @task: (transfer full) */
static void
save (VouchTokenStore         *self,
      const VouchStoredSecret *about,
      gboolean                 waited_for,
      GTask                   *task)
{
  g_autoptr(GTask) owned_task = task;

  keep_in_memory (self, about);
  if (self->keyring == KEYRING_NONE || self->keyring == KEYRING_DECLINED)
    g_task_return_boolean (task, self->keyring == KEYRING_NONE);
  else
    vouch_keyring_queue_ask_async (self->queue, VOUCH_KEYRING_SAVE, about, waited_for,
                                   g_task_get_cancellable (task), on_write_ready,
                                   g_steal_pointer (&owned_task));
}

void
vouch_token_store_save_async (VouchTokenStore     *self,
                              const char          *audience,
                              const char          *account,
                              const char          *kind,
                              const char          *secret,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(VouchStoredSecret) about = NULL;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL && secret != NULL);

  about = vouch_stored_secret_new (audience, account, kind, secret);
  save (self, about, callback != NULL, g_task_new (self, cancellable, callback, user_data));
}

gboolean
vouch_token_store_save_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vouch_token_store_remove_async (VouchTokenStore     *self,
                                const char          *audience,
                                const char          *account,
                                const char          *kind,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(VouchStoredSecret) about = NULL;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  about = vouch_stored_secret_new (audience, account, kind, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  keep_in_memory (self, about);
  switch (self->keyring)
    {
    case KEYRING_NONE:
      g_task_return_boolean (task, TRUE);
      break;
    case KEYRING_DECLINED:
      vouch_keyring_queue_ask_async (self->queue, VOUCH_KEYRING_REMOVE, about, FALSE, NULL, NULL,
                                     NULL);
      g_task_return_boolean (task, FALSE);
      break;
    case KEYRING_WILLING:
    case KEYRING_REFUSED:
    default:
      vouch_keyring_queue_ask_async (self->queue, VOUCH_KEYRING_REMOVE, about, callback != NULL,
                                     cancellable, on_write_ready, g_steal_pointer (&task));
    }
}

gboolean
vouch_token_store_remove_finish (VouchTokenStore  *self,
                                 GAsyncResult     *result,
                                 GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* If the keyring did not take the secret, its old entry is kept, because memory is lost with the
 * process. */
static void
on_move_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  VouchTokenStore *self = VOUCH_TOKEN_STORE (source);
  g_autoptr(VouchStoredSecret) before = user_data;

  if (vouch_token_store_save_finish (self, result, NULL))
    vouch_token_store_remove_async (self, before->audience, before->account, before->kind, NULL,
                                    NULL, NULL);
}

void
vouch_token_store_move (VouchTokenStore *self,
                        const char      *audience,
                        const char      *from,
                        const char      *to,
                        const char      *kind,
                        const char      *secret)
{
  g_autoptr(VouchStoredSecret) about = NULL;
  VouchStoredSecret *before;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL && secret != NULL);

  about = vouch_stored_secret_new (audience, to, kind, secret);
  before = vouch_stored_secret_new (audience, from, kind, NULL);
  save (self, about, FALSE, g_task_new (self, NULL, on_move_ready, before));
}

/* A keyring that refused is not asked to load or list: each request could show another prompt. */

void
vouch_token_store_load_async (VouchTokenStore     *self,
                              const char          *audience,
                              const char          *account,
                              const char          *kind,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VouchStoredSecret *about;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  about = vouch_stored_secret_new (audience, account, kind, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, about, (GDestroyNotify) vouch_stored_secret_free);
  if (vouch_stored_secret_find (self->memory, about) != NULL || self->keyring != KEYRING_WILLING)
    g_task_return_pointer (task, dup_from_memory (self, about),
                           (GDestroyNotify) vouch_secret_free);
  else
    vouch_keyring_queue_ask_async (self->queue, VOUCH_KEYRING_LOAD, about, TRUE, cancellable,
                                   on_load_ready, g_steal_pointer (&task));
}

char *
vouch_token_store_load_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vouch_token_store_list_async (VouchTokenStore     *self,
                              const char          *audience,
                              const char          *kind,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  VouchStoredSecret *about;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  about = vouch_stored_secret_new (audience, NULL, kind, NULL);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_task_data (task, about, (GDestroyNotify) vouch_stored_secret_free);
  if (self->keyring != KEYRING_WILLING)
    g_task_return_pointer (task, merge_accounts (self, about, NULL), (GDestroyNotify) g_strfreev);
  else
    vouch_keyring_queue_ask_async (self->queue, VOUCH_KEYRING_LIST, about, TRUE, cancellable,
                                   on_list_ready, g_steal_pointer (&task));
}

char **
vouch_token_store_list_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
