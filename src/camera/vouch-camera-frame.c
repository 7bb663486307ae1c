/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-frame"

#include "vouch-camera-frame.h"

/* Every eighth pixel along each side of the preview is enough. */
#define SAMPLE_STEP 8

/* Black is 16 in video; a dark room has noise above it, and a few pixels may be stuck. */
#define BLACK_LEVEL 32
#define FEW(samples) ((samples) / 100)

/* Colours of a grey picture differ by what rounding does; noise of a camera that sees colours is
 * more. */
#define GREY_LEVEL 8

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

VouchCameraSight
vouch_camera_frame_judge (VouchCameraFrame *self)
{
  const guint8 *preview = g_bytes_get_data (self->preview, NULL);
  guint samples = 0, bright = 0, coloured = 0;

  for (guint y = 0; y < self->preview_height; y += SAMPLE_STEP)
    for (guint x = 0; x < self->preview_width; x += SAMPLE_STEP)
      {
        const guint8 *pixel = preview + 4 * ((gsize) y * self->preview_width + x);
        guint8 most = MAX (MAX (pixel[0], pixel[1]), pixel[2]);
        guint8 least = MIN (MIN (pixel[0], pixel[1]), pixel[2]);

        samples++;
        bright += most >= BLACK_LEVEL;
        coloured += most - least > GREY_LEVEL;
      }

  if (bright <= FEW (samples))
    return VOUCH_CAMERA_SIGHT_BLACK;
  return coloured <= FEW (samples) ? VOUCH_CAMERA_SIGHT_GREY : VOUCH_CAMERA_SIGHT_FINE;
}
