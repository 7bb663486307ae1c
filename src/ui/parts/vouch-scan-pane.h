/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-camera-device.h"

G_BEGIN_DECLS

/**
 * VouchScanPane:
 *
 * Everything that gets the bytes of a code out of the world: the viewfinder with its hints, the
 * question before the question for permission, what is wrong with the camera, the choice of
 * cameras, and pictures from a file, the clipboard or a drop. What a code means is its owner's
 * business. The camera is on while the pane is on screen, and no longer.
 *
 * Signals: "code" (GBytes, gboolean from_picture), whose handler returns whether it is the code
 * that is wanted: if not, others of the same picture follow; "picture-failed" (GError of
 * VouchPictureError).
 *
 * Actions: "scan.start", "scan.open-picture", "scan.paste-picture".
 */
#define VOUCH_TYPE_SCAN_PANE (vouch_scan_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchScanPane, vouch_scan_pane, VOUCH, SCAN_PANE, GtkBox)

/* Says something about the code in view, until it leaves; NULL takes it back. */
void       vouch_scan_pane_say        (VouchScanPane     *self,
                                       const char        *text);
/* The code in view counts as a new one. */
void       vouch_scan_pane_look_again (VouchScanPane     *self);
/* One that is used instead of real ones (the practice camera); before the pane is on screen. */
void       vouch_scan_pane_set_camera (VouchScanPane     *self,
                                       VouchCameraDevice *camera);

G_END_DECLS
