/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-camera-frame.h"

G_BEGIN_DECLS

/**
 * VouchViewfinder:
 *
 * The last frame of a camera, as wide as there is room and as high as the frame wants it; black
 * before the first. Mirrored on request, for in a camera that looks back at them people expect a
 * mirror.
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

G_END_DECLS
