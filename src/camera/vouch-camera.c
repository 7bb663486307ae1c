/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera"

#include "vouch-camera.h"

#include "vouch-camera-device-private.h"
#include "vouch-camera-pipeline.h"
#include "vouch-property.h"

/* The absence of frames is the only sign of a camera that was unplugged or hangs. */
#define WATCHDOG_INTERVAL_MS 500
#define PLAYING_TIMEOUT_US   (2 * G_USEC_PER_SEC)

/* The first scan of all plug-ins takes seconds, and so does the start of some cameras. */
#define STARTING_TIMEOUT_US  (10 * G_USEC_PER_SEC)

/* A camera that has just been started needs a moment to adjust, and so does a hand that uncovers
 * it. */
#define BAD_SIGHT_US         (3 * G_USEC_PER_SEC)

struct _VouchCamera
{
  GObject parent_instance;

  VouchCameraState     state;
  GError              *problem;    /* owned, nullable */
  VouchCameraDevice   *device;     /* owned, nullable */
  VouchCameraPipeline *pipeline;   /* owned, nullable: runs */
  VouchCameraPipeline *previous;   /* owned, nullable: may still hold its camera */
  gint64               started_at;
  gint64               fine_at;    /* when a frame was fine, or the first one came */
  VouchCameraSight     sight;
  guint                watchdog;
};

G_DEFINE_FINAL_TYPE (VouchCamera, vouch_camera, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_DEVICE,
  PROP_SIGHT,
  N_PROPS
};

enum {
  FRAME,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* @problem: (transfer full) (nullable) */
static void
set_state (VouchCamera      *self,
           VouchCameraState  state,
           GError           *problem)
{
  gboolean problem_changed = problem != NULL || self->problem != NULL;

  g_clear_error (&self->problem);
  self->problem = problem;
  if (problem_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);

  vouch_property_set (self, &self->state, state, properties[PROP_STATE]);
}

static void
set_sight (VouchCamera      *self,
           VouchCameraSight  sight)
{
  vouch_property_set (self, &self->sight, sight, properties[PROP_SIGHT]);
}

static void
watch_sight (VouchCamera      *self,
             VouchCameraFrame *frame)
{
  VouchCameraSight sight = vouch_camera_frame_judge (frame);
  gint64 now = g_get_monotonic_time ();

  if (sight == VOUCH_CAMERA_SIGHT_FINE || self->fine_at == 0)
    self->fine_at = now;
  if (sight == VOUCH_CAMERA_SIGHT_FINE || now - self->fine_at >= BAD_SIGHT_US)
    set_sight (self, sight);
}

static void
let_go (VouchCamera *self)
{
  g_clear_handle_id (&self->watchdog, g_source_remove);
  if (self->pipeline == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->pipeline, self);
  g_signal_handlers_disconnect_by_data (self->device, self);
  vouch_camera_pipeline_stop (self->pipeline);
  g_set_object (&self->previous, self->pipeline);
  g_clear_object (&self->pipeline);
}

/* @error: (transfer full) */
static void
fail (VouchCamera *self,
      GError      *error)
{
  g_debug ("The camera failed: %s", error->message);
  let_go (self);
  set_state (self, VOUCH_CAMERA_FAILED, error);
}

static void
on_pipeline_frame (VouchCamera      *self,
                   VouchCameraFrame *frame)
{
  if (self->state != VOUCH_CAMERA_PLAYING)
    set_state (self, VOUCH_CAMERA_PLAYING, NULL);
  watch_sight (self, frame);
  g_signal_emit (self, signals[FRAME], 0, frame);
}

static void
on_pipeline_failed (VouchCamera  *self,
                    const GError *error)
{
  fail (self, g_error_copy (error));
}

static void
on_device_present_changed (VouchCamera *self)
{
  fail (self, g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_UNPLUGGED,
                                   "The camera was unplugged"));
}

static gboolean
on_watchdog_timeout (gpointer user_data)
{
  VouchCamera *self = user_data;
  gint64 last_frame = vouch_camera_pipeline_get_last_frame (self->pipeline);
  gint64 quiet = g_get_monotonic_time () - MAX (last_frame, self->started_at);

  if (!vouch_camera_device_is_connected (self->device))
    {
      self->watchdog = 0;
      fail (self, g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                                       "PipeWire has gone away"));
      return G_SOURCE_REMOVE;
    }

  if (self->state != VOUCH_CAMERA_STALLED &&
      quiet > (last_frame == 0 ? STARTING_TIMEOUT_US : PLAYING_TIMEOUT_US))
    set_state (self, VOUCH_CAMERA_STALLED,
               g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_STALLED,
                                    "No frames come from the camera"));
  return G_SOURCE_CONTINUE;
}

static void
vouch_camera_dispose (GObject *object)
{
  VouchCamera *self = VOUCH_CAMERA (object);

  let_go (self);
  g_clear_object (&self->previous);
  g_clear_object (&self->device);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (vouch_camera_parent_class)->dispose (object);
}

static void
vouch_camera_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchCamera *self = VOUCH_CAMERA (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_DEVICE:
      g_value_set_object (value, self->device);
      break;
    case PROP_SIGHT:
      g_value_set_int (value, self->sight);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_camera_class_init (VouchCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->dispose = vouch_camera_dispose;
  object_class->get_property = vouch_camera_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, VOUCH_CAMERA_OFF,
                                             VOUCH_CAMERA_FAILED, VOUCH_CAMERA_OFF, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_DEVICE] = g_param_spec_object ("device", NULL, NULL, VOUCH_TYPE_CAMERA_DEVICE,
                                                 flags);
  properties[PROP_SIGHT] = g_param_spec_int ("sight", NULL, NULL, VOUCH_CAMERA_SIGHT_FINE,
                                             VOUCH_CAMERA_SIGHT_BLACK, VOUCH_CAMERA_SIGHT_FINE,
                                             flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CAMERA_FRAME);
}

static void
vouch_camera_init (VouchCamera *self)
{
}

VouchCamera *
vouch_camera_new (void)
{
  return g_object_new (VOUCH_TYPE_CAMERA, NULL);
}

/* Switches over when another one runs, and tries again when it is the same. */
void
vouch_camera_start (VouchCamera       *self,
                    VouchCameraDevice *device)
{
  g_return_if_fail (VOUCH_IS_CAMERA (self));
  g_return_if_fail (VOUCH_IS_CAMERA_DEVICE (device));

  let_go (self);
  vouch_property_set_object (self, &self->device, device, properties[PROP_DEVICE]);

  self->pipeline = vouch_camera_pipeline_new (device);
  self->started_at = g_get_monotonic_time ();
  self->fine_at = 0;
  set_sight (self, VOUCH_CAMERA_SIGHT_FINE);
  g_signal_connect_object (self->pipeline, "frame", G_CALLBACK (on_pipeline_frame), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pipeline, "failed", G_CALLBACK (on_pipeline_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (device, "notify::present", G_CALLBACK (on_device_present_changed), self,
                           G_CONNECT_SWAPPED);
  self->watchdog = g_timeout_add (WATCHDOG_INTERVAL_MS, on_watchdog_timeout, self);
  vouch_camera_pipeline_start (self->pipeline, self->previous);
  g_clear_object (&self->previous);
  set_state (self, VOUCH_CAMERA_STARTING, NULL);
}

/* The light goes out. */
void
vouch_camera_stop (VouchCamera *self)
{
  g_return_if_fail (VOUCH_IS_CAMERA (self));

  let_go (self);
  set_state (self, VOUCH_CAMERA_OFF, NULL);
}

VouchCameraState
vouch_camera_get_state (VouchCamera *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA (self), VOUCH_CAMERA_OFF);

  return self->state;
}

const GError *
vouch_camera_get_problem (VouchCamera *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA (self), NULL);

  return self->problem;
}

VouchCameraDevice *
vouch_camera_get_device (VouchCamera *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA (self), NULL);

  return self->device;
}

VouchCameraSight
vouch_camera_get_sight (VouchCamera *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA (self), VOUCH_CAMERA_SIGHT_FINE);

  return self->sight;
}
