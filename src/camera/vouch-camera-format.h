/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* Private to the room. Pure. */
GstCaps *vouch_camera_format_choose (GstCaps  *offered,
                                     gboolean  can_decode_jpeg,
                                     gboolean *is_jpeg);
gboolean vouch_camera_format_has_colour (GstCaps *offered);

G_END_DECLS
