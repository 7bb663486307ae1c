/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-layout"

#include "vouch-qr-layout.h"

#include <math.h>
#include <string.h>

/* ISO/IEC 18004, 6.3: corner squares, alignment patterns, timing patterns, version and format. */

static void
put (VouchQrLayout *self,
     int            column,
     int            row,
     VouchQrModule  module)
{
  if (column >= 0 && row >= 0 && column < self->width && row < self->width)
    self->modules[row * self->width + column] = (guint8) module;
}

/* Rings around a centre; a corner square has the light ring at 2 and its separator at 4, an
 * alignment pattern has the light ring at 1. */
static void
put_rings (VouchQrLayout *self,
           int            column,
           int            row,
           int            radius,
           int            light)
{
  for (int y = -radius; y <= radius; y++)
    for (int x = -radius; x <= radius; x++)
      {
        int ring = MAX (ABS (x), ABS (y));

        put (self, column + x, row + y,
             ring == light || ring == 4 ? VOUCH_QR_MODULE_LIGHT : VOUCH_QR_MODULE_DARK);
      }
}

/* Returns: how many of @centres there are: rows and columns alike */
static int
list_alignment_centres (const VouchQrLayout *self,
                        int                  centres[7])
{
  int count = self->version / 7 + 2;
  int last = self->width - 7;
  int step = (self->version * 4 + count * 2 + 1) / (2 * count - 2) * 2;

  if (self->version == 1)
    return 0;
  for (int i = count - 1; i > 0; i--)
    centres[i] = last - (count - 1 - i) * step;
  centres[0] = 6;
  return count;
}

static void
put_alignment (VouchQrLayout *self)
{
  int centres[7];
  int count = list_alignment_centres (self, centres);
  int last = count - 1;

  for (int y = 0; y < count; y++)
    for (int x = 0; x < count; x++)
      {
        if ((x == 0 && y == 0) || (x == last && y == 0) || (x == 0 && y == last))
          continue;
        put_rings (self, centres[x], centres[y], 2, 1);
      }
}

/* Six bits of version and twelve of parity, in two blocks of 3 × 6. */
static void
put_version (VouchQrLayout *self)
{
  int parity = self->version;
  int bits;

  if (self->version < 7)
    return;
  for (int i = 0; i < 12; i++)
    parity = (parity << 1) ^ ((parity >> 11) * 0x1f25);
  bits = self->version << 12 | (parity & 0xfff);
  for (int i = 0; i < 18; i++)
    {
      VouchQrModule module = (bits >> i) & 1 ? VOUCH_QR_MODULE_DARK : VOUCH_QR_MODULE_LIGHT;

      put (self, self->width - 11 + i % 3, i / 3, module);
      put (self, i / 3, self->width - 11 + i % 3, module);
    }
}

static void
put_format (VouchQrLayout *self)
{
  int columns[2], rows[2];

  for (int bit = 0; bit < 15; bit++)
    {
      vouch_qr_layout_locate_format_bit (self, bit, columns, rows);
      for (int copy = 0; copy < 2; copy++)
        put (self, columns[copy], rows[copy], VOUCH_QR_MODULE_FORMAT);
    }
  put (self, 8, self->width - 8, VOUCH_QR_MODULE_DARK);
}

/**
 * vouch_qr_layout_init:
 * @version: 1 to %VOUCH_QR_VERSION_MAX
 */
void
vouch_qr_layout_init (VouchQrLayout *self,
                      int            version)
{
  g_assert (version >= 1 && version <= VOUCH_QR_VERSION_MAX);

  self->version = version;
  self->width = 17 + 4 * version;
  memset (self->modules, VOUCH_QR_MODULE_DATA, sizeof self->modules);
  for (int i = 0; i < self->width; i++)
    {
      put (self, i, 6, i % 2 == 0 ? VOUCH_QR_MODULE_DARK : VOUCH_QR_MODULE_LIGHT);
      put (self, 6, i, i % 2 == 0 ? VOUCH_QR_MODULE_DARK : VOUCH_QR_MODULE_LIGHT);
    }
  put_alignment (self);
  put_rings (self, 3, 3, 4, 2);
  put_rings (self, self->width - 4, 3, 4, 2);
  put_rings (self, 3, self->width - 4, 4, 2);
  put_version (self);
  put_format (self);
}

int
vouch_qr_layout_version_for_width (float width)
{
  int version = (int) lroundf ((width - 17) / 4);

  return version >= 1 && version <= VOUCH_QR_VERSION_MAX ? version : 0;
}

void
vouch_qr_layout_locate_format_bit (const VouchQrLayout *self,
                                   int                  bit,
                                   int                  columns[2],
                                   int                  rows[2])
{
  int last = self->width - 1;

  /* Around the upper left corner square, leaving the timing patterns out. */
  columns[0] = bit < 6 ? bit : bit < 8 ? bit + 1 : 8;
  rows[0] = bit < 8 ? 8 : bit == 8 ? 7 : 14 - bit;
  /* Up beside the lower left one, then to the right below the upper right one. */
  columns[1] = bit < 7 ? 8 : last - 14 + bit;
  rows[1] = bit < 7 ? last - bit : 8;
}
