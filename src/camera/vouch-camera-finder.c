/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-finder"

#include "vouch-camera-finder.h"

#include "vouch-camera-gstreamer.h"
#include "vouch-camera-remote.h"

struct _VouchCameraFinder
{
  GUnixFDList       *remote;     /* owned, nullable */
  GstDeviceProvider *provider;   /* owned: on that connection */
  GstDeviceMonitor  *monitor;    /* owned: without one */
};

/* All finders, for the rest of the process. The lock is held while one starts, so that no
 * connection gets two. */
static GMutex lock;
static GSList *finders;

/* The factory would return one object for the whole process; we need one for each connection. */
static GstDeviceProvider *
create_provider (GUnixFDList *remote)
{
  g_autoptr(GstDeviceProviderFactory) factory = NULL;
  g_autoptr(GstPluginFeature) loaded = NULL;
  GType type;

  factory = gst_device_provider_factory_find ("pipewiredeviceprovider");
  if (factory == NULL)
    return NULL;

  loaded = gst_plugin_feature_load (GST_PLUGIN_FEATURE (factory));
  if (loaded == NULL)
    return NULL;

  type = gst_device_provider_factory_get_device_provider_type
    (GST_DEVICE_PROVIDER_FACTORY (loaded));
  return gst_object_ref_sink (g_object_new (type, "fd", vouch_camera_remote_get_descriptor (remote),
                                            NULL));
}

static VouchCameraFinder *
add_finder (GUnixFDList       *remote,
            GstDeviceProvider *provider,
            GstDeviceMonitor  *monitor)
{
  VouchCameraFinder *self = g_new0 (VouchCameraFinder, 1);

  g_set_object (&self->remote, remote);
  self->provider = provider;
  self->monitor = monitor;
  finders = g_slist_prepend (finders, self);
  return self;
}

/* A provider that was started is kept even if PipeWire does not answer: the plug-in never takes
 * back its listeners, and a connection that a pipeline uses too would call them with freed
 * memory. */
static VouchCameraFinder *
start_provider (GUnixFDList  *remote,
                GError      **error)
{
  GstDeviceProvider *provider = create_provider (remote);

  if (provider == NULL)
    {
      g_set_error_literal (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_PLUGIN,
                           "The PipeWire plug-in of GStreamer is missing");
      return NULL;
    }

  gst_device_provider_start (provider);
  return add_finder (remote, provider, NULL);
}

/* Without PipeWire there are still the cameras that the kernel knows. */
static VouchCameraFinder *
start_monitor (GError **error)
{
  g_autoptr(GstDeviceMonitor) monitor = gst_device_monitor_new ();

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  if (gst_device_monitor_start (monitor))
    return add_finder (NULL, NULL, g_steal_pointer (&monitor));

  if (vouch_camera_gstreamer_has ("pipewiresrc") || vouch_camera_gstreamer_has ("v4l2src"))
    g_set_error_literal (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                         "Nothing answers that knows cameras");
  else
    g_set_error_literal (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_PLUGIN,
                         "No plug-in of GStreamer knows cameras");
  return NULL;
}

static VouchCameraFinder *
find_finder (GUnixFDList *remote)
{
  for (GSList *item = finders; item != NULL; item = item->next)
    if (((VouchCameraFinder *) item->data)->remote == remote)
      return item->data;
  return NULL;
}

/**
 * vouch_camera_finder_get:
 * @remote: (nullable): the connection to look at
 *
 * Blocks until the cameras that are there have been found: not on the main thread.
 *
 * Returns: (transfer none) (nullable): lives as long as the process
 */
VouchCameraFinder *
vouch_camera_finder_get (GUnixFDList  *remote,
                         GError      **error)
{
  g_autoptr(GMutexLocker) locker = NULL;
  VouchCameraFinder *self;

  if (!vouch_camera_gstreamer_init (error))
    return NULL;

  locker = g_mutex_locker_new (&lock);
  self = find_finder (remote);
  if (self == NULL)
    self = remote != NULL ? start_provider (remote, error) : start_monitor (error);
  if (self == NULL || remote == NULL || vouch_camera_remote_is_alive (remote))
    return self;

  g_set_error_literal (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                       "PipeWire does not answer");
  return NULL;
}

/* PipeWire has other sources of video too, such as a shared screen. */
static gboolean
is_camera (GstDevice *device)
{
  g_autoptr(GstStructure) facts = gst_device_get_properties (device);
  const char *role = facts != NULL ? gst_structure_get_string (facts, "media.role") : NULL;

  return gst_device_has_classes (device, "Video/Source") &&
         (role == NULL || g_str_equal (role, "Camera"));
}

/**
 * vouch_camera_finder_get_devices:
 *
 * Returns: (transfer full) (element-type GstDevice): the cameras that are there now
 */
GList *
vouch_camera_finder_get_devices (VouchCameraFinder *self)
{
  GList *devices = self->provider != NULL ? gst_device_provider_get_devices (self->provider)
                                          : gst_device_monitor_get_devices (self->monitor);

  for (GList *item = devices, *next; item != NULL; item = next)
    {
      next = item->next;
      if (is_camera (item->data))
        continue;
      gst_object_unref (item->data);
      devices = g_list_delete_link (devices, item);
    }
  return devices;
}

/**
 * vouch_camera_finder_get_bus:
 *
 * Returns: (transfer full): the bus that reports cameras that come and go
 */
GstBus *
vouch_camera_finder_get_bus (VouchCameraFinder *self)
{
  return self->provider != NULL ? gst_device_provider_get_bus (self->provider)
                                : gst_device_monitor_get_bus (self->monitor);
}
