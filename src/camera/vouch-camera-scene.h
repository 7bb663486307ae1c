/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchCameraScene:
 *
 * The picture of the practice camera: a phone in an unsteady hand, with a code on its screen or
 * without. Set by the main thread, painted by the thread of the camera.
 */
#define VOUCH_TYPE_CAMERA_SCENE (vouch_camera_scene_get_type ())
G_DECLARE_FINAL_TYPE (VouchCameraScene, vouch_camera_scene, VOUCH, CAMERA_SCENE, GObject)

VouchCameraScene *vouch_camera_scene_new      (void);
void              vouch_camera_scene_set_code (VouchCameraScene *self,
                                               guint             modules,
                                               GBytes           *dark);
void              vouch_camera_scene_paint    (VouchCameraScene *self,
                                               double            seconds,
                                               guint8           *grey,
                                               guint             width,
                                               guint             height,
                                               gsize             stride);

G_END_DECLS
