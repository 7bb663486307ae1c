/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-camera-scene.h"

G_BEGIN_DECLS

/**
 * VouchCameraDevice:
 *
 * One camera. Its backend is private to the room.
 *
 * Properties, all read only: "id" (stable from one start to the next, to be remembered), "name" (to
 * be shown), "front" (it faces the user, so a preview should be mirrored), "present" (FALSE once it
 * was unplugged).
 */
#define VOUCH_TYPE_CAMERA_DEVICE (vouch_camera_device_get_type ())
G_DECLARE_FINAL_TYPE (VouchCameraDevice, vouch_camera_device, VOUCH, CAMERA_DEVICE, GObject)

/* The practice camera, which is never unplugged. */
VouchCameraDevice *vouch_camera_device_new_for_scene (VouchCameraScene  *scene,
                                                      const char        *name);

const char        *vouch_camera_device_get_id        (VouchCameraDevice *self);
const char        *vouch_camera_device_get_name      (VouchCameraDevice *self);
gboolean           vouch_camera_device_get_front     (VouchCameraDevice *self);

G_END_DECLS
