/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-map.h"

G_BEGIN_DECLS

/* A likely corner square: a square core in a ring, 1:1:3:1:1 in every direction. */
typedef struct {
  float    x;         /* of its centre: pixel 0 covers 0 to 1 less a half either way */
  float    y;
  float    module;    /* pixels, the mean along row and column */
  int      hits;      /* rows that crossed it */
  gboolean inverted;  /* light on dark */
} VouchQrSquare;

#define VOUCH_QR_SQUARES_MAX 200

int vouch_qr_locate_squares (const VouchQrMap *map,
                             VouchQrSquare    *squares);

/* From a point inside the core along a unit vector to the outer edge of the ring, 3.5 modules from
 * the centre; negative when it is not seen within @limit. */
float vouch_qr_locate_reach (const VouchQrMap *map,
                             float             x,
                             float             y,
                             float             direction_x,
                             float             direction_y,
                             gboolean          inverted,
                             float             limit);

G_END_DECLS
