/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gunixfdlist.h>
#include <gst/gst.h>

#include "vouch-camera-device.h"

G_BEGIN_DECLS

VouchCameraDevice *vouch_camera_device_new           (GstDevice         *device,
                                                      GUnixFDList       *remote);
gboolean           vouch_camera_device_is            (VouchCameraDevice *self,
                                                      GstDevice         *device);
void               vouch_camera_device_mark_gone     (VouchCameraDevice *self);
gboolean           vouch_camera_device_is_connected  (VouchCameraDevice *self);
gboolean           vouch_camera_device_sees_colour   (VouchCameraDevice *self);
/* For the camera's own thread. */
gboolean           vouch_camera_device_has_stream    (VouchCameraDevice *self);
GstElement        *vouch_camera_device_create_source (VouchCameraDevice *self);
GstCaps           *vouch_camera_device_get_formats   (VouchCameraDevice *self);

G_END_DECLS
