/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-image.h"

G_BEGIN_DECLS

/* Portable grey maps (binary, P5): the plainest of pictures, which every tool can write. */
gboolean vouch_qr_pgm_load (const char   *path,
                            VouchQrImage *image);

G_END_DECLS
