/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-camera-frame.h"

G_BEGIN_DECLS

/**
 * VouchViewfinder:
 *
 * Shows the last frame of a camera, as wide as its allocation and as high as the frame needs it,
 * with four corners to aim with; black before the first. It can be mirrored, since users expect a
 * mirror of a camera that faces them.
 *
 * Properties: "mirrored" (boolean).
 */
#define VOUCH_TYPE_VIEWFINDER (vouch_viewfinder_get_type ())
G_DECLARE_FINAL_TYPE (VouchViewfinder, vouch_viewfinder, VOUCH, VIEWFINDER, GtkWidget)

/* @frame: (nullable): NULL makes it black. */
void       vouch_viewfinder_set_frame    (VouchViewfinder  *self,
                                          VouchCameraFrame *frame);
void       vouch_viewfinder_set_mirrored (VouchViewfinder  *self,
                                          gboolean          mirrored);
/* @seen: something like a code is in view, so that the corners close */
void       vouch_viewfinder_set_seen     (VouchViewfinder  *self,
                                          gboolean          seen);

G_END_DECLS
