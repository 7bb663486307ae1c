/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-codewords"

#include "vouch-qr-codewords.h"

#include "vouch-qr-reed-solomon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A code's data is a row of bytes that winds through the modules, masked, and dealt out to blocks
 * with a parity of their own. A repaired block is written back into the modules: it is still zbar
 * that reads the result, and checks it once more. */

/* Of version 23, the largest that a layout knows. */
#define CODEWORDS_MAX 1364

/* Bytes of parity that are left to prove a repair that gives up bytes: one in 2^32 is wrong by
 * chance. */
#define PROOF 4

#define N_MASKS 8
#define N_LEVELS 4

/* Parity bytes in a block and number of blocks, ISO/IEC 18004, table 9, in the order in which the
 * format numbers the levels: M, L, H, Q. */
static const struct {
  guint8 n_parity[VOUCH_QR_VERSION_MAX];
  guint8 n_blocks[VOUCH_QR_VERSION_MAX];
} levels[N_LEVELS] = {
  { { 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28 },
    { 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18 } },
  { { 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30 },
    { 1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9 } },
  { { 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28, 30, 24, 30 },
    { 1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30 } },
  { { 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30, 28, 30, 30 },
    { 1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20, 23, 23, 25 } },
};

typedef struct {
  gboolean mirrored;
  int      mask;
  int      n_parity;
  int      n_blocks;
  int      n_bytes;
  guint16  modules[(CODEWORDS_MAX + 1) * 8];  /* where each bit is; up to seven are left over */
  guint8   bytes[CODEWORDS_MAX];
  float    confidence[CODEWORDS_MAX];   /* of the least certain bit of each */
} Codewords;

static gboolean
is_masked (int mask,
           int column,
           int row)
{
  int product = column * row;

  switch (mask)
    {
    case 0: return (row + column) % 2 == 0;
    case 1: return row % 2 == 0;
    case 2: return column % 3 == 0;
    case 3: return (row + column) % 3 == 0;
    case 4: return (row / 2 + column / 3) % 2 == 0;
    case 5: return product % 2 + product % 3 == 0;
    case 6: return (product % 2 + product % 3) % 2 == 0;
    default: return ((row + column) % 2 + product % 3) % 2 == 0;
    }
}

/* Five bits and their parity, as they are drawn: ISO/IEC 18004, annex C. */
static int
encode_format (int format)
{
  int parity = format;

  for (int i = 0; i < 10; i++)
    parity = (parity << 1) ^ ((parity >> 9) * 0x537);
  return (format << 10 | (parity & 0x3ff)) ^ 0x5412;
}

/* Finds the format (level and mask) that both of its copies together resemble most. In a mirrored
 * code columns are rows.
 * @fit: (out): the resemblance */
static int
guess_format (const VouchQrGrid *grid,
              gboolean           mirrored,
              float             *fit)
{
  int found = 0;

  *fit = -G_MAXFLOAT;
  for (int format = 0; format < N_LEVELS * N_MASKS; format++)
    {
      int bits = encode_format (format);
      float sum = 0;

      for (int bit = 0; bit < 15; bit++)
        {
          int columns[2], rows[2];
          float sign = (bits >> (14 - bit)) & 1 ? -1 : 1;

          vouch_qr_layout_locate_format_bit (&grid->layout, bit, columns, rows);
          for (int i = 0; i < 2; i++)
            {
              int module = mirrored ? columns[i] * grid->layout.width + rows[i]
                                    : rows[i] * grid->layout.width + columns[i];

              sum += sign * CLAMP (grid->values[module], -1, 1);
            }
        }
      if (sum > *fit)
        {
          *fit = sum;
          found = format;
        }
    }
  return found;
}

/* Follows the data up and down in columns of two, from the right, around the upright timing
 * pattern. Returns: how many modules that are */
static int
list_modules (const VouchQrLayout *layout,
              guint16             *modules)
{
  int width = layout->width;
  int n_modules = 0;
  gboolean up = TRUE;

  for (int right = width - 1; right > 0; right -= 2, up = !up)
    {
      if (right == 6)
        right = 5;
      for (int i = 0; i < width; i++)
        for (int column = right; column > right - 2; column--)
          {
            int row = up ? width - 1 - i : i;

            if (vouch_qr_layout_get (layout, column, row) == VOUCH_QR_MODULE_DATA)
              modules[n_modules++] = (guint16) (row * width + column);
          }
    }
  return n_modules;
}

/* The position of a module of the code in the grid. */
static int
place_module (const VouchQrGrid *grid,
              const Codewords   *words,
              int                module)
{
  int width = grid->layout.width;

  return words->mirrored ? module % width * width + module / width : module;
}

static void
collect (const VouchQrGrid *grid,
         Codewords         *words,
         int                format)
{
  int width = grid->layout.width;

  words->mask = format % N_MASKS;
  words->n_parity = levels[format / N_MASKS].n_parity[grid->layout.version - 1];
  words->n_blocks = levels[format / N_MASKS].n_blocks[grid->layout.version - 1];
  words->n_bytes = list_modules (&grid->layout, words->modules) / 8;
  for (int i = 0; i < words->n_bytes; i++)
    {
      words->bytes[i] = 0;
      words->confidence[i] = G_MAXFLOAT;
      for (int bit = 0; bit < 8; bit++)
        {
          int module = words->modules[i * 8 + bit];
          int place = place_module (grid, words, module);
          gboolean dark = grid->values[place] < 0;
          float confidence = fabsf (grid->values[place]) * grid->contrast[place];

          if (is_masked (words->mask, module % width, module / width))
            dark = !dark;
          words->bytes[i] = (guint8) (words->bytes[i] << 1 | dark);
          words->confidence[i] = MIN (words->confidence[i], confidence);
        }
    }
}

/* The places of a block's bytes in the row of all. The first byte of every block comes before the
 * second of any; blocks that are a byte longer come last; parity follows data.
 * Returns: the block's length */
static int
list_block (const Codewords *words,
            int              block,
            guint16         *places)
{
  int n_blocks = words->n_blocks;
  int n_long = words->n_bytes % n_blocks;
  int n_data = words->n_bytes / n_blocks - words->n_parity;
  int first_long = n_blocks - n_long;
  int length = 0;

  for (int i = 0; i < n_data; i++)
    places[length++] = (guint16) (i * n_blocks + block);
  if (block >= first_long)
    places[length++] = (guint16) (n_data * n_blocks + block - first_long);
  for (int i = 0; i < words->n_parity; i++)
    places[length++] = (guint16) (n_data * n_blocks + n_long + i * n_blocks + block);
  return length;
}

static int
compare_confidence (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const float *confidence = user_data;
  float first = confidence[*(const guint8 *) a];
  float second = confidence[*(const guint8 *) b];

  return (first > second) - (first < second);
}

/* The parity bytes of the smallest codes that detect errors and do not correct them: ISO/IEC 18004,
 * table 9, note. */
static int
count_reserved (const Codewords *words)
{
  if (words->n_blocks > 1 || words->n_parity > 17)
    return 0;
  return words->n_parity == 7 ? 3 : words->n_parity == 10 ? 2 : 1;
}

/* Corrects as many errors as the parity allows, then gives up more and more of the least certain
 * bytes, until the others agree. */
static gboolean
repair_block (Codewords     *words,
              const guint16 *places,
              int            length)
{
  guint8 bytes[VOUCH_QR_BLOCK_MAX];
  guint8 order[VOUCH_QR_BLOCK_MAX] = { 0 };
  float confidence[VOUCH_QR_BLOCK_MAX];

  for (int i = 0; i < length; i++)
    {
      order[i] = (guint8) i;
      confidence[i] = words->confidence[places[i]];
    }
  g_qsort_with_data (order, length, sizeof *order, compare_confidence, confidence);

  for (int n_lost = 0; n_lost <= words->n_parity - PROOF; n_lost += 2)
    {
      for (int i = 0; i < length; i++)
        bytes[i] = words->bytes[places[i]];
      if (!vouch_qr_reed_solomon_repair (bytes, length, words->n_parity, order, n_lost,
                                         n_lost == 0
                                         ? (words->n_parity - count_reserved (words)) / 2
                                         : (words->n_parity - PROOF - n_lost) / 2))
        continue;
      for (int i = 0; i < length; i++)
        words->bytes[places[i]] = bytes[i];
      return TRUE;
    }
  return FALSE;
}

static void
write_back (VouchQrGrid     *grid,
            const Codewords *words)
{
  int width = grid->layout.width;

  for (int i = 0; i < words->n_bytes * 8; i++)
    {
      int module = words->modules[i];
      gboolean dark = (words->bytes[i / 8] >> (7 - i % 8)) & 1;

      if (is_masked (words->mask, module % width, module / width))
        dark = !dark;
      grid->values[place_module (grid, words, module)] = dark ? -1 : 1;
    }
}

static gboolean
repair (VouchQrGrid *grid,
        Codewords   *words,
        int          format)
{
  guint16 places[VOUCH_QR_BLOCK_MAX];

  collect (grid, words, format);
  for (int block = 0; block < words->n_blocks; block++)
    {
      int length = list_block (words, block, places);

      if (!repair_block (words, places, length))
        return FALSE;
    }
  write_back (grid, words);
  return TRUE;
}

/**
 * vouch_qr_codewords_repair:
 *
 * A mirrored code stays one.
 *
 * Returns: whether every block is whole now; then @grid's values are those of the whole code
 */
gboolean
vouch_qr_codewords_repair (VouchQrGrid *grid)
{
  g_autofree Codewords *words = g_new (Codewords, 1);
  float fit, mirrored_fit;
  int format = guess_format (grid, FALSE, &fit);
  int mirrored_format;

  words->mirrored = FALSE;
  if (repair (grid, words, format))
    return TRUE;
  mirrored_format = guess_format (grid, TRUE, &mirrored_fit);
  words->mirrored = TRUE;
  return mirrored_fit > fit && repair (grid, words, mirrored_format);
}
