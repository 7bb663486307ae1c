/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "readers.h"

G_BEGIN_DECLS

/* Counts the videos of @n_videos in which a reader finds the code within a second, on a quarter of
 * a core. The reader misses frames that come while it is busy. */
void videos_measure (guint          n_videos,
                     guint32        first_seed,
                     VouchQrReader *ours[N_READERS],
                     guint          found[N_READERS]);

G_END_DECLS
