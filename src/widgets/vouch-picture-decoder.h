/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a file has no code: each code is another sentence for the user. */
typedef enum {
  VOUCH_PICTURE_ERROR_NOTHING,     /* the clipboard or drop had no picture and no file */
  VOUCH_PICTURE_ERROR_UNREADABLE,  /* the file cannot be read */
  VOUCH_PICTURE_ERROR_TOO_LARGE,
  VOUCH_PICTURE_ERROR_DRAWING,     /* lines and shapes, not pixels: SVG */
  VOUCH_PICTURE_ERROR_UNKNOWN,     /* no picture at all */
  VOUCH_PICTURE_ERROR_FORMAT,      /* a picture of a kind that this computer has no loader for */
  VOUCH_PICTURE_ERROR_DAMAGED,
  VOUCH_PICTURE_ERROR_NO_CODE,
  VOUCH_PICTURE_ERROR_ANIMATION,   /* no code in any of its pictures */
} VouchPictureError;

#define VOUCH_PICTURE_ERROR (vouch_picture_error_quark ())
GQuark  vouch_picture_error_quark (void);

/* Limit for one file. */
#define VOUCH_PICTURE_MAXIMUM_BYTES (64 * 1024 * 1024)

/* Not on the main thread: it takes a second or two for a picture without a code. */
GPtrArray *vouch_picture_decode   (GBytes  *file,
                                   GError **error);

G_END_DECLS
