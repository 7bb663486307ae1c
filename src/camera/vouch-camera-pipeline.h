/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-device.h"
#include "vouch-camera-error.h"
#include "vouch-camera-frame.h"

G_BEGIN_DECLS

/**
 * VouchCameraPipeline:
 *
 * Private to the room: one use of one camera, from switching it on to switching it off. Cannot be
 * started twice.
 *
 * Signals, on the thread that made it and never after vouch_camera_pipeline_stop(): "frame"
 * (VouchCameraFrame), "failed" (GError of VouchCameraError).
 */
#define VOUCH_TYPE_CAMERA_PIPELINE (vouch_camera_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (VouchCameraPipeline, vouch_camera_pipeline, VOUCH, CAMERA_PIPELINE, GObject)

VouchCameraPipeline *vouch_camera_pipeline_new            (VouchCameraDevice   *device);
void                 vouch_camera_pipeline_start          (VouchCameraPipeline *self,
                                                           VouchCameraPipeline *previous);
void                 vouch_camera_pipeline_stop           (VouchCameraPipeline *self);
/* g_get_monotonic_time() of the newest frame, 0 before the first. */
gint64               vouch_camera_pipeline_get_last_frame (VouchCameraPipeline *self);

G_END_DECLS
