/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The width of the white border around a code, in modules. Hardly any reader finds a code without
 * it. */
#define VOUCH_QR_CODE_BORDER 4

/* A code to be shown: a square of dark and light modules, without its border. Immutable and
 * reference counted, for any thread. */
typedef struct _VouchQrCode VouchQrCode;

#define VOUCH_TYPE_QR_CODE (vouch_qr_code_get_type ())
GType        vouch_qr_code_get_type   (void);

VouchQrCode *vouch_qr_code_new        (GBytes      *payload);
VouchQrCode *vouch_qr_code_ref        (VouchQrCode *self);
void         vouch_qr_code_unref      (VouchQrCode *self);
guint        vouch_qr_code_get_width  (VouchQrCode *self);   /* modules in a row, border left out */
gboolean     vouch_qr_code_get_module (VouchQrCode *self,
                                       guint        x,
                                       guint        y);      /* TRUE: dark */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchQrCode, vouch_qr_code_unref)

G_END_DECLS
