/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "vouch-camera-frame.h"
#include "vouch-qr-payload.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

/* The sentences for cameras, pictures and codes. All are static except for one. */

/* @problem: of VouchCameraError
 * Returns: the problem and how to solve it */
const char *vouch_scan_text_for_camera  (const GError *problem);
/* @other: the name of another camera
 *
 * Returns: (transfer full): a sentence that proposes the other camera */
char       *vouch_scan_text_for_sight   (VouchCameraSight  sight,
                                         const char       *other);
/* @problem: of VouchPictureError */
const char *vouch_scan_text_for_picture (const GError *problem);
/* Returns: (nullable): NULL: there is nothing to say */
const char *vouch_scan_text_for_hint    (VouchQrHint   hint);
/* Returns: (nullable): NULL: the code is the wanted one */
const char *vouch_scan_text_for_code    (VouchQrKind   kind);

G_END_DECLS
