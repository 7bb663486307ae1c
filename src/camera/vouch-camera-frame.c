/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-frame"

#include "vouch-camera-frame.h"

G_DEFINE_BOXED_TYPE (VouchCameraFrame, vouch_camera_frame,
                     vouch_camera_frame_ref, vouch_camera_frame_unref)

static void
clear_frame (gpointer data)
{
  VouchCameraFrame *self = data;

  g_bytes_unref (self->grey);
  g_bytes_unref (self->preview);
}

/**
 * vouch_camera_frame_new:
 * @grey: (transfer full): @width × @height bytes
 * @preview: (transfer full): @preview_width × @preview_height × 4 bytes
 */
VouchCameraFrame *
vouch_camera_frame_new (guint   width,
                        guint   height,
                        GBytes *grey,
                        guint   preview_width,
                        guint   preview_height,
                        GBytes *preview)
{
  VouchCameraFrame *self;

  g_return_val_if_fail (g_bytes_get_size (grey) == (gsize) width * height, NULL);
  g_return_val_if_fail (g_bytes_get_size (preview) == (gsize) preview_width * preview_height * 4,
                        NULL);

  self = g_atomic_rc_box_new0 (VouchCameraFrame);
  self->width = width;
  self->height = height;
  self->grey = grey;
  self->preview_width = preview_width;
  self->preview_height = preview_height;
  self->preview = preview;
  return self;
}

VouchCameraFrame *
vouch_camera_frame_ref (VouchCameraFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
vouch_camera_frame_unref (VouchCameraFrame *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_frame);
}
