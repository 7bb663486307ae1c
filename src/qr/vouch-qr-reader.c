/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-reader"

#include "vouch-qr-reader.h"

#include "vouch-qr-zbar.h"

/* From a grey frame to the exact bytes of the code in it, or to a hint why there are none. Keeps
 * its buffers from frame to frame. Knows no threads: use one reader in one thread at a time. */
struct _VouchQrReader {
  GObject      parent_instance;

  VouchQrZbar *zbar;     /* owned */
  VouchQrImage scratch;  /* owned */
};

G_DEFINE_FINAL_TYPE (VouchQrReader, vouch_qr_reader, G_TYPE_OBJECT)

/* Smaller than the smallest code with one pixel a module, or so large that products overflow. */
#define SIDE_MIN 21
#define SIDE_MAX 32767

static void
vouch_qr_reader_finalize (GObject *object)
{
  VouchQrReader *self = VOUCH_QR_READER (object);

  g_clear_pointer (&self->zbar, vouch_qr_zbar_free);
  vouch_qr_image_clear (&self->scratch);

  G_OBJECT_CLASS (vouch_qr_reader_parent_class)->finalize (object);
}

static void
vouch_qr_reader_class_init (VouchQrReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vouch_qr_reader_finalize;
}

static void
vouch_qr_reader_init (VouchQrReader *self)
{
  self->zbar = vouch_qr_zbar_new ();
}

VouchQrReader *
vouch_qr_reader_new (void)
{
  return g_object_new (VOUCH_TYPE_QR_READER, NULL);
}

/**
 * vouch_qr_reader_read:
 * @data: 8 bits a pixel, dark to light; @height rows of @stride bytes
 * @slot: which way to look, modulo %VOUCH_QR_READER_SLOTS
 * @hint: (out) (optional): why nothing was read
 *
 * Takes 1 to 30 ms: not for the main thread.
 *
 * Returns: (transfer full) (nullable): exactly the bytes of a code
 */
GBytes *
vouch_qr_reader_read (VouchQrReader *self,
                      const guint8  *data,
                      guint          width,
                      guint          height,
                      gsize          stride,
                      guint          slot,
                      VouchQrHint   *hint)
{
  VouchQrImage frame;

  g_return_val_if_fail (VOUCH_IS_QR_READER (self), NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (stride >= width, NULL);

  if (hint != NULL)
    *hint = VOUCH_QR_HINT_NONE;
  if (width < SIDE_MIN || height < SIDE_MIN || width > SIDE_MAX || height > SIDE_MAX)
    return NULL;

  vouch_qr_image_init_view (&frame, data, (int) width, (int) height, stride);
  vouch_qr_image_threshold (&self->scratch, &frame, 20);
  return vouch_qr_zbar_scan (self->zbar, &self->scratch, 1, TRUE);
}
