/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "vouch-camera-frame.h"
#include "vouch-qr-payload.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

/* What a camera, a picture or a code has to say to the person, in one table each. All are static
 * but one. */

/* @problem: of VouchCameraError: what is wrong, and the one thing to do about it */
const char *vouch_scan_text_for_camera  (const GError *problem);
/* @other: the name of another camera
 *
 * Returns: (transfer full): that it may see more */
char       *vouch_scan_text_for_sight   (VouchCameraSight  sight,
                                         const char       *other);
/* @problem: of VouchPictureError */
const char *vouch_scan_text_for_picture (const GError *problem);
/* Returns: (nullable): NULL when there is nothing to say */
const char *vouch_scan_text_for_hint    (VouchQrHint   hint);
/* Returns: (nullable): NULL for the code that is wanted */
const char *vouch_scan_text_for_code    (VouchQrKind   kind);

G_END_DECLS
