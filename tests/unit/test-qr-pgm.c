/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-pgm.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *directory;

static gboolean
load (const char   *content,
      gssize        length,
      VouchQrImage *image)
{
  g_autofree char *path = g_build_filename (directory, "picture.pgm", NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  return vouch_qr_pgm_load (path, image);
}

static void
test_good (void)
{
  static const struct {
    const char *content;
    gsize       length;
    const char *pixels;
  } cases[] = {
    { "P5\n2 2\n255\n\1\2\3\4", 15, "\1\2\3\4" },
    { "P5 2 2 255 \1\2\3\4", 15, "\1\2\3\4" },
    { "P5\n# by hand\n2\t2 # wide, high\n255\n\1\2\3\4", 38, "\1\2\3\4" },
    { "P5 2 2 15 \0\17\17\20", 14, "\0\377\377\377" },
    { "P5 2 2 65535 \0\0\200\0\377\377\1\0", 21, "\0\177\377\0" },
    { "P5 2 2 255 \1\2\3\4 and more", 24, "\1\2\3\4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(VouchQrImage) image = { NULL };

      g_assert_true (load (cases[i].content, (gssize) cases[i].length, &image));
      g_assert_cmpint (image.width, ==, 2);
      g_assert_cmpmem (image.pixels, 4, cases[i].pixels, 4);
    }
}

static void
test_broken (void)
{
  static const char *const cases[] = {
    "", "P", "P5", "P5\n", "P5 2", "P5 2 2", "P5 2 2 255", "P5 2 2 255 ", "P5 2 2 255 abc",
    "P4 2 2 255 abcd", "P2 2 2 255 1 2 3 4", "P5 0 2 255 abcd", "P5 2 0 255 abcd",
    "P5 2 2 0 abcd", "P5 2 2 65536 abcdefgh", "P5 -2 2 255 abcd", "P5 2x2 255 abcd",
    "P5 2 2 65535 abcdefg", "P5 65535 65535 255 abcd", "P5 99999999999999999999 2 255 abcd",
    "P5 4294967298 2 255 abcd", "P5 # a comment without an end", "GIF89a", "<svg/>",
    "P5 30000 30000 255 not so many",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(VouchQrImage) image = { NULL };

      g_assert_false (load (cases[i], -1, &image));
    }
}

static void
test_no_file (void)
{
  g_autofree char *missing = g_build_filename (directory, "missing", NULL);
  g_autofree char *fifo = g_build_filename (directory, "fifo", NULL);
  g_auto(VouchQrImage) image = { NULL };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_false (vouch_qr_pgm_load (missing, &image));
  g_assert_false (vouch_qr_pgm_load (fifo, &image));
  g_assert_false (vouch_qr_pgm_load (directory, &image));
  g_assert_false (vouch_qr_pgm_load ("/dev/zero", &image));
  g_assert_false (vouch_qr_pgm_load ("", &image));
  g_unlink (fifo);
}

/* Each prefix and many mutations of a valid file */
static void
test_mutations (void)
{
  static const char good[] = "P5\n# x\n12 3\n255\nabcdefghijklmnopqrstuvwxyz0123456789";
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 1500; i++)
    {
      g_auto(VouchQrImage) image = { NULL };
      g_autofree char *content = g_memdup2 (good, sizeof good);
      int length = i < (int) sizeof good - 1 ? i : (int) sizeof good - 1;
      int n_changes = i < (int) sizeof good ? 0 : g_rand_int_range (random, 1, 4);

      for (int j = 0; j < n_changes; j++)
        content[g_rand_int_range (random, 0, 18)] =
          "P5 \n#0123456789x\t-"[g_rand_int_range (random, 0, 18)];
      if (load (content, length, &image))
        g_assert_cmpint (image.width * image.height, <=, length);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  directory = g_dir_make_tmp ("vouch-pgm-XXXXXX", NULL);
  path = g_build_filename (directory, "picture.pgm", NULL);
  g_test_add_func ("/qr-pgm/good-files/are-loaded", test_good);
  g_test_add_func ("/qr-pgm/broken-files/are-refused", test_broken);
  g_test_add_func ("/qr-pgm/no-regular-file/is-refused", test_no_file);
  g_test_add_func ("/qr-pgm/mutated-files/do-no-harm", test_mutations);
  result = g_test_run ();
  g_unlink (path);
  g_rmdir (directory);
  g_free (directory);
  return result;
}
