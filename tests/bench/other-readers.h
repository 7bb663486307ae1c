/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Other readers, to compare with VouchQrReader. They return the bytes of a grey frame, or NULL. */
GBytes *other_zbar_read  (const guint8 *pixels,
                          guint         width,
                          guint         height);
/* only if HAVE_ZXING is defined */
GBytes *other_zxing_read (const guint8 *pixels,
                          guint         width,
                          guint         height);

G_END_DECLS
