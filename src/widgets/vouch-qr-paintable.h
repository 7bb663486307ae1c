/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-qr-code.h"

G_BEGIN_DECLS

/**
 * VouchQrPaintable:
 *
 * Paints a QR code: every module is a square of whole device pixels, black on white in every style,
 * with the white border that readers need. Its intrinsic size is at least 320 pixels and 6 pixels a
 * module, and it grows in whole steps with its allocation.
 *
 * Properties: "code" (VouchQrCode, nullable: then all is white).
 */
#define VOUCH_TYPE_QR_PAINTABLE (vouch_qr_paintable_get_type ())
G_DECLARE_FINAL_TYPE (VouchQrPaintable, vouch_qr_paintable, VOUCH, QR_PAINTABLE, GObject)

VouchQrPaintable *vouch_qr_paintable_new       (void);
void              vouch_qr_paintable_set_code  (VouchQrPaintable *self,
                                                VouchQrCode      *code);
/* Shows the code in a picture that has no other paintable, and paints it again when the picture has
 * moved to another part of a device pixel. */
void              vouch_qr_paintable_follow    (VouchQrPaintable *self,
                                                GtkPicture       *picture);
/* Where it is painted; after following a picture, that is known.
 *
 * @scale: device pixels in a logical pixel, 1 by default
 * @x, @y: the corner of the paintable on the surface, in device pixels */
void              vouch_qr_paintable_set_place (VouchQrPaintable *self,
                                                double            scale,
                                                double            x,
                                                double            y);

G_END_DECLS
