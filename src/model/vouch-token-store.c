/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-token-store"

#include "vouch-token-store.h"

#include "vouch-secret.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#define PATIENCE 60000   /* milliseconds */

/* Where secrets are kept. What is saved lies in memory first and leaves it when the keyring has it,
 * so that at no moment there is no copy. What is removed stays in memory as "gone" until the
 * keyring has dropped it, so that a keyring that refuses does not bring it back. */
struct _VouchTokenStore
{
  GObject parent_instance;

  gboolean    uses_keyring;
  gboolean    refused;    /* the last thing that the keyring did */
  guint       patience;   /* milliseconds */

  /* owned */
  GHashTable *memory;     /* kind and origin → secret, or NULL: gone */
};

G_DEFINE_FINAL_TYPE (VouchTokenStore, vouch_token_store, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_PERSISTENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const SecretSchema schema = {
  VOUCH_APPLICATION_ID, SECRET_SCHEMA_NONE,
  {
    { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* One question to the keyring, from the call until the keyring has answered. The caller may have
 * got an answer before that, because it cancelled or because patience ran out. */
typedef struct {
  VouchTokenStore *self;         /* owned */
  GTask           *task;         /* owned; NULL once the caller has its answer */
  gboolean         loading;
  GCancellable    *cancellable;  /* owned; the keyring's, not the caller's */
  GSource         *cancelled;    /* owned (nullable); the caller has cancelled */
  guint            timer;
  char            *key;          /* owned; in memory */
  char            *secret;       /* owned, secret (nullable); what is being saved */
} Question;

static char *
make_key (const char *origin,
          const char *kind)
{
  return g_strconcat (kind, " ", origin, NULL);
}

/* The name of an entry in the desktop's list of passwords. */
static char *
make_label (const char *origin,
            const char *kind)
{
  if (strcmp (kind, VOUCH_SECRET_RECOVERY_KEY) == 0)
    /* Translators: an entry in the desktop's password manager; %s is an address */
    return g_strdup_printf (_("New Beeper recovery key, not yet confirmed (%s)"), origin);
  if (strcmp (kind, VOUCH_SECRET_LEAD_TOKEN) == 0)
    /* Translators: an entry in the desktop's password manager; %s is an address */
    return g_strdup_printf (_("Beeper registration in progress (%s)"), origin);
  /* Translators: an entry in the desktop's password manager; %s is an address */
  return g_strdup_printf (_("Vouch’s access to Beeper (%s)"), origin);
}

static void
set_refused (VouchTokenStore *self,
             gboolean         refused)
{
  if (self->refused == refused)
    return;
  self->refused = refused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

/* The caller has its answer: what the keyring still does is for ourselves. */
static GTask *
settle (Question *question)
{
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
  g_object_unref (question->cancellable);
  g_free (question->key);
  vouch_secret_free (question->secret);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The caller waits no longer. A prompt to save something is left standing: answered late, it still
 * saves it. */
static GTask *
give_up (Question *question)
{
  g_autoptr(GCancellable) cancellable = g_object_ref (question->cancellable);
  gboolean loading = question->loading;
  GTask *task = settle (question);

  if (loading)
    g_cancellable_cancel (cancellable);
  return task;
}

static void
return_nothing (GTask    *task,
                gboolean  loading)
{
  if (loading)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Question *question = user_data;
  gboolean loading = question->loading;
  g_autoptr(GTask) task = NULL;

  g_debug ("The keyring does not answer");
  question->timer = 0;
  set_refused (question->self, TRUE);
  task = give_up (question);
  return_nothing (task, loading);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = give_up (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static Question *
question_new (GTask      *task,
              const char *key,
              const char *secret)
{
  Question *question = g_new0 (Question, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  question->self = g_object_ref (g_task_get_source_object (task));
  question->task = g_object_ref (task);
  question->loading = g_task_get_source_tag (task) == vouch_token_store_load;
  question->cancellable = g_cancellable_new ();
  question->key = g_strdup (key);
  question->secret = vouch_secret_dup (secret);
  question->timer = g_timeout_add (question->self->patience, on_patience_over, question);
  if (cancellable != NULL)
    {
      question->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (question->cancelled, G_SOURCE_FUNC (on_cancelled), question, NULL);
      g_source_attach (question->cancelled, NULL);
    }
  return question;
}

/* What the keyring has done need not be in memory any more, unless it was changed meanwhile. */
static void
drop_from_memory (Question *question)
{
  VouchTokenStore *self = question->self;
  gpointer secret = NULL;

  if (g_hash_table_lookup_extended (self->memory, question->key, NULL, &secret) &&
      g_strcmp0 (secret, question->secret) == 0)
    g_hash_table_remove (self->memory, question->key);
  if (g_hash_table_size (self->memory) == 0)
    set_refused (self, FALSE);
}

/* A question that was called off says nothing about the keyring. */
static void
take_refusal (Question     *question,
              const GError *error)
{
  if (g_cancellable_is_cancelled (question->cancellable))
    return;
  g_debug ("The keyring refuses: %s", error != NULL ? error->message : "no reason given");
  set_refused (question->self, TRUE);
}

static void
on_store_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    drop_from_memory (question);
  else
    take_refusal (question, error);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

/* FALSE without an error: there was nothing to remove. */
static void
on_clear_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;

  secret_password_clear_finish (result, &error);
  if (error == NULL)
    drop_from_memory (question);
  else
    take_refusal (question, error);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
on_lookup_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  g_autoptr(GTask) task = settle (question);
  g_autoptr(GError) error = NULL;
  char *found = NULL;   /* libsecret's memory */

  found = secret_password_lookup_nonpageable_finish (result, &error);
  if (error != NULL)
    take_refusal (question, error);
  if (task != NULL)
    g_task_return_pointer (task, vouch_secret_dup (found), (GDestroyNotify) vouch_secret_free);
  secret_password_free (found);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_token_store_finalize (GObject *object)
{
  VouchTokenStore *self = VOUCH_TOKEN_STORE (object);

  g_clear_pointer (&self->memory, g_hash_table_unref);

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
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_token_store_init (VouchTokenStore *self)
{
  self->patience = PATIENCE;
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) vouch_secret_free);
}

VouchTokenStore *
vouch_token_store_new_keyring (void)
{
  VouchTokenStore *self = g_object_new (VOUCH_TYPE_TOKEN_STORE, NULL);

  self->uses_keyring = TRUE;
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

  return self->uses_keyring && !self->refused;
}

void
vouch_token_store_set_patience (VouchTokenStore *self,
                                guint            milliseconds)
{
  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));

  self->patience = milliseconds;
}

/* Asked again even if the keyring refused before: it may have been unlocked since. */
void
vouch_token_store_save (VouchTokenStore     *self,
                        const char          *origin,
                        const char          *kind,
                        const char          *secret,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  Question *question = NULL;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (origin != NULL && kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_token_store_save);
  key = make_key (origin, kind);
  if (secret != NULL || self->uses_keyring)
    g_hash_table_replace (self->memory, g_strdup (key), vouch_secret_dup (secret));
  else
    g_hash_table_remove (self->memory, key);
  if (!self->uses_keyring)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  question = question_new (task, key, secret);
  if (secret == NULL)
    {
      secret_password_clear (&schema, question->cancellable, on_clear_ready, question,
                             "origin", origin, "kind", kind, NULL);
      return;
    }
  label = make_label (origin, kind);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, question->cancellable,
                         on_store_ready, question, "origin", origin, "kind", kind, NULL);
}

gboolean
vouch_token_store_save_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* A keyring that refused is not asked again: each question could be another prompt. */
void
vouch_token_store_load (VouchTokenStore     *self,
                        const char          *origin,
                        const char          *kind,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *key = NULL;
  gpointer secret = NULL;
  Question *question = NULL;

  g_return_if_fail (VOUCH_IS_TOKEN_STORE (self));
  g_return_if_fail (origin != NULL && kind != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_token_store_load);
  key = make_key (origin, kind);
  if (g_hash_table_lookup_extended (self->memory, key, NULL, &secret) ||
      !vouch_token_store_get_persistent (self))
    {
      g_task_return_pointer (task, vouch_secret_dup (secret), (GDestroyNotify) vouch_secret_free);
      return;
    }

  question = question_new (task, key, NULL);
  secret_password_lookup (&schema, question->cancellable, on_lookup_ready, question,
                          "origin", origin, "kind", kind, NULL);
}

char *
vouch_token_store_load_finish (VouchTokenStore  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
