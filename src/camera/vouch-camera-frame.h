/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One picture of a camera as plain data. Immutable and reference counted, for any thread. */
typedef struct {
  guint   width;            /* of the grey plane */
  guint   height;
  GBytes *grey;             /* owned: width × height bytes, no padding */
  guint   preview_width;
  guint   preview_height;
  GBytes *preview;          /* owned: BGRA, opaque, 4 × preview_width bytes a row */
} VouchCameraFrame;

/* Frames of these kinds, but for FINE, hide a code or spoil it. */
typedef enum {
  VOUCH_CAMERA_SIGHT_FINE,
  VOUCH_CAMERA_SIGHT_GREY,    /* no colours: of an infrared camera, to which screens are black */
  VOUCH_CAMERA_SIGHT_BLACK,   /* black: its cover is closed, or it is the infrared one */
} VouchCameraSight;

#define VOUCH_TYPE_CAMERA_FRAME (vouch_camera_frame_get_type ())
GType             vouch_camera_frame_get_type (void);

VouchCameraFrame *vouch_camera_frame_new      (guint             width,
                                               guint             height,
                                               GBytes           *grey,
                                               guint             preview_width,
                                               guint             preview_height,
                                               GBytes           *preview);
VouchCameraSight  vouch_camera_frame_judge     (VouchCameraFrame *self);
VouchCameraFrame *vouch_camera_frame_ref      (VouchCameraFrame *self);
void              vouch_camera_frame_unref    (VouchCameraFrame *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCameraFrame, vouch_camera_frame_unref)

G_END_DECLS
