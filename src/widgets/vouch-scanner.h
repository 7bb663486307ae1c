/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-camera-device.h"
#include "vouch-camera-error.h"
#include "vouch-camera-frame.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_SCANNER_OFF,
  VOUCH_SCANNER_ASKING,     /* the desktop is asked for permission */
  VOUCH_SCANNER_WAITING,    /* asking for two seconds already: a question, or a hang */
  VOUCH_SCANNER_STARTING,
  VOUCH_SCANNER_SCANNING,   /* frames come */
  VOUCH_SCANNER_FAILED,     /* "problem" says why */
} VouchScannerState;

/**
 * VouchScanner:
 *
 * A camera and the watcher of its frames: from the question for permission to the bytes of a code.
 *
 * Properties, all read only: "state" (#VouchScannerState as an int), "problem" (GError of
 * VouchCameraError, set when failed), "hint" (#VouchQrHint as an int: what several frames in a row
 * agree on), "cameras" (GListModel of VouchCameraDevice), "device" (the one in use, nullable),
 * "other" (another camera, nullable: to be tried because the picture of this one stays black or
 * without colour).
 *
 * Signals: "frame" (VouchCameraFrame), "code" (GBytes): once for as long as the same code stays in
 * view.
 */
#define VOUCH_TYPE_SCANNER (vouch_scanner_get_type ())
G_DECLARE_FINAL_TYPE (VouchScanner, vouch_scanner, VOUCH, SCANNER, GObject)

VouchScanner      *vouch_scanner_new           (void);
/* A camera that needs no permission (the practice camera): it is used before any other. */
void               vouch_scanner_add_camera    (VouchScanner      *self,
                                                VouchCameraDevice *device);
/* @id: (nullable): of the camera that was used last */
void               vouch_scanner_prefer        (VouchScanner      *self,
                                                const char        *id);
void               vouch_scanner_start         (VouchScanner      *self);
void               vouch_scanner_start_unasked (VouchScanner      *self);
void               vouch_scanner_stop          (VouchScanner      *self);
/* Another one of "cameras". */
void               vouch_scanner_use           (VouchScanner      *self,
                                                VouchCameraDevice *device);
/* The code in view counts as a new one. */
void               vouch_scanner_forget_code   (VouchScanner      *self);

VouchScannerState  vouch_scanner_get_state     (VouchScanner      *self);
const GError      *vouch_scanner_get_problem   (VouchScanner      *self);
VouchQrHint        vouch_scanner_get_hint      (VouchScanner      *self);
GListModel        *vouch_scanner_get_cameras   (VouchScanner      *self);
VouchCameraDevice *vouch_scanner_get_device    (VouchScanner      *self);
VouchCameraDevice *vouch_scanner_get_other     (VouchScanner      *self);
/* The fault of the camera's picture, if any. */
VouchCameraSight   vouch_scanner_get_sight     (VouchScanner      *self);

G_END_DECLS
