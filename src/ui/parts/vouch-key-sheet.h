/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What goes on paper or into a file: the key, whose it is, and when it was made. */
typedef struct {
  const char *key;       /* a secret, as the server wrote it */
  const char *account;   /* or NULL */
  const char *device;    /* or NULL: the computer on which it was made */
  gint64      made;      /* Unix time in seconds; 0: not known */
} VouchKeySheet;

/* Returns: (transfer full): plain text with a code of half blocks; a secret. */
char   *vouch_key_sheet_to_text (const VouchKeySheet *sheet);
/* Draws on a page of @width and @height points, margins excluded. */
void    vouch_key_sheet_draw    (const VouchKeySheet *sheet,
                                 cairo_t             *cr,
                                 double               width,
                                 double               height);
/* Returns: (transfer full) (nullable): a page of A4; its memory is wiped when it is freed. NULL if
 * it cannot be drawn. */
GBytes *vouch_key_sheet_to_pdf  (const VouchKeySheet *sheet);

G_END_DECLS
