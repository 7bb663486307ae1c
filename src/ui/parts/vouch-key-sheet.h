/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The content of the printed sheet or file: the key, its account, and the date */
typedef struct {
  const char *key;       /* a secret, as the server wrote it */
  const char *account;   /* (nullable) */
  const char *device;    /* (nullable): the computer on which the key was made */
  gint64      made;      /* Unix time in seconds; 0: unknown */
} VouchKeySheet;

/* Returns: (transfer full): plain text with a QR code of half blocks; a secret */
char   *vouch_key_sheet_to_text (const VouchKeySheet *sheet);
/* Draws the sheet on an area of @width and @height points, without margins. */
void    vouch_key_sheet_draw    (const VouchKeySheet *sheet,
                                 cairo_t             *cr,
                                 double               width,
                                 double               height);
/* Returns: (transfer full) (nullable): a PDF page of A4, whose memory is wiped when it is freed;
 * NULL: the page could not be drawn */
GBytes *vouch_key_sheet_to_pdf  (const VouchKeySheet *sheet);

G_END_DECLS
