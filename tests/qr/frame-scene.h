/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-code.h"

G_BEGIN_DECLS

/* A picture in linear light: 0 is black, 1 is white for the camera */
typedef struct {
  int    width;
  int    height;
  float *light;  /* owned: rows touch */
} FrameCanvas;

/* A phone that shows a code to a camera. Lengths are in modules of the code unless stated
 * otherwise, angles in degrees. */
typedef struct {
  VouchQrCode *code;      /* borrowed (nullable): NULL: the phone shows no code */
  float        module;    /* pixels */
  float        yaw;       /* around the upright axis */
  float        pitch;     /* around the level axis */
  float        roll;      /* in the picture */
  float        x;         /* position of the code; -1 to 1 are the edges of the picture */
  float        y;
  float        lens;      /* barrel distortion at the corner, a share of the radius */
  float        white;     /* light of the screen's white and black */
  float        black;
  float        room;      /* light of the room's white */
  float        border;    /* white around the code */
  float        surround;  /* light around the card, as a share of white */
  float        slope;     /* change of the light from one side of the screen to the other */
  gboolean     inverted;
  gboolean     mirrored;
} FrameScene;

void frame_canvas_init  (FrameCanvas      *canvas,
                         int               width,
                         int               height);
void frame_canvas_clear (FrameCanvas      *canvas);
void frame_scene_paint  (const FrameScene *scene,
                         FrameCanvas      *canvas,
                         GRand            *random);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FrameCanvas, frame_canvas_clear)

G_END_DECLS
