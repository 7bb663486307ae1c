/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-generator.h"

#include <stdio.h>
#include <stdlib.h>

/* Writes generated frames for other readers: DIRECTORY/KIND-SEED.pgm. Prints the path of each and
 * the payload of its code in hex.
 *
 *   write-frames DIRECTORY KIND|all FIRST-SEED COUNT [HEIGHT] */

static void
print_hex (GBytes *bytes)
{
  gsize size = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  for (gsize i = 0; i < size; i++)
    printf ("%02x", data[i]);
  putchar ('\n');
}

static gboolean
write_frame (const char *directory,
             FrameKind   kind,
             guint32     seed,
             guint       height)
{
  g_autofree char *path = NULL;
  g_auto(Frame) frame = { NULL };
  FILE *file;

  path = g_strdup_printf ("%s/%s-%u.pgm", directory, frame_kind_get_name (kind), seed);
  frame_init (&frame, kind, seed, height);
  file = fopen (path, "wb");
  if (file == NULL)
    return FALSE;
  fprintf (file, "P5\n%u %u\n255\n", frame.width, frame.height);
  fwrite (frame.pixels, frame.width, frame.height, file);
  if (fclose (file) != 0)
    return FALSE;
  printf ("%s ", path);
  print_hex (frame.payload);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  guint32 first;
  int count;
  guint height;

  if (argc < 5)
    {
      fprintf (stderr, "usage: %s DIRECTORY KIND|all FIRST-SEED COUNT [HEIGHT]\n", argv[0]);
      return EXIT_FAILURE;
    }
  first = (guint32) g_ascii_strtoull (argv[3], NULL, 10);
  count = atoi (argv[4]);
  height = argc > 5 ? (guint) atoi (argv[5]) : 0;
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    for (int i = 0; i < count; i++)
      {
        if (!g_str_equal (argv[2], "all") &&
            !g_str_equal (argv[2], frame_kind_get_name ((FrameKind) kind)))
          continue;
        if (!write_frame (argv[1], (FrameKind) kind, first + (guint32) i, height))
          return EXIT_FAILURE;
      }
  return EXIT_SUCCESS;
}
