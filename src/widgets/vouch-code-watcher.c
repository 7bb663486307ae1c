/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-code-watcher"

#include "vouch-code-watcher.h"

#include "vouch-property.h"

#include <gio/gio.h>

/* The number of equal frames after which a hint is passed on. NO_CODE takes the most, since users
 * need a moment to point the camera. */
#define FRAMES_TO_AGREE   8
#define FRAMES_OF_NOTHING 45

struct _VouchCodeWatcher
{
  GObject parent_instance;

  /* owned */
  VouchQrReader    *reader;
  GCancellable     *cancellable;   /* NULL before the first frame of a stream */
  VouchCameraFrame *waiting;       /* nullable: the newest, while the reader is busy */
  GBytes           *code;          /* nullable: the last one that was passed on */

  gboolean          reading;
  guint             slot;
  VouchQrHint       hint;          /* passed on */
  VouchQrHint       candidate;
  guint             agreed;
};

G_DEFINE_FINAL_TYPE (VouchCodeWatcher, vouch_code_watcher, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_HINT,
  N_PROPS
};

enum {
  CODE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* The request to the thread of the reader, and its result. */
typedef struct {
  VouchQrReader    *reader;   /* owned */
  VouchCameraFrame *frame;    /* owned */
  guint             slot;
  VouchQrHint       hint;
} Reading;

static void read_frame (VouchCodeWatcher *self,
                        VouchCameraFrame *frame);

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->reader);
  vouch_camera_frame_unref (reading->frame);
  g_free (reading);
}

static void
set_hint (VouchCodeWatcher *self,
          VouchQrHint       hint)
{
  vouch_property_set (self, &self->hint, hint, properties[PROP_HINT]);
}

static void
weigh_hint (VouchCodeWatcher *self,
            VouchQrHint       hint)
{
  self->agreed = hint == self->candidate ? self->agreed + 1 : 1;
  self->candidate = hint;
  if (self->agreed >= (hint == VOUCH_QR_HINT_NO_CODE ? FRAMES_OF_NOTHING : FRAMES_TO_AGREE))
    set_hint (self, hint);
}

static void
pass_on_code (VouchCodeWatcher *self,
              GBytes           *code)
{
  set_hint (self, VOUCH_QR_HINT_NONE);
  self->agreed = 0;
  if (self->code != NULL && g_bytes_equal (code, self->code))
    return;

  g_clear_pointer (&self->code, g_bytes_unref);
  self->code = g_bytes_ref (code);
  g_signal_emit (self, signals[CODE], 0, code);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Reading *reading = task_data;
  VouchCameraFrame *frame = reading->frame;
  GBytes *code;

  code = vouch_qr_reader_read (reading->reader, g_bytes_get_data (frame->grey, NULL), frame->width,
                               frame->height, frame->width, reading->slot, &reading->hint);
  g_task_return_pointer (task, code, (GDestroyNotify) g_bytes_unref);
}

static void
on_read_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VouchCodeWatcher) self = user_data;
  g_autoptr(VouchCameraFrame) next = g_steal_pointer (&self->waiting);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) code = g_task_propagate_pointer (G_TASK (result), &error);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  self->reading = FALSE;
  if (error == NULL && code != NULL)
    pass_on_code (self, code);
  else if (error == NULL)
    weigh_hint (self, reading->hint);

  if (next != NULL && self->cancellable != NULL && !self->reading)
    read_frame (self, next);
}

/* The watcher is not the source object of the task: the thread may drop the last reference of the
 * task. */
static void
read_frame (VouchCodeWatcher *self,
            VouchCameraFrame *frame)
{
  g_autoptr(GTask) task = g_task_new (NULL, self->cancellable, on_read_ready, g_object_ref (self));
  Reading *reading = g_new0 (Reading, 1);

  reading->reader = g_object_ref (self->reader);
  reading->frame = vouch_camera_frame_ref (frame);
  reading->slot = self->slot;
  self->slot = (self->slot + 1) % VOUCH_QR_READER_SLOTS;
  self->reading = TRUE;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
vouch_code_watcher_dispose (GObject *object)
{
  VouchCodeWatcher *self = VOUCH_CODE_WATCHER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->waiting, vouch_camera_frame_unref);
  g_clear_pointer (&self->code, g_bytes_unref);

  G_OBJECT_CLASS (vouch_code_watcher_parent_class)->dispose (object);
}

static void
vouch_code_watcher_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_HINT:
      g_value_set_int (value, VOUCH_CODE_WATCHER (object)->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_code_watcher_class_init (VouchCodeWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_code_watcher_dispose;
  object_class->get_property = vouch_code_watcher_get_property;

  properties[PROP_HINT] = g_param_spec_int ("hint", NULL, NULL, 0, G_MAXINT, 0,
                                            VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CODE] = g_signal_new ("code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
vouch_code_watcher_init (VouchCodeWatcher *self)
{
  self->reader = vouch_qr_reader_new ();
}

VouchCodeWatcher *
vouch_code_watcher_new (void)
{
  return g_object_new (VOUCH_TYPE_CODE_WATCHER, NULL);
}

void
vouch_code_watcher_watch (VouchCodeWatcher *self,
                          VouchCameraFrame *frame)
{
  g_return_if_fail (VOUCH_IS_CODE_WATCHER (self));
  g_return_if_fail (frame != NULL);

  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  if (!self->reading)
    {
      read_frame (self, frame);
      return;
    }
  g_clear_pointer (&self->waiting, vouch_camera_frame_unref);
  self->waiting = vouch_camera_frame_ref (frame);
}

void
vouch_code_watcher_forget_code (VouchCodeWatcher *self)
{
  g_return_if_fail (VOUCH_IS_CODE_WATCHER (self));

  g_clear_pointer (&self->code, g_bytes_unref);
}

void
vouch_code_watcher_reset (VouchCodeWatcher *self)
{
  g_return_if_fail (VOUCH_IS_CODE_WATCHER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiting, vouch_camera_frame_unref);
  vouch_code_watcher_forget_code (self);
  set_hint (self, VOUCH_QR_HINT_NONE);
  self->agreed = 0;
}

VouchQrHint
vouch_code_watcher_get_hint (VouchCodeWatcher *self)
{
  g_return_val_if_fail (VOUCH_IS_CODE_WATCHER (self), VOUCH_QR_HINT_NONE);

  return self->hint;
}
