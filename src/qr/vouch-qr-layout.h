/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_QR_VERSION_MAX 23
#define VOUCH_QR_WIDTH_MAX (17 + 4 * VOUCH_QR_VERSION_MAX)

typedef enum {
  VOUCH_QR_MODULE_DATA,
  VOUCH_QR_MODULE_FORMAT,  /* says how the data is masked; the same for few codes only */
  VOUCH_QR_MODULE_LIGHT,
  VOUCH_QR_MODULE_DARK,
} VouchQrModule;

/* The known modules of a code of some version before it is read: its patterns. */
typedef struct {
  int    version;
  int    width;
  guint8 modules[VOUCH_QR_WIDTH_MAX * VOUCH_QR_WIDTH_MAX];  /* VouchQrModule, rows touch */
} VouchQrLayout;

void vouch_qr_layout_init (VouchQrLayout *self,
                           int            version);

/* The version whose width is nearest to @width, or 0. */
int  vouch_qr_layout_version_for_width (float width);

/* Gives the places of the two copies of bit @bit of the format: one of 15, counted from the
 * highest. */
void vouch_qr_layout_locate_format_bit (const VouchQrLayout *self,
                                        int                  bit,
                                        int                  columns[2],
                                        int                  rows[2]);

static inline VouchQrModule
vouch_qr_layout_get (const VouchQrLayout *self,
                     int                  column,
                     int                  row)
{
  /* Around the code all is light. */
  if (column < 0 || row < 0 || column >= self->width || row >= self->width)
    return VOUCH_QR_MODULE_LIGHT;
  return (VouchQrModule) self->modules[row * self->width + column];
}

G_END_DECLS
