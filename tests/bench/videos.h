/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "readers.h"

G_BEGIN_DECLS

/* In how many of @n_videos a reader finds the code within a second, when it has a quarter of a
 * core: frames that come while it is busy are lost to it. */
void videos_measure (guint          n_videos,
                     guint32        first_seed,
                     VouchQrReader *ours[N_READERS],
                     guint          found[N_READERS]);

G_END_DECLS
