/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-locate.h"

G_BEGIN_DECLS

/* Three corner squares that can be those of one code. */
typedef struct {
  VouchQrSquare corner;       /* the one at the right angle */
  VouchQrSquare right;        /* the next one clockwise */
  VouchQrSquare below;
  float         right_scale;  /* homogeneous coordinate of right and below when corner's is 1: */
  float         below_scale;  /* larger is farther away */
  float         width;        /* estimate, in modules */
  float         module;       /* pixels, the mean over the code */
  float         penalty;      /* the smaller, the likelier */
} VouchQrTriple;

gint64 vouch_qr_triple_count (const VouchQrSquare *squares,
                              int                  n_squares);
int    vouch_qr_triple_find  (const VouchQrMap    *map,
                              const VouchQrSquare *squares,
                              int                  n_squares,
                              VouchQrTriple       *triples,
                              int                  max_triples);

G_END_DECLS
