/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What others make of a grey frame, to be set beside our own reader: the bytes, or NULL. */
GBytes *other_zbar_read  (const guint8 *pixels,
                          guint         width,
                          guint         height);
/* Only where HAVE_ZXING is defined. */
GBytes *other_zxing_read (const guint8 *pixels,
                          guint         width,
                          guint         height);

G_END_DECLS
