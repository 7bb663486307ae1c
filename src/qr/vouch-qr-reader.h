/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchQrHint:
 * @VOUCH_QR_HINT_NONE: no hint: a code was read, or a single frame tells nothing
 * @VOUCH_QR_HINT_NO_CODE: no trace of a code: point the camera at it
 * @VOUCH_QR_HINT_TOO_FAR: a code is there and too small to read: closer
 * @VOUCH_QR_HINT_TOO_DARK: the picture is too dark: more light, or a brighter screen
 * @VOUCH_QR_HINT_GLARE: a light is reflected in the code: tilt the screen
 * @VOUCH_QR_HINT_HOLD_STILL: the code is smeared in one direction: hold still
 * @VOUCH_QR_HINT_UNFOCUSED: the code is blurred in every direction: out of focus
 *
 * Why a frame cannot be read, as far as one frame tells. Show one only when several frames in a row
 * agree.
 */
typedef enum {
  VOUCH_QR_HINT_NONE,
  VOUCH_QR_HINT_NO_CODE,
  VOUCH_QR_HINT_TOO_FAR,
  VOUCH_QR_HINT_TOO_DARK,
  VOUCH_QR_HINT_GLARE,
  VOUCH_QR_HINT_HOLD_STILL,
  VOUCH_QR_HINT_UNFOCUSED,
} VouchQrHint;

/* The ways to search a frame. Successive frames of a video take successive slots, so that each
 * frame stays cheap. A single picture is given to all of them in turn until one reads it. */
#define VOUCH_QR_READER_SLOTS 6

#define VOUCH_TYPE_QR_READER (vouch_qr_reader_get_type ())
G_DECLARE_FINAL_TYPE (VouchQrReader, vouch_qr_reader, VOUCH, QR_READER, GObject)

VouchQrReader *vouch_qr_reader_new  (void);
GBytes        *vouch_qr_reader_read (VouchQrReader *self,
                                     const guint8  *data,
                                     guint          width,
                                     guint          height,
                                     gsize          stride,
                                     guint          slot,
                                     VouchQrHint   *hint);

G_END_DECLS
