/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"

G_BEGIN_DECLS

/* A zbar scanner for QR codes only, with exact bytes and without output of its own */
typedef struct _VouchQrZbar VouchQrZbar;

VouchQrZbar *vouch_qr_zbar_new  (void);
void         vouch_qr_zbar_free (VouchQrZbar        *self);
GBytes      *vouch_qr_zbar_scan (VouchQrZbar        *self,
                                 const VouchQrImage *image,
                                 gboolean            inverted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchQrZbar, vouch_qr_zbar_free)

G_END_DECLS
