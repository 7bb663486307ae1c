/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "vouch-camera-frame.h"

G_BEGIN_DECLS

/* Private to the room: turns a GstSample into a plain frame. Used by one thread at a time. */
typedef struct _VouchCameraConverter VouchCameraConverter;

VouchCameraConverter *vouch_camera_converter_new     (void);
void                  vouch_camera_converter_free    (VouchCameraConverter *self);
VouchCameraFrame     *vouch_camera_converter_convert (VouchCameraConverter *self,
                                                      GstSample            *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchCameraConverter, vouch_camera_converter_free)

G_END_DECLS
