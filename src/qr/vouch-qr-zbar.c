/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-zbar"

#include "vouch-qr-zbar.h"

#include <zbar.h>

/* The only file that uses zbar: its image scanner, never its processor, and with its D-Bus off.
 * Otherwise zbar sends what it reads to the whole bus. */
struct _VouchQrZbar
{
  zbar_image_scanner_t *scanner;  /* owned */
};

VouchQrZbar *
vouch_qr_zbar_new (void)
{
  VouchQrZbar *self = g_new0 (VouchQrZbar, 1);

  self->scanner = zbar_image_scanner_create ();
  zbar_image_scanner_request_dbus (self->scanner, 0);
  zbar_image_scanner_set_config (self->scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (self->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  /* Otherwise zbar guesses an encoding and converts the bytes to UTF-8. */
  zbar_image_scanner_set_config (self->scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  return self;
}

void
vouch_qr_zbar_free (VouchQrZbar *self)
{
  zbar_image_scanner_destroy (self->scanner);
  g_free (self);
}

/* The first code with data. Its bytes may include NUL: zbar gives the length. */
static GBytes *
take_first (const zbar_image_t *image)
{
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image);
       symbol != NULL;
       symbol = zbar_symbol_next (symbol))
    {
      guint length = zbar_symbol_get_data_length (symbol);

      if (zbar_symbol_get_type (symbol) == ZBAR_QRCODE && length > 0)
        return g_bytes_new (zbar_symbol_get_data (symbol), length);
    }
  return NULL;
}

/**
 * vouch_qr_zbar_scan:
 * @image: its rows must touch
 * @inverted: look for light on dark as well
 *
 * Returns: (transfer full) (nullable): the bytes of a code
 */
GBytes *
vouch_qr_zbar_scan (VouchQrZbar        *self,
                    const VouchQrImage *image,
                    gboolean            inverted)
{
  zbar_image_t *view;
  GBytes *bytes = NULL;

  g_return_val_if_fail (image->stride == (gsize) image->width, NULL);

  /* zbar knows this setting of symbology 0 only. */
  zbar_image_scanner_set_config (self->scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, inverted);

  view = zbar_image_create ();
  zbar_image_set_format (view, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (view, (unsigned) image->width, (unsigned) image->height);
  zbar_image_set_data (view, image->pixels, (gsize) image->width * (gsize) image->height, NULL);

  if (zbar_scan_image (self->scanner, view) > 0)
    bytes = take_first (view);
  zbar_image_destroy (view);
  return bytes;
}
