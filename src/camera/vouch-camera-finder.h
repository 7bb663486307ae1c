/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gunixfdlist.h>
#include <gst/gst.h>

#include "vouch-camera-error.h"

G_BEGIN_DECLS

/* Private to the room: looks for cameras on a connection to PipeWire, or else by the device monitor
 * of GStreamer. There is one for each connection, and it is never stopped: PipeWire before 1.0
 * crashes now and then when its provider is stopped. */
typedef struct _VouchCameraFinder VouchCameraFinder;

VouchCameraFinder *vouch_camera_finder_get         (GUnixFDList        *remote,
                                                    GError            **error);
GList             *vouch_camera_finder_get_devices (VouchCameraFinder  *self);
GstBus            *vouch_camera_finder_get_bus     (VouchCameraFinder  *self);

G_END_DECLS
