/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-pyramid"

#include "vouch-qr-pyramid.h"

/**
 * vouch_qr_pyramid_set_frame:
 * @frame: level 0; its pixels must stay valid while levels are asked for
 *
 * The buffers of the other levels are kept for it.
 */
void
vouch_qr_pyramid_set_frame (VouchQrPyramid     *self,
                            const VouchQrImage *frame)
{
  vouch_qr_image_init_view (&self->levels[0], frame->pixels, frame->width, frame->height,
                            frame->stride);
  self->n_made = 1;
}

/**
 * vouch_qr_pyramid_get_level:
 * @level: the frame at one half to the power of this; past the last one, the last one
 */
const VouchQrImage *
vouch_qr_pyramid_get_level (VouchQrPyramid *self,
                            int             level)
{
  g_assert (self->n_made > 0 && level >= 0);

  level = MIN (level, VOUCH_QR_PYRAMID_LEVELS - 1);
  for (; self->n_made <= level; self->n_made++)
    vouch_qr_image_halve (&self->levels[self->n_made], &self->levels[self->n_made - 1]);
  return &self->levels[level];
}

void
vouch_qr_pyramid_clear (VouchQrPyramid *self)
{
  for (int i = 0; i < VOUCH_QR_PYRAMID_LEVELS; i++)
    vouch_qr_image_clear (&self->levels[i]);
  self->n_made = 0;
}
