/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-keyring-queue"

#include "vouch-keyring-queue.h"

#include "vouch-keyring.h"
#include "vouch-property.h"
#include "vouch-secret.h"

#define TIMEOUT 60000   /* milliseconds */

struct _VouchKeyringQueue
{
  GObject parent_instance;

  guint      timeout;    /* milliseconds */
  gboolean   asking;
  GPtrArray *requests;   /* owned; of Request, borrowed; the oldest first */
};

G_DEFINE_FINAL_TYPE (VouchKeyringQueue, vouch_keyring_queue, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ASKING,
  N_PROPS
};

enum {
  OUTCOME,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Exists until the keyring has answered. The keyring's operation is never cancelled: libsecret 0.20
 * would call back twice. A prompt that is answered late still unlocks and saves. */
typedef struct {
  VouchKeyringQueue *self;         /* owned */
  VouchKeyringCall   call;
  VouchStoredSecret *about;        /* owned */
  gboolean           waited_for;
  GTask             *task;         /* owned; NULL once the caller has an answer */
  GSource           *cancelled;    /* owned (nullable) */
  guint              timer;
} Request;

static void
update_asking (VouchKeyringQueue *self)
{
  gboolean asking = FALSE;

  for (guint i = 0; i < self->requests->len && !asking; i++)
    {
      const Request *request = g_ptr_array_index (self->requests, i);

      asking = request->waited_for && request->task != NULL;
    }
  vouch_property_set (self, &self->asking, asking, properties[PROP_ASKING]);
}

/* Returns: (transfer full) (nullable): the task, to be returned; NULL if the caller has an answer
 * already */
static GTask *
steal_task (Request *request)
{
  g_autoptr(GTask) task = g_steal_pointer (&request->task);

  g_clear_handle_id (&request->timer, g_source_remove);
  if (request->cancelled != NULL)
    {
      g_source_destroy (request->cancelled);
      g_clear_pointer (&request->cancelled, g_source_unref);
    }
  update_asking (request->self);
  return g_steal_pointer (&task);
}

static void
request_free (Request *request)
{
  g_object_unref (request->self);
  vouch_stored_secret_free (request->about);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
emit_outcome (Request      *request,
              const GError *error)
{
  if (error != NULL)
    g_debug ("No success with the keyring: %s", error->message);
  g_signal_emit (request->self, signals[OUTCOME], 0, (guint) request->call, request->about, error);
}

static void
time_out (Request *request)
{
  g_autoptr(GTask) task = steal_task (request);
  GError *error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "It does not answer");

  emit_outcome (request, error);
  g_task_return_error (task, error);
}

static gboolean
on_timeout (gpointer user_data)
{
  Request *request = user_data;

  request->timer = 0;
  time_out (request);
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = steal_task (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static Request *
request_new (VouchKeyringQueue       *self,
             VouchKeyringCall         call,
             const VouchStoredSecret *about,
             gboolean                 waited_for,
             GTask                   *task)
{
  Request *request = g_new0 (Request, 1);
  GCancellable *cancellable = g_task_get_cancellable (task);

  request->self = g_object_ref (self);
  request->call = call;
  request->about = vouch_stored_secret_copy (about);
  request->waited_for = waited_for;
  request->task = g_object_ref (task);
  request->timer = g_timeout_add (self->timeout, on_timeout, request);
  if (cancellable != NULL)
    {
      request->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (request->cancelled, G_SOURCE_FUNC (on_cancelled), request, NULL);
      g_source_attach (request->cancelled, NULL);
    }
  return request;
}

/* Returns: (transfer none) (nullable): the oldest SAVE or REMOVE of the entry */
static Request *
find_write (VouchKeyringQueue       *self,
            const VouchStoredSecret *about)
{
  for (guint i = 0; i < self->requests->len; i++)
    {
      Request *request = g_ptr_array_index (self->requests, i);

      if ((request->call == VOUCH_KEYRING_SAVE || request->call == VOUCH_KEYRING_REMOVE) &&
          vouch_stored_secret_is_same (request->about, about))
        return request;
    }
  return NULL;
}

static void send_request (Request *request);

/* Returns: (transfer full) (nullable): as steal_task () */
static GTask *
end_request (Request *request)
{
  g_ptr_array_remove (request->self->requests, request);
  return steal_task (request);
}

static void
on_write_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GTask) task = end_request (request);
  g_autoptr(GError) error = NULL;
  Request *next;

  if (request->call == VOUCH_KEYRING_SAVE)
    vouch_keyring_save_finish (result, &error);
  else
    vouch_keyring_remove_finish (result, &error);
  emit_outcome (request, error);
  next = find_write (request->self, request->about);
  if (next != NULL)
    send_request (next);
  if (task != NULL && error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GTask) task = end_request (request);
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *found = vouch_keyring_load_finish (result, &error);

  vouch_secret_set (&request->about->secret, found);
  emit_outcome (request, error);
  if (task != NULL && error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) vouch_secret_free);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  g_autoptr(GTask) task = end_request (request);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts = vouch_keyring_list_finish (result, &error);

  emit_outcome (request, error);
  if (task != NULL && error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (task != NULL)
    g_task_return_pointer (task, g_steal_pointer (&accounts), (GDestroyNotify) g_strfreev);
}

static void
send_request (Request *request)
{
  switch (request->call)
    {
    case VOUCH_KEYRING_SAVE:
      vouch_keyring_save_async (request->about, on_write_ready, request);
      break;
    case VOUCH_KEYRING_REMOVE:
      vouch_keyring_remove_async (request->about, on_write_ready, request);
      break;
    case VOUCH_KEYRING_LOAD:
      vouch_keyring_load_async (request->about, on_load_ready, request);
      break;
    case VOUCH_KEYRING_LIST:
      vouch_keyring_list_async (request->about, on_list_ready, request);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
vouch_keyring_queue_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VouchKeyringQueue *self = VOUCH_KEYRING_QUEUE (object);

  switch (property_id)
    {
    case PROP_ASKING:
      g_value_set_boolean (value, self->asking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_keyring_queue_finalize (GObject *object)
{
  VouchKeyringQueue *self = VOUCH_KEYRING_QUEUE (object);

  g_ptr_array_unref (self->requests);

  G_OBJECT_CLASS (vouch_keyring_queue_parent_class)->finalize (object);
}

static void
vouch_keyring_queue_class_init (VouchKeyringQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_keyring_queue_get_property;
  object_class->finalize = vouch_keyring_queue_finalize;

  properties[PROP_ASKING] =
    g_param_spec_boolean ("asking", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OUTCOME] =
    g_signal_new ("outcome", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_POINTER, G_TYPE_ERROR);
}

static void
vouch_keyring_queue_init (VouchKeyringQueue *self)
{
  self->timeout = TIMEOUT;
  self->requests = g_ptr_array_new ();
}

VouchKeyringQueue *
vouch_keyring_queue_new (void)
{
  return g_object_new (VOUCH_TYPE_KEYRING_QUEUE, NULL);
}

gboolean
vouch_keyring_queue_get_asking (VouchKeyringQueue *self)
{
  g_return_val_if_fail (VOUCH_IS_KEYRING_QUEUE (self), FALSE);

  return self->asking;
}

void
vouch_keyring_queue_set_timeout (VouchKeyringQueue *self,
                                 guint              milliseconds)
{
  g_return_if_fail (VOUCH_IS_KEYRING_QUEUE (self));

  self->timeout = milliseconds;
}

void
vouch_keyring_queue_time_out_all (VouchKeyringQueue *self)
{
  g_autoptr(GPtrArray) requests = NULL;

  g_return_if_fail (VOUCH_IS_KEYRING_QUEUE (self));

  requests = g_ptr_array_copy (self->requests, NULL, NULL);
  for (guint i = 0; i < requests->len; i++)
    {
      Request *request = g_ptr_array_index (requests, i);

      if (request->waited_for && request->task != NULL)
        time_out (request);
    }
}

gboolean
vouch_keyring_queue_is_writing (VouchKeyringQueue       *self,
                                const VouchStoredSecret *about)
{
  g_return_val_if_fail (VOUCH_IS_KEYRING_QUEUE (self), FALSE);

  return find_write (self, about) != NULL;
}

void
vouch_keyring_queue_ask_async (VouchKeyringQueue       *self,
                               VouchKeyringCall         call,
                               const VouchStoredSecret *about,
                               gboolean                 waited_for,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_autoptr(GTask) task = NULL;
  Request *request;
  Request *older = NULL;

  g_return_if_fail (VOUCH_IS_KEYRING_QUEUE (self));
  g_return_if_fail (about != NULL);
  g_return_if_fail (call != VOUCH_KEYRING_SAVE || about->secret != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  request = request_new (self, call, about, waited_for, task);
  if (call == VOUCH_KEYRING_SAVE || call == VOUCH_KEYRING_REMOVE)
    older = find_write (self, about);
  g_ptr_array_add (self->requests, request);
  update_asking (self);
  if (older == NULL)
    send_request (request);
  else if (older->task == NULL)
    time_out (request);
}

gboolean
vouch_keyring_queue_write_finish (VouchKeyringQueue  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
vouch_keyring_queue_load_finish (VouchKeyringQueue  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char **
vouch_keyring_queue_list_finish (VouchKeyringQueue  *self,
                                 GAsyncResult       *result,
                                 GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
