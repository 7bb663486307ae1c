/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-pgm"

#include "vouch-qr-pgm.h"

#include <stdio.h>
#include <sys/stat.h>

/* The limit of a side: larger than the picture of any camera, small enough not to exhaust
 * memory. */
#define PIXELS_MAX (256 * 1024 * 1024)
#define GREY_MAX 65535

typedef FILE File;

static void
close_file (File *file)
{
  fclose (file);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (File, close_file)

/* The next number of the header, behind white space and comments, and the one character that ends
 * it. Returns: the number, or 0 when there is none between 1 and @max */
static guint
read_number (File  *file,
             guint  max)
{
  guint number = 0;
  int c = getc (file);

  while (g_ascii_isspace (c) || c == '#')
    {
      if (c == '#')
        while (c != '\n' && c != EOF)
          c = getc (file);
      c = getc (file);
    }
  for (; g_ascii_isdigit (c); c = getc (file))
    {
      number = number * 10 + (guint) (c - '0');
      if (number > max)
        return 0;
    }
  return g_ascii_isspace (c) ? number : 0;
}

/* Whether the file is as long as its header says, before memory is allocated. */
static gboolean
has_left (File  *file,
          gsize  size)
{
  struct stat status;
  long position = ftell (file);

  return position >= 0 && fstat (fileno (file), &status) == 0 &&
         status.st_size - position >= (goffset) size;
}

/* Greys of two bytes have their high one first. */
static gboolean
read_pixels (File         *file,
             VouchQrImage *image,
             guint         white)
{
  gsize depth = white > 255 ? 2 : 1;
  gsize width = (gsize) image->width;
  g_autofree guint8 *row = g_malloc (width * depth);

  for (int y = 0; y < image->height; y++)
    {
      guint8 *pixels = vouch_qr_image_row_for_writing (image, y);

      if (fread (white == 255 ? pixels : row, depth, width, file) != width)
        return FALSE;
      if (white == 255)
        continue;
      for (gsize x = 0; x < width; x++)
        {
          guint grey = depth == 1 ? row[x] : (guint) row[2 * x] << 8 | row[2 * x + 1];

          pixels[x] = (guint8) (MIN (grey, white) * 255 / white);
        }
    }
  return TRUE;
}

/**
 * vouch_qr_pgm_load:
 * @image: resized to the picture; undefined when it cannot be read
 *
 * Returns: %FALSE for everything that is not a whole, sensible picture in a regular file
 */
gboolean
vouch_qr_pgm_load (const char   *path,
                   VouchQrImage *image)
{
  g_autoptr(File) file = NULL;
  guint width, height, white;

  /* A pipe would block already when it is opened. */
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  file = fopen (path, "rbe");
  if (file == NULL || getc (file) != 'P' || getc (file) != '5')
    return FALSE;

  width = read_number (file, VOUCH_QR_IMAGE_SIDE_MAX);
  height = read_number (file, VOUCH_QR_IMAGE_SIDE_MAX);
  white = read_number (file, GREY_MAX);
  if (width == 0 || height == 0 || white == 0 ||
      (gsize) width * height > PIXELS_MAX ||
      !has_left (file, (gsize) width * height * (white > 255 ? 2 : 1)))
    return FALSE;

  vouch_qr_image_resize (image, (int) width, (int) height);
  return read_pixels (file, image, white);
}
