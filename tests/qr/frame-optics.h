/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "frame-scene.h"

G_BEGIN_DECLS

/* The effects of lens, hand and sensor on a scene. Radii and lengths are in pixels. */
typedef struct {
  float defocus;        /* radius of the disc that a point becomes */
  float motion;         /* length of the line that a point becomes */
  float motion_angle;   /* degrees */
  float glare;          /* light of a lamp reflected in the screen; 0: none */
  float glare_x;        /* -1 to 1 */
  float glare_y;
  float glare_radius;   /* share of the picture's height */
  float exposure;
  float shot_noise;     /* deviation at white, growing with the root of the light */
  float read_noise;     /* deviation everywhere */
  int   jpeg_quality;   /* 1 to 100; 0: not compressed */
} FrameOptics;

guint8 *frame_optics_develop (const FrameOptics *optics,
                              FrameCanvas       *canvas,
                              GRand             *random);

G_END_DECLS
