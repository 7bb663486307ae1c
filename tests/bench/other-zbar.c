/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "other-readers.h"

#include <zbar.h>

/* Runs zbar alone on the whole frame: QR codes only, binary, all else by default. */

static GBytes *
take_first (const zbar_image_t *image)
{
  const zbar_symbol_t *symbol = zbar_image_first_symbol (image);

  if (symbol == NULL)
    return NULL;
  return g_bytes_new (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
}

GBytes *
other_zbar_read (const guint8 *pixels,
                 guint         width,
                 guint         height)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  GBytes *bytes = NULL;

  zbar_image_scanner_request_dbus (scanner, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, pixels, (gsize) width * height, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    bytes = take_first (image);
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return bytes;
}
