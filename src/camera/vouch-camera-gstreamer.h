/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "vouch-camera-error.h"

G_BEGIN_DECLS

/* Private to the room: the shared use of GStreamer. */
gboolean  vouch_camera_gstreamer_init    (GError     **error);
gboolean  vouch_camera_gstreamer_has     (const char  *element);
GError   *vouch_camera_gstreamer_explain (GstMessage  *message);

G_END_DECLS
