/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-qr-budget.h"
#include "vouch-qr-grid.h"
#include "vouch-qr-hint.h"
#include "vouch-qr-pyramid.h"

G_BEGIN_DECLS

/* From three corner squares to the bytes of the code between them. */
typedef struct _VouchQrDecoder VouchQrDecoder;

VouchQrDecoder *vouch_qr_decoder_new         (void);
void            vouch_qr_decoder_free        (VouchQrDecoder      *self);
GBytes         *vouch_qr_decoder_read_triple (VouchQrDecoder      *self,
                                              VouchQrPyramid      *pyramid,
                                              const VouchQrTriple *triple,
                                              int                  located_level,
                                              VouchQrBudget       *budget,
                                              VouchQrSight        *sight);
GBytes         *vouch_qr_decoder_read_whole  (VouchQrDecoder      *self,
                                              VouchQrPyramid      *pyramid,
                                              VouchQrBudget       *budget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchQrDecoder, vouch_qr_decoder_free)

G_END_DECLS
