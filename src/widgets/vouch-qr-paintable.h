/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "vouch-qr-code.h"

G_BEGIN_DECLS

/**
 * VouchQrPaintable:
 *
 * A QR code as something to paint: every module is a square of whole device pixels, black on white
 * in every style, with the white border that readers need. It wants to be at least 320 pixels wide
 * and 6 pixels a module, and grows in whole steps with the room it is given.
 *
 * A paintable does not know what it is painted on: whoever shows it binds "scale" to the widget's
 * "scale-factor" and gives it a place at whole pixels, as GtkPicture does.
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
