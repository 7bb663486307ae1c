/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-token-store"

#include "vouch-token-store.h"

#include "vouch-keyring.h"
#include "vouch-secret.h"
#include "vouch-stored-secret.h"

#define PATIENCE 60000   /* milliseconds */

/* The use of the keyring in this run. */
typedef enum {
  KEYRING_NONE,       /* there is memory only */
  KEYRING_WILLING,
  KEYRING_REFUSED,    /* something did not get into it, or not out of it */
  KEYRING_DECLINED,   /* the person goes on without it: nothing more is to be kept there */
} Keyring;

/* Where secrets are kept. What is saved lies in memory first and leaves it when the keyring has it,
 * so that at no moment there is no copy. What is removed stays in memory as "gone" until the
 * keyring has dropped it, so that a keyring that refuses does not bring it back. */
struct _VouchTokenStore
{
  GObject parent_instance;

  Keyring     keyring;
  guint       patience;   /* milliseconds */

  /* owned */
  GPtrArray  *memory;     /* of VouchStoredSecret, the one saved last first */
  GPtrArray  *saving;     /* of Question, borrowed: to save or remove something, the oldest first */
  GPtrArray  *asked;      /* of Question, borrowed: whose callers wait for the answer */
};

G_DEFINE_FINAL_TYPE (VouchTokenStore, vouch_token_store, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_PERSISTENT,
  PROP_ASKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One question to the keyring, from the call until the keyring has answered. The caller may have
 * got an answer before that, because it cancelled or because patience ran out: a prompt is left
 * standing then. Answered late, it unlocks and saves all the same; and when it is called off,
 * libsecret 0.20 answers twice. */
typedef struct {
  VouchTokenStore   *self;         /* owned */
  GTask             *task;         /* owned; NULL once the caller has its answer */
  gpointer           call;         /* the source tag of the task */
  GSource           *cancelled;    /* owned (nullable); the caller has cancelled */
  guint              timer;
  VouchStoredSecret *about;        /* owned; with what is being saved */
} Question;

static void
set_keyring (VouchTokenStore *self,
             Keyring          keyring)
{
  if (self->keyring == keyring)
    return;
  self->keyring = keyring;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

/* A removal that failed leaves the secret in the keyring: "persistent" stays as it is. */
static void
note_refusal (const Question *question)
{
  if (question->self->keyring == KEYRING_WILLING &&
      (question->call != vouch_token_store_save_async || question->about->secret != NULL))
    set_keyring (question->self, KEYRING_REFUSED);
}

static void
begin_waiting (Question *question)
{
  VouchTokenStore *self = question->self;

  g_ptr_array_add (self->asked, question);
  if (self->asked->len == 1)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

static void
end_waiting (Question *question)
{
  VouchTokenStore *self = question->self;

  if (g_ptr_array_remove (self->asked, question) && self->asked->len == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

/* The caller has its answer: what the keyring still does is for ourselves. */
static GTask *
settle (Question *question)
{
  end_waiting (question);
  g_clear_handle_id (&question->timer, g_source_remove);
  if (question->cancelled != NULL)
    {
      g_source_destroy (question->cancelled);
      g_clear_pointer (&question->cancelled, g_source_unref);
    }
  return g_steal_pointer (&question->task);
}

static void
question_free (Question *question)
{
  g_autoptr(GTask) task = settle (question);

  g_object_unref (question->self);
  vouch_stored_secret_free (question->about);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The newest first: what is in memory is newer than what is in the keyring.
 *
 * @others: (nullable): from the keyring */
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

/* What there is without the keyring. */
static void
return_from_memory (VouchTokenStore         *self,
                    GTask                   *task,
                    const VouchStoredSecret *wanted)
{
  VouchStoredSecret *found = vouch_stored_secret_find (self->memory, wanted);

  if (g_task_get_source_tag (task) == vouch_token_store_save_async)
    g_task_return_boolean (task, self->keyring == KEYRING_NONE);
  else if (g_task_get_source_tag (task) == vouch_token_store_list_async)
    g_task_return_pointer (task, merge_accounts (self, wanted, NULL),
                           (GDestroyNotify) g_strfreev);
  else
    g_task_return_pointer (task, found != NULL ? vouch_secret_dup (found->secret) : NULL,
                           (GDestroyNotify) vouch_secret_free);
}

static void
lose_patience (Question *question)
{
  g_autoptr(GTask) task = settle (question);

  g_debug ("The keyring does not answer");
  note_refusal (question);
  return_from_memory (question->self, task, question->about);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Question *question = user_data;

  question->timer = 0;
  lose_patience (question);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  Question *question = user_data;
  g_autoptr(GTask) task = settle (question);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* @about: (transfer full); @waited_for: somebody waits for the answer */
static Question *
question_new (GTask             *task,
              VouchStoredSecret *about,
              gboolean           waited_for)
{
  Question *question = g_new0 (Question, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  question->self = g_object_ref (g_task_get_source_object (task));
  question->task = g_object_ref (task);
  question->call = g_task_get_source_tag (task);
  question->about = about;
  question->timer = g_timeout_add (question->self->patience, on_patience_over, question);
  if (cancellable != NULL)
    {
      question->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (question->cancelled, G_SOURCE_FUNC (on_cancelled), question, NULL);
      g_source_attach (question->cancelled, NULL);
    }
  if (waited_for)
    begin_waiting (question);
  return question;
}

/* Returns: (nullable): what the keyring is asked first of what is to be saved there */
static Question *
find_saving (VouchTokenStore         *self,
             const VouchStoredSecret *about)
{
  for (guint i = 0; i < self->saving->len; i++)
    {
      Question *question = g_ptr_array_index (self->saving, i);

      if (vouch_stored_secret_is_same (question->about, about))
        return question;
    }
  return NULL;
}

static void
note_success (VouchTokenStore *self)
{
  if (!vouch_stored_secret_any (self->memory))
    set_keyring (self, KEYRING_WILLING);
}

/* What the keyring has done need not be in memory any more, unless something else waits in line for
 * the same thing: that is what is in memory. */
static void
drop_from_memory (Question *question)
{
  VouchTokenStore *self = question->self;
  VouchStoredSecret *kept = vouch_stored_secret_find (self->memory, question->about);

  if (kept != NULL && find_saving (self, question->about) == NULL)
    g_ptr_array_remove (self->memory, kept);
  note_success (self);
}

static void
take_refusal (Question     *question,
              const GError *error)
{
  g_debug ("The keyring refuses: %s", error != NULL ? error->message : "no reason given");
  note_refusal (question);
}

static void on_save_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data);

/* One after the other for the same thing: a keyring is quicker to find nothing that it could remove
 * than to save, and a prompt may still stand for what was to be saved before. */
static void
ask_to_save (VouchTokenStore         *self,
             const VouchStoredSecret *about)
{
  Question *question = find_saving (self, about);

  if (question != NULL)
    vouch_keyring_save_async (question->about, on_save_ready, question);
}

static void
on_save_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;
  gboolean saved = vouch_keyring_save_finish (question->about, result, &error);

  g_ptr_array_remove (question->self->saving, question);
  if (saved)
    drop_from_memory (question);
  else
    take_refusal (question, error);
  ask_to_save (question->self, question->about);
  if (task != NULL)
    g_task_return_boolean (task, saved);
}

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *found = vouch_keyring_load_finish (result, &error);

  if (error != NULL)
    take_refusal (question, error);
  else if (found != NULL)
    note_success (question->self);
  if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) vouch_secret_free);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts = vouch_keyring_list_finish (result, &error);

  if (error != NULL)
    take_refusal (question, error);
  if (task != NULL)
    g_task_return_pointer (task, merge_accounts (question->self, question->about, accounts),
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

  g_clear_pointer (&self->memory, g_ptr_array_unref);
  g_clear_pointer (&self->saving, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_ptr_array_unref);

  G_OBJECT_CLASS (vouch_token_store_parent_class)->finalize (object);
}

static void
vouch_token_store_class_init (VouchTokenStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_token_store_get_property;
  object_class->finalize = vouch_token_store_finalize;

  properties[PROP_PERSISTENT] =
    g_param_spec_boolean ("persistent", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASKING] =
    g_param_spec_boolean ("asking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_token_store_init (VouchTokenStore *self)
{
  self->patience = PATIENCE;
  self->memory = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_stored_secret_free);
  self->saving = g_ptr_array_new ();
  self->asked = g_ptr_array_new ();
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

  return self->asked->len > 0;
}

void
vouch_token_store_decline (VouchTokenStore *self)
{
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));

  if (self->keyring == KEYRING_NONE)
    return;
  g_debug ("The person goes on without the keyring");
  set_keyring (self, KEYRING_DECLINED);
  while (self->asked->len > 0)
    lose_patience (g_ptr_array_index (self->asked, 0));
}

void
vouch_token_store_set_patience (VouchTokenStore *self,
                                guint            milliseconds)
{
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));

  self->patience = milliseconds;
}

/* In place of what was there before. */
static void
keep_in_memory (VouchTokenStore         *self,
                const VouchStoredSecret *about)
{
  VouchStoredSecret *before = vouch_stored_secret_find (self->memory, about);

  if (before != NULL)
    g_ptr_array_remove (self->memory, before);
  if (about->secret != NULL || self->keyring != KEYRING_NONE)
    g_ptr_array_insert (self->memory, 0,
                        vouch_stored_secret_new (about->audience, about->account, about->kind,
                                                 about->secret));
}

/* A request behind one that timed out, or for a declined keyring, lets its caller go on at once. A
 * removal still reaches the keyring when it answers. */
static void
queue_up (VouchTokenStore *self,
          Question        *question)
{
  Question *older = find_saving (self, question->about);

  g_ptr_array_add (self->saving, question);
  if (older == NULL)
    ask_to_save (self, question->about);
  if ((older != NULL && older->task == NULL) || self->keyring == KEYRING_DECLINED)
    lose_patience (question);
}

static gboolean
can_save (VouchTokenStore         *self,
          const VouchStoredSecret *about)
{
  switch (self->keyring)
    {
    case KEYRING_NONE:
      return FALSE;
    case KEYRING_DECLINED:
      return about->secret == NULL;
    case KEYRING_WILLING:
    case KEYRING_REFUSED:
    default:
      return TRUE;
    }
}

/* The keyring is asked again even if it refused before: it may have been unlocked since. A second
 * request for the same entry waits for the prompt of the first one.
 *
 * @task: (transfer full); @about: (transfer full) */
static void
save (VouchTokenStore   *self,
      GTask             *task,
      VouchStoredSecret *about,
      gboolean           waited_for)
{
  g_autoptr(GTask) owned_task = task;
  g_autoptr(VouchStoredSecret) owned_about = about;

  g_task_set_source_tag (task, vouch_token_store_save_async);
  keep_in_memory (self, about);
  if (can_save (self, about))
    queue_up (self, question_new (task, g_steal_pointer (&owned_about),
                                  waited_for && self->keyring != KEYRING_DECLINED));
  else
    return_from_memory (self, task, about);
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
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  save (self, g_task_new (self, cancellable, callback, user_data),
        vouch_stored_secret_new (audience, account, kind, secret), callback != NULL);
}

gboolean
vouch_token_store_save_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* If the keyring does not take it, it stays where it lay, too: it would be gone with the
 * program. */
static void
on_move_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  VouchTokenStore *self = VOUCH_TOKEN_STORE (source);
  g_autoptr(VouchStoredSecret) before = user_data;

  if (vouch_token_store_save_finish (self, result, NULL))
    vouch_token_store_save_async (self, before->audience, before->account, before->kind, NULL, NULL,
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
  VouchStoredSecret *before;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL && secret != NULL);

  before = vouch_stored_secret_new (audience, from, kind, NULL);
  save (self, g_task_new (self, NULL, on_move_ready, before),
        vouch_stored_secret_new (audience, to, kind, secret), FALSE);
}

/* A keyring that refused is not asked again: each question could be another prompt. */
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
  g_autoptr(VouchStoredSecret) about = NULL;
  Question *question;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_token_store_load_async);
  about = vouch_stored_secret_new (audience, account, kind, NULL);
  if (vouch_stored_secret_find (self->memory, about) != NULL ||
      !vouch_token_store_get_persistent (self))
    {
      return_from_memory (self, task, about);
      return;
    }

  question = question_new (task, g_steal_pointer (&about), TRUE);
  vouch_keyring_load_async (question->about, on_load_ready, question);
}

char *
vouch_token_store_load_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Nothing is unlocked for it. */
void
vouch_token_store_list_async (VouchTokenStore     *self,
                              const char          *audience,
                              const char          *kind,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(VouchStoredSecret) about = NULL;
  Question *question;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (audience != NULL && kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_token_store_list_async);
  about = vouch_stored_secret_new (audience, NULL, kind, NULL);
  if (!vouch_token_store_get_persistent (self))
    {
      return_from_memory (self, task, about);
      return;
    }
  question = question_new (task, g_steal_pointer (&about), TRUE);
  vouch_keyring_list_async (question->about, on_list_ready, question);
}

char **
vouch_token_store_list_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
