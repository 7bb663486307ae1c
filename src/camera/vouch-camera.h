/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-device.h"
#include "vouch-camera-error.h"
#include "vouch-camera-frame.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_CAMERA_OFF,
  VOUCH_CAMERA_STARTING,   /* no frame has come yet */
  VOUCH_CAMERA_PLAYING,
  VOUCH_CAMERA_STALLED,    /* frames have stopped coming; they may come again */
  VOUCH_CAMERA_FAILED,     /* over; "problem" says why */
} VouchCameraState;

/**
 * VouchCamera:
 *
 * One camera at a time, switched on and off. Never blocks: calls that can block run on another
 * thread.
 *
 * Properties, all read only: "state" (#VouchCameraState as an int), "problem" (GError of
 * VouchCameraError, set while stalled or failed), "device" (nullable), "sight" (#VouchCameraSight
 * as an int: not fine once frames have been black or without colour for three seconds).
 *
 * Signals: "frame" (VouchCameraFrame): the newest one; older ones that were not taken in time are
 * dropped.
 */
#define VOUCH_TYPE_CAMERA (vouch_camera_get_type ())
G_DECLARE_FINAL_TYPE (VouchCamera, vouch_camera, VOUCH, CAMERA, GObject)

VouchCamera       *vouch_camera_new         (void);
void               vouch_camera_start       (VouchCamera       *self,
                                             VouchCameraDevice *device);
void               vouch_camera_stop        (VouchCamera       *self);
VouchCameraState   vouch_camera_get_state   (VouchCamera       *self);
const GError      *vouch_camera_get_problem (VouchCamera       *self);
VouchCameraDevice *vouch_camera_get_device  (VouchCamera       *self);
VouchCameraSight   vouch_camera_get_sight   (VouchCamera       *self);

G_END_DECLS
