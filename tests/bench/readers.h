/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "frame-generator.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

/* The readers to compare: VouchQrReader with so many slots a frame, and others */
typedef enum {
  READER_ONE_SLOT,
  READER_TWO_SLOTS,
  READER_ALL_SLOTS,
  READER_ZBAR,
  READER_ZXING,
  N_READERS,
} Reader;

const char *reader_get_name     (Reader         reader);
gboolean    reader_is_there     (Reader         reader);
guint       reader_get_n_slots  (Reader         reader);   /* 0: another reader */
GBytes     *reader_read         (Reader         reader,
                                 VouchQrReader *ours,
                                 const Frame   *frame,
                                 guint          first_slot,
                                 double        *milliseconds);

G_END_DECLS
