/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "vouch-qr-code.h"

G_BEGIN_DECLS

/**
 * VouchQrPaintable:
 *
 * Paints a QR code: every module is a square of whole device pixels, black on white in every style,
 * with the white border that readers need. Its intrinsic size is at least 320 pixels and 6 pixels a
 * module, and it grows in whole steps with its allocation.
 *
 * The scale of the screen is set by the owner, who binds "scale" to the "scale-factor" of the
 * widget and places the paintable at whole pixels, as GtkPicture does.
 *
 * Properties: "code" (VouchQrCode, nullable: then all is white), "scale" (int, 1 by default).
 */
#define VOUCH_TYPE_QR_PAINTABLE (vouch_qr_paintable_get_type ())
G_DECLARE_FINAL_TYPE (VouchQrPaintable, vouch_qr_paintable, VOUCH, QR_PAINTABLE, GObject)

VouchQrPaintable *vouch_qr_paintable_new       (void);
void              vouch_qr_paintable_set_code  (VouchQrPaintable *self,
                                                VouchQrCode      *code);
void              vouch_qr_paintable_set_scale (VouchQrPaintable *self,
                                                int               scale);

G_END_DECLS
