/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"

guint8 *
frame_draw_code (VouchQrCode *code,
                 guint        module,
                 gboolean     inverted,
                 guint       *side)
{
  guint width = vouch_qr_code_get_width (code);
  guint8 light = inverted ? 20 : 235;
  guint8 dark = inverted ? 235 : 20;
  guint8 *pixels;

  *side = (width + 2 * VOUCH_QR_CODE_BORDER) * module;
  pixels = g_malloc ((gsize) *side * *side);
  for (guint y = 0; y < *side; y++)
    for (guint x = 0; x < *side; x++)
      {
        /* Left of the code and above it these wrap to huge numbers. */
        guint column = x / module - VOUCH_QR_CODE_BORDER;
        guint row = y / module - VOUCH_QR_CODE_BORDER;
        gboolean is_dark = column < width && row < width &&
                           vouch_qr_code_get_module (code, column, row);

        pixels[(gsize) y * *side + x] = is_dark ? dark : light;
      }
  return pixels;
}
