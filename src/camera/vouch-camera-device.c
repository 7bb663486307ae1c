/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-device"

#include "vouch-camera-device-private.h"

#include "vouch-camera-format.h"
#include "vouch-camera-remote.h"
#include "vouch-property.h"

#include <gst/video/video.h>

struct _VouchCameraDevice
{
  GObject parent_instance;

  char             *id;      /* owned */
  char             *name;    /* owned */
  gboolean          front;
  gboolean          present;

  GstDevice        *device;  /* owned: a real one, or else: */
  VouchCameraScene *scene;   /* owned */

  /* owned, nullable: the connection that the device was found on. It must stay open, under its
   * number, while the device is in use: the plug-in of PipeWire tells connections apart by that
   * number. */
  GUnixFDList      *remote;
};

G_DEFINE_FINAL_TYPE (VouchCameraDevice, vouch_camera_device, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_FRONT,
  PROP_PRESENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vouch_camera_device_finalize (GObject *object)
{
  VouchCameraDevice *self = VOUCH_CAMERA_DEVICE (object);

  gst_clear_object (&self->device);
  g_clear_object (&self->scene);
  g_clear_object (&self->remote);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (vouch_camera_device_parent_class)->finalize (object);
}

static void
vouch_camera_device_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VouchCameraDevice *self = VOUCH_CAMERA_DEVICE (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_FRONT:
      g_value_set_boolean (value, self->front);
      break;
    case PROP_PRESENT:
      g_value_set_boolean (value, self->present);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_camera_device_class_init (VouchCameraDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->finalize = vouch_camera_device_finalize;
  object_class->get_property = vouch_camera_device_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_FRONT] = g_param_spec_boolean ("front", NULL, NULL, TRUE, flags);
  properties[PROP_PRESENT] = g_param_spec_boolean ("present", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_camera_device_init (VouchCameraDevice *self)
{
  self->present = TRUE;
  self->front = TRUE;
}

static const char *
find_text (const GstStructure *structure,
           const char * const *fields)
{
  for (gsize i = 0; structure != NULL && fields[i] != NULL; i++)
    {
      const char *text = gst_structure_get_string (structure, fields[i]);

      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

/* PipeWire adds the driver to the name: "Integrated Camera (V4L2)". Users do not need it. */
static char *
make_name (const char *given)
{
  static const char * const suffixes[] = { " (V4L2)", " (libcamera)" };
  g_autofree char *name = g_utf8_make_valid (given != NULL ? given : "", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (name, suffixes[i]))
      name[strlen (name) - strlen (suffixes[i])] = '\0';
  return g_strdup (g_strstrip (name));
}

VouchCameraDevice *
vouch_camera_device_new (GstDevice   *device,
                         GUnixFDList *remote)
{
  static const char * const id_fields[] = { "node.name", "api.v4l2.path", "device.path", NULL };
  static const char * const name_fields[] = { "node.description", "node.nick", NULL };
  static const char * const place_fields[] = { "api.libcamera.location", NULL };
  VouchCameraDevice *self = g_object_new (VOUCH_TYPE_CAMERA_DEVICE, NULL);
  g_autofree char *display_name = gst_device_get_display_name (device);
  g_autoptr(GstStructure) facts = gst_device_get_properties (device);
  const char *id = find_text (facts, id_fields);
  const char *name = find_text (facts, name_fields);

  self->device = g_object_ref (device);
  self->remote = remote != NULL ? g_object_ref (remote) : NULL;
  self->id = g_strdup (id != NULL ? id : display_name);
  self->name = make_name (name != NULL ? name : display_name);
  self->front = g_strcmp0 (find_text (facts, place_fields), "back") != 0;
  return self;
}

VouchCameraDevice *
vouch_camera_device_new_for_scene (VouchCameraScene *scene,
                                   const char       *name)
{
  VouchCameraDevice *self;

  g_return_val_if_fail (VOUCH_IS_CAMERA_SCENE (scene), NULL);

  self = g_object_new (VOUCH_TYPE_CAMERA_DEVICE, NULL);
  self->scene = g_object_ref (scene);
  self->id = g_strdup ("practice");
  self->name = g_strdup (name);
  return self;
}

const char *
vouch_camera_device_get_id (VouchCameraDevice *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA_DEVICE (self), NULL);

  return self->id;
}

const char *
vouch_camera_device_get_name (VouchCameraDevice *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA_DEVICE (self), NULL);

  return self->name;
}

gboolean
vouch_camera_device_get_front (VouchCameraDevice *self)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA_DEVICE (self), TRUE);

  return self->front;
}

gboolean
vouch_camera_device_is (VouchCameraDevice *self,
                        GstDevice         *device)
{
  return self->device == device;
}

void
vouch_camera_device_mark_gone (VouchCameraDevice *self)
{
  vouch_property_set (self, &self->present, FALSE, properties[PROP_PRESENT]);
}

/* The test source gives time and size; its pixels are painted over. */
static GstPadProbeReturn
paint_scene (GstPad          *pad,
             GstPadProbeInfo *info,
             gpointer         user_data)
{
  VouchCameraScene *scene = user_data;
  GstBuffer *buffer = gst_buffer_make_writable (GST_PAD_PROBE_INFO_BUFFER (info));
  g_autoptr(GstCaps) caps = gst_pad_get_current_caps (pad);
  GstVideoInfo video;
  GstVideoFrame frame;

  GST_PAD_PROBE_INFO_DATA (info) = buffer;
  if (caps == NULL || !gst_video_info_from_caps (&video, caps) ||
      !gst_video_frame_map (&frame, &video, buffer, GST_MAP_READWRITE))
    return GST_PAD_PROBE_OK;

  vouch_camera_scene_paint (scene, (double) GST_BUFFER_PTS (buffer) / GST_SECOND,
                            GST_VIDEO_FRAME_PLANE_DATA (&frame, 0),
                            GST_VIDEO_FRAME_WIDTH (&frame), GST_VIDEO_FRAME_HEIGHT (&frame),
                            GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0));
  gst_video_frame_unmap (&frame);
  return GST_PAD_PROBE_OK;
}

static GstElement *
create_scene_source (VouchCameraScene *scene)
{
  GstElement *source = gst_element_factory_make ("videotestsrc", NULL);
  g_autoptr(GstPad) pad = NULL;

  if (source == NULL)
    return NULL;

  gst_util_set_object_arg (G_OBJECT (source), "pattern", "black");
  g_object_set (source, "is-live", TRUE, NULL);
  pad = gst_element_get_static_pad (source, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, paint_scene,
                     g_object_ref (scene), g_object_unref);
  return source;
}

/* PipeWire frees the memory of its frames when a camera is unplugged, also while another thread
 * reads them. So frames are copied while that cannot happen. */
static void
copy_frames (GstElement *source)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), "always-copy") != NULL)
    g_object_set (source, "always-copy", TRUE, NULL);
}

/**
 * vouch_camera_device_create_source:
 *
 * Returns: (transfer floating) (nullable): the source of its frames; %NULL when a plug-in is
 *   missing
 */
GstElement *
vouch_camera_device_create_source (VouchCameraDevice *self)
{
  GstElement *source;

  if (self->scene != NULL)
    return create_scene_source (self->scene);

  source = gst_device_create_element (self->device, NULL);
  if (source != NULL)
    copy_frames (source);
  return source;
}

/* Whether the connection that it was found on is still open. */
gboolean
vouch_camera_device_is_connected (VouchCameraDevice *self)
{
  return self->remote == NULL || vouch_camera_remote_is_alive (self->remote);
}

/* Whether it may: see vouch_camera_format_has_colour(). */
gboolean
vouch_camera_device_sees_colour (VouchCameraDevice *self)
{
  g_autoptr(GstCaps) formats = NULL;

  if (self->scene != NULL)
    return TRUE;

  formats = gst_device_get_caps (self->device);
  return vouch_camera_format_has_colour (formats);
}

/* Whether its frames come by a stream of PipeWire. */
gboolean
vouch_camera_device_has_stream (VouchCameraDevice *self)
{
  return self->remote != NULL;
}

/**
 * vouch_camera_device_get_formats:
 *
 * Returns: (transfer full) (nullable): the caps that it offers
 */
GstCaps *
vouch_camera_device_get_formats (VouchCameraDevice *self)
{
  if (self->scene != NULL)
    return gst_caps_from_string ("video/x-raw,format=GRAY8,width=1280,height=720,framerate=30/1");

  return gst_device_get_caps (self->device);
}
