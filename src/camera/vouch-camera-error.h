/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why there is no picture. The user has another way out for each. */
typedef enum {
  VOUCH_CAMERA_ERROR_NONE_FOUND,   /* no camera is plugged in */
  VOUCH_CAMERA_ERROR_REFUSED,      /* the user refused or closed the question: both look the same */
  VOUCH_CAMERA_ERROR_BLOCKED,      /* a stored refusal: there was no question */
  VOUCH_CAMERA_ERROR_BUSY,         /* another program has it */
  VOUCH_CAMERA_ERROR_UNPLUGGED,    /* it was there, and it is gone */
  VOUCH_CAMERA_ERROR_STALLED,      /* it is there, and no frames come */
  VOUCH_CAMERA_ERROR_NO_SERVICE,   /* the portal or PipeWire does not run */
  VOUCH_CAMERA_ERROR_NO_PLUGIN,    /* a part of GStreamer is not installed */
  VOUCH_CAMERA_ERROR_FAILED,       /* anything else */
} VouchCameraError;

#define VOUCH_CAMERA_ERROR (vouch_camera_error_quark ())
GQuark vouch_camera_error_quark (void);

G_END_DECLS
