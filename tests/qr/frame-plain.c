/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-plain.h"

#include "frame-generator.h"

VouchQrCode *
frame_make_code (guint seed)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);
  g_autoptr(GBytes) payload = frame_make_payload (random);

  return vouch_qr_code_new (payload);
}

int
frame_get_version (VouchQrCode *code)
{
  return (int) (vouch_qr_code_get_width (code) - 17) / 4;
}

int
frame_count_errors (const VouchQrGrid *grid,
                    VouchQrCode       *code)
{
  int width = grid->layout.width;
  int errors = 0;

  for (int y = 0; y < width; y++)
    for (int x = 0; x < width; x++)
      if (vouch_qr_layout_get (&grid->layout, x, y) == VOUCH_QR_MODULE_DATA)
        errors += (grid->values[y * width + x] < 0)
                  != vouch_qr_code_get_module (code, (guint) x, (guint) y);
  return errors;
}

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
        /* Left of the code and above it these wrap to very large numbers. */
        guint column = x / module - VOUCH_QR_CODE_BORDER;
        guint row = y / module - VOUCH_QR_CODE_BORDER;
        gboolean is_dark = column < width && row < width &&
                           vouch_qr_code_get_module (code, column, row);

        pixels[(gsize) y * *side + x] = is_dark ? dark : light;
      }
  return pixels;
}
