/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of disturbance of a code before a webcam */
typedef enum {
  FRAME_CLEAN,
  FRAME_ROTATION,
  FRAME_PERSPECTIVE,
  FRAME_INVERTED,
  FRAME_MIRRORED,
  FRAME_SMALL,
  FRAME_LARGE,
  FRAME_UNFOCUSED,
  FRAME_MOTION,
  FRAME_NOISE,
  FRAME_DARK,
  FRAME_BRIGHT,
  FRAME_LOW_CONTRAST,
  FRAME_GLARE,
  FRAME_UNEVEN,
  FRAME_LENS,
  FRAME_COMPRESSED,
  FRAME_REALISTIC,
  FRAME_HARD,
  FRAME_BORDERLESS,    /* the code fills its card, which lies on a dark surface */
  FRAME_EMPTY,         /* no code at all */
  N_FRAME_KINDS,
} FrameKind;

typedef struct {
  guint8 *pixels;   /* owned: rows touch */
  guint   width;
  guint   height;
  GBytes *payload;  /* owned (nullable): the payload of the code; NULL: there is no code */
} Frame;

/* The same kind, seed and height always make the same frame. @height: 480, 720, 1080, or 0: any of
 * them */
void        frame_init          (Frame     *frame,
                                 FrameKind  kind,
                                 guint32    seed,
                                 guint      height);
/* Makes one frame of a video of a phone in an unsteady hand, while the camera is focusing. @number
 * counts frames, thirty a second. */
void        frame_init_moving   (Frame     *frame,
                                 FrameKind  kind,
                                 guint32    seed,
                                 guint      height,
                                 guint      number);
void        frame_clear         (Frame     *frame);
const char *frame_kind_get_name (FrameKind  kind);
/* Returns: (transfer full): a payload like those of Matrix clients: 102 to 152 bytes */
GBytes     *frame_make_payload  (GRand     *random);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

G_END_DECLS
