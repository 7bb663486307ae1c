/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-code"

#include "vouch-qr-code.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

/* Encodes a binary payload: one byte-mode segment at error correction level L, in the smallest
 * version that holds it. The modules are a copy that is wiped when freed, since some payloads are
 * secrets, and libqrencode frees its own memory unwiped. */
struct _VouchQrCode
{
  guint   width;
  guint8 *modules;  /* owned: width × width, 1 is dark */
};

G_DEFINE_BOXED_TYPE (VouchQrCode, vouch_qr_code, vouch_qr_code_ref, vouch_qr_code_unref)

static void
clear_code (gpointer data)
{
  VouchQrCode *self = data;

  explicit_bzero (self->modules, (gsize) self->width * self->width);
  g_free (self->modules);
}

/* Each module is a byte of flags of which only the lowest is its colour. */
static VouchQrCode *
copy_modules (QRcode *encoded)
{
  VouchQrCode *self = g_atomic_rc_box_new0 (VouchQrCode);
  gsize size = (gsize) encoded->width * encoded->width;

  self->width = encoded->width;
  self->modules = g_new (guint8, size);
  for (gsize i = 0; i < size; i++)
    self->modules[i] = encoded->data[i] & 1;
  explicit_bzero (encoded->data, size);
  return self;
}

/**
 * vouch_qr_code_new:
 * @payload: any bytes, also NUL
 *
 * Level L because a code on a screen is never torn or stained: at equal size the smaller modules of
 * a higher level cost far more than its redundancy gains.
 *
 * Returns: (transfer full) (nullable): the code, or %NULL when @payload is empty or more than a
 *   code can hold (2953 bytes)
 */
VouchQrCode *
vouch_qr_code_new (GBytes *payload)
{
  VouchQrCode *self;
  QRcode *encoded;
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (payload != NULL, NULL);

  data = g_bytes_get_data (payload, &size);
  if (size == 0 || size > G_MAXINT)
    return NULL;

  encoded = QRcode_encodeData ((int) size, data, 0, QR_ECLEVEL_L);
  if (encoded == NULL)
    {
      g_debug ("No code for %" G_GSIZE_FORMAT " bytes: %s", size, g_strerror (errno));
      return NULL;
    }

  self = copy_modules (encoded);
  QRcode_free (encoded);
  return self;
}

VouchQrCode *
vouch_qr_code_ref (VouchQrCode *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
vouch_qr_code_unref (VouchQrCode *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_code);
}

guint
vouch_qr_code_get_width (VouchQrCode *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

gboolean
vouch_qr_code_get_module (VouchQrCode *self,
                          guint        x,
                          guint        y)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (x < self->width && y < self->width, FALSE);

  return self->modules[(gsize) y * self->width + x];
}
