/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "vouch-qr-pgm.h"
#include "vouch-qr-reader.h"

#include <sys/mman.h>
#include <unistd.h>

/* A picture of any size is read whole or not at all; in a small one a code is looked for. */

#define SIDE_MAX 128
#define SEED(text) { text, sizeof text - 1 }

static const MutateSeed seeds[] = {
  SEED ("P5\n# a remark\n4 3\n255\n............"), SEED ("P5 2 2 65535 \0\1\2\3\4\5\6\7"),
  SEED ("P5 0 0 0 "), SEED ("P5\n32767 1 255\n"), SEED ("P6 1 1 255 abc"), SEED (""),
};

static const char * const tokens[] = {
  "P5", "P2", "#", "\n", " ", "\t", "255", "65535", "32767", "4294967296", "-1", "1", "\xff", "+",
};

static void
try_pgm (const char *text,
         gsize       length)
{
  static VouchQrReader *reader;
  g_auto(VouchQrImage) image = { NULL };
  int file = memfd_create ("pgm", 0);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", file);

  if (reader == NULL)
    reader = vouch_qr_reader_new ();
  g_assert_cmpint (write (file, text, length), ==, (gssize) length);
  if (vouch_qr_pgm_load (path, &image))
    {
      g_assert_cmpuint ((gsize) image.width * image.height, <=, length);
      if (image.width <= SIDE_MAX && image.height <= SIDE_MAX)
        {
          VouchQrHint hint;
          g_autoptr(GBytes) bytes = vouch_qr_reader_read (reader, image.pixels, (guint) image.width,
                                                          (guint) image.height, image.stride, 0,
                                                          &hint);

          g_assert_true (bytes == NULL || hint == VOUCH_QR_HINT_NONE);
        }
    }
  close (file);
}

static void
fuzz_pgm (void)
{
  mutate_all (seeds, G_N_ELEMENTS (seeds), tokens, G_N_ELEMENTS (tokens), try_pgm);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-pictures/do-no-harm", fuzz_pgm);
  return g_test_run ();
}
