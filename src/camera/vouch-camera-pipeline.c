/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-pipeline"

#include "vouch-camera-pipeline.h"

#include "vouch-camera-converter.h"
#include "vouch-camera-device-private.h"
#include "vouch-camera-format.h"
#include "vouch-camera-gstreamer.h"

#include <gst/app/gstappsink.h>

/* The time that a camera has to be released before the next one is tried all the same. */
#define PREVIOUS_TIMEOUT_US (3 * G_USEC_PER_SEC)

/* The time from pausing a stream to destroying it, in several sleeps: a computer that is suspended
 * in one of them has the others left. */
#define REST_NAPS   10
#define REST_NAP_US (G_USEC_PER_SEC / 10)

/* Every change of state can block for a minute when a camera is missing, so all of them happen on a
 * thread that lives as long as the pipeline does. It sleeps on the bus: errors wake it, and so does
 * stop. */
struct _VouchCameraPipeline
{
  GObject parent_instance;

  VouchCameraDevice    *device;        /* owned */
  GMainContext         *context;       /* owned: where signals are emitted */
  VouchCameraConverter *converter;     /* owned: used by the streaming thread only */

  GMutex                lock;          /* for all that follows */
  GCond                 changed;
  GstBus               *bus;           /* owned, nullable: the bus that the thread sleeps on */
  gboolean              running;       /* the thread lives */
  gboolean              stopped;       /* no more frames are delivered */
  VouchCameraFrame     *newest;        /* owned, nullable: waits for the main loop */
  gint64                last_frame;
};

G_DEFINE_FINAL_TYPE (VouchCameraPipeline, vouch_camera_pipeline, G_TYPE_OBJECT)

enum {
  FRAME,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct {
  VouchCameraPipeline *self;       /* owned */
  VouchCameraPipeline *previous;   /* owned, nullable */
} Start;

typedef struct {
  VouchCameraPipeline *self;   /* owned */
  GError              *error;  /* owned */
} Failure;

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  g_object_unref (failure->self);
  g_error_free (failure->error);
  g_free (failure);
}

static gboolean
is_stopped (VouchCameraPipeline *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return stopped;
}

static void
call_back (VouchCameraPipeline *self,
           GSourceFunc          function,
           gpointer             data,
           GDestroyNotify       destroy)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, destroy);
  g_source_attach (source, self->context);
}

static gboolean
emit_failed (gpointer user_data)
{
  Failure *failure = user_data;

  if (!is_stopped (failure->self))
    g_signal_emit (failure->self, signals[FAILED], 0, failure->error);
  return G_SOURCE_REMOVE;
}

/* @error: (transfer full) */
static void
report_failure (VouchCameraPipeline *self,
                GError              *error)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->self = g_object_ref (self);
  failure->error = error;
  call_back (self, emit_failed, failure, failure_free);
}

static gboolean
emit_frame (gpointer user_data)
{
  VouchCameraPipeline *self = user_data;
  g_autoptr(VouchCameraFrame) frame = NULL;
  gboolean stopped;

  g_mutex_lock (&self->lock);
  frame = g_steal_pointer (&self->newest);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);

  if (frame != NULL && !stopped)
    g_signal_emit (self, signals[FRAME], 0, frame);
  return G_SOURCE_REMOVE;
}

/* A newer frame replaces one that the main loop has not taken yet. */
static void
post_frame (VouchCameraPipeline *self,
            VouchCameraFrame    *frame)
{
  VouchCameraFrame *older;

  g_mutex_lock (&self->lock);
  older = self->newest;
  self->newest = frame;
  self->last_frame = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  if (older != NULL)
    vouch_camera_frame_unref (older);
  else
    call_back (self, emit_frame, g_object_ref (self), g_object_unref);
}

static GstFlowReturn
on_new_sample (GstAppSink *sink,
               gpointer    user_data)
{
  VouchCameraPipeline *self = user_data;
  g_autoptr(GstSample) sample = gst_app_sink_pull_sample (sink);
  VouchCameraFrame *frame;

  if (sample == NULL)
    return GST_FLOW_EOS;

  frame = vouch_camera_converter_convert (self->converter, sample);
  if (frame != NULL)
    post_frame (self, frame);
  return GST_FLOW_OK;
}

static GstElement *
add (GstElement *pipeline,
     GstElement *element)
{
  if (element != NULL)
    gst_bin_add (GST_BIN (pipeline), element);
  return element;
}

static GstElement *
add_sink (VouchCameraPipeline *self,
          GstElement          *pipeline)
{
  GstElement *sink = add (pipeline, gst_element_factory_make ("appsink", NULL));
  g_autoptr(GstCaps) caps = gst_caps_new_empty_simple ("video/x-raw");
  GstAppSinkCallbacks callbacks = { .new_sample = on_new_sample };

  if (sink == NULL)
    return NULL;

  g_object_set (sink, "caps", caps, "max-buffers", 1, "drop", TRUE, "sync", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, g_object_ref (self), g_object_unref);
  return sink;
}

/* Returns: (transfer full): NULL when a plug-in is missing */
static GstElement *
build (VouchCameraPipeline *self)
{
  g_autoptr(GstElement) pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_autoptr(GstCaps) offered = vouch_camera_device_get_formats (self->device);
  g_autoptr(GstCaps) wanted = NULL;
  GstElement *source, *filter, *decoder, *sink;
  gboolean is_jpeg;

  wanted = vouch_camera_format_choose (offered, vouch_camera_gstreamer_has ("jpegdec"), &is_jpeg);
  source = add (pipeline, vouch_camera_device_create_source (self->device));
  filter = add (pipeline, gst_element_factory_make ("capsfilter", NULL));
  decoder = add (pipeline, gst_element_factory_make (is_jpeg ? "jpegdec" : "identity", NULL));
  sink = add_sink (self, pipeline);
  if (source == NULL || filter == NULL || decoder == NULL || sink == NULL)
    return NULL;

  g_object_set (filter, "caps", wanted, NULL);
  if (!gst_element_link_many (source, filter, decoder, sink, NULL))
    return NULL;

  return g_steal_pointer (&pipeline);
}

static void
say_that_it_ended (VouchCameraPipeline *self)
{
  g_mutex_lock (&self->lock);
  self->running = FALSE;
  g_clear_object (&self->bus);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* PipeWire's data thread queues calls to a stream for its main-loop thread. Before PipeWire 1.2,
 * pw_stream_destroy() leaves them in the queue, and they run with freed memory. So the stream is
 * paused first, and destroyed when all calls that it had queued were made long ago. Its light is
 * out meanwhile, and another pipeline may start. */
static void
let_go (VouchCameraPipeline *self,
        GstElement          *pipeline)
{
  GstState state;

  gst_element_get_state (pipeline, &state, NULL, 0);
  if (state != GST_STATE_NULL && vouch_camera_device_has_stream (self->device))
    {
      gst_element_set_state (pipeline, GST_STATE_READY);
      say_that_it_ended (self);
      for (guint i = 0; i < REST_NAPS; i++)
        g_usleep (REST_NAP_US);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* Runs until it is stopped, or stops by itself. */
static void
play (VouchCameraPipeline *self,
      GstElement          *pipeline)
{
  g_autoptr(GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr(GstMessage) message = NULL;
  GstStateChangeReturn started;
  GstClockTime patience;
  gboolean stopped;

  g_mutex_lock (&self->lock);
  self->bus = g_object_ref (bus);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  if (stopped)
    return;

  started = gst_element_set_state (pipeline, GST_STATE_PLAYING);
  patience = started == GST_STATE_CHANGE_FAILURE ? 0 : GST_CLOCK_TIME_NONE;
  message = gst_bus_timed_pop_filtered (bus, patience, GST_MESSAGE_ERROR | GST_MESSAGE_EOS
                                                       | GST_MESSAGE_APPLICATION);
  if (message == NULL || GST_MESSAGE_TYPE (message) != GST_MESSAGE_APPLICATION)
    report_failure (self, vouch_camera_gstreamer_explain (message));
  let_go (self, pipeline);
}

static void
wait_for (VouchCameraPipeline *previous)
{
  gint64 deadline = g_get_monotonic_time () + PREVIOUS_TIMEOUT_US;

  g_mutex_lock (&previous->lock);
  while (previous->running && g_cond_wait_until (&previous->changed, &previous->lock, deadline))
    ;
  g_mutex_unlock (&previous->lock);
}

static gpointer
live (gpointer data)
{
  g_autofree Start *start = data;
  g_autoptr(VouchCameraPipeline) self = start->self;
  g_autoptr(VouchCameraPipeline) previous = start->previous;
  g_autoptr(GstElement) pipeline = NULL;
  g_autoptr(GError) error = NULL;

  if (previous != NULL)
    wait_for (previous);

  if (!vouch_camera_gstreamer_init (&error))
    report_failure (self, g_steal_pointer (&error));
  else if ((pipeline = build (self)) == NULL)
    report_failure (self, g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_PLUGIN,
                                               "A part of GStreamer is missing"));
  else
    play (self, pipeline);

  say_that_it_ended (self);
  return NULL;
}

static void
vouch_camera_pipeline_finalize (GObject *object)
{
  VouchCameraPipeline *self = VOUCH_CAMERA_PIPELINE (object);

  g_clear_pointer (&self->newest, vouch_camera_frame_unref);
  g_clear_pointer (&self->converter, vouch_camera_converter_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->device);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (vouch_camera_pipeline_parent_class)->finalize (object);
}

static void
vouch_camera_pipeline_class_init (VouchCameraPipelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_camera_pipeline_finalize;

  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CAMERA_FRAME);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
vouch_camera_pipeline_init (VouchCameraPipeline *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->context = g_main_context_ref_thread_default ();
  self->converter = vouch_camera_converter_new ();
}

VouchCameraPipeline *
vouch_camera_pipeline_new (VouchCameraDevice *device)
{
  VouchCameraPipeline *self = g_object_new (VOUCH_TYPE_CAMERA_PIPELINE, NULL);

  self->device = g_object_ref (device);
  return self;
}

/**
 * vouch_camera_pipeline_start:
 * @previous: (nullable): one that was stopped just now: it has time to release the camera first
 */
void
vouch_camera_pipeline_start (VouchCameraPipeline *self,
                             VouchCameraPipeline *previous)
{
  Start *start = g_new0 (Start, 1);

  g_assert (!self->running && !self->stopped);

  self->running = TRUE;
  start->self = g_object_ref (self);
  start->previous = previous != NULL ? g_object_ref (previous) : NULL;
  g_thread_unref (g_thread_new ("camera", live, start));
}

/* Returns at once; the camera is off a few milliseconds later. */
void
vouch_camera_pipeline_stop (VouchCameraPipeline *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  if (self->bus != NULL)
    gst_bus_post (self->bus, gst_message_new_application (NULL, gst_structure_new_empty ("stop")));
  g_mutex_unlock (&self->lock);
}

gint64
vouch_camera_pipeline_get_last_frame (VouchCameraPipeline *self)
{
  gint64 last_frame;

  g_mutex_lock (&self->lock);
  last_frame = self->last_frame;
  g_mutex_unlock (&self->lock);
  return last_frame;
}
