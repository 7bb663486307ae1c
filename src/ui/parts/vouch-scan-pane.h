/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-camera-device.h"

G_BEGIN_DECLS

/**
 * VouchScanPane:
 *
 * Reads codes, with the viewfinder and its hints, an explanation before the desktop asks for
 * permission, camera problems, the choice of cameras, and pictures from a file, the clipboard or a
 * drop. The owner decides what a code means. The camera is on only while the pane is on screen.
 *
 * Signals: "code" (GBytes, gboolean from_picture), whose handler returns whether the code is
 * wanted: if not, other codes of the same picture follow; "picture-failed" (GError of
 * VouchPictureError).
 *
 * Actions: "scan.start", "scan.open-picture", "scan.paste-picture".
 */
#define VOUCH_TYPE_SCAN_PANE (vouch_scan_pane_get_type ())
G_DECLARE_FINAL_TYPE (VouchScanPane, vouch_scan_pane, VOUCH, SCAN_PANE, GtkBox)

/* Shows a sentence about the code in view until the code leaves the view. NULL removes it. */
void       vouch_scan_pane_say        (VouchScanPane     *self,
                                       const char        *text);
/* The code in view is handled as a new code. */
void       vouch_scan_pane_look_again (VouchScanPane     *self);
/* Sets a camera to use instead of real ones (the simulated camera of practice mode). To be called
 * before the pane is on screen. */
void       vouch_scan_pane_set_camera (VouchScanPane     *self,
                                       VouchCameraDevice *camera);

G_END_DECLS
