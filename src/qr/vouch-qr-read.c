/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-pgm.h"
#include "vouch-qr-reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads paths of PGM files, one a line, and prints for each the bytes of its code in lower-case
 * hex, or an empty line. For measuring the reader; not installed. */

static void
print_hex (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    printf ("%02x", data[i]);
}

/* Gives the picture to up to @n_slots slots, as if it were so many frames of a video. */
static GBytes *
read_picture (VouchQrReader      *reader,
              const VouchQrImage *image,
              guint               first_slot,
              guint               n_slots)
{
  for (guint i = 0; i < n_slots; i++)
    {
      GBytes *bytes = vouch_qr_reader_read (reader, image->pixels, (guint) image->width,
                                            (guint) image->height, image->stride,
                                            first_slot + i, NULL);

      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

static void
read_all (guint    n_slots,
          gboolean video)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_auto(VouchQrImage) image = { NULL };
  char *line = NULL;
  size_t capacity = 0;
  guint n_pictures = 0;

  while (getline (&line, &capacity, stdin) >= 0)
    {
      g_autoptr(GBytes) bytes = NULL;

      line[strcspn (line, "\r\n")] = '\0';
      if (vouch_qr_pgm_load (line, &image))
        bytes = read_picture (reader, &image, video ? n_pictures * n_slots : 0, n_slots);
      if (bytes != NULL)
        print_hex (bytes);
      putchar ('\n');
      fflush (stdout);
      n_pictures++;
    }
  free (line);
}

int
main (int   argc,
      char *argv[])
{
  int n_slots = 1;
  gboolean video = FALSE;
  const GOptionEntry entries[] = {
    { "frames", 0, 0, G_OPTION_ARG_INT, &n_slots, "Look at each picture up to N times", "N" },
    { "video", 0, 0, G_OPTION_ARG_NONE, &video, "The pictures are successive frames", NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("< PATHS");
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  read_all ((guint) CLAMP (n_slots, 1, 1000), video);
  return EXIT_SUCCESS;
}
