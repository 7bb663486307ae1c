/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VOUCH_QR_BLOCK_MAX 255
#define VOUCH_QR_PARITY_MAX 30

gboolean vouch_qr_reed_solomon_repair (guint8       *block,
                                       int           length,
                                       int           n_parity,
                                       const guint8 *erasures,
                                       int           n_erasures,
                                       int           max_errors);

G_END_DECLS
