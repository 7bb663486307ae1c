/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-image.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WIDTH 23
#define HEIGHT 17

static void
fill_random (VouchQrImage *image,
             int           width,
             int           height)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);

  vouch_qr_image_resize (image, width, height);
  for (int i = 0; i < width * height; i++)
    image->pixels[i] = (guint8) g_rand_int_range (random, 0, 256);
}

static int
pixel (const VouchQrImage *image,
       int                 x,
       int                 y)
{
  x = CLAMP (x, 0, image->width - 1);
  y = CLAMP (y, 0, image->height - 1);
  return vouch_qr_image_row (image, y)[x];
}

static void
test_buffer_stays (void)
{
  g_auto(VouchQrImage) image = { NULL };
  guint8 *pixels;

  vouch_qr_image_resize (&image, 30, 20);
  pixels = image.pixels;
  vouch_qr_image_resize (&image, 20, 30);
  g_assert_true (image.pixels == pixels);
  g_assert_cmpint (image.width, ==, 20);
  g_assert_cmpuint (image.stride, ==, 20);
}

static void
test_halve (void)
{
  g_auto(VouchQrImage) source = { NULL };
  g_auto(VouchQrImage) half = { NULL };

  fill_random (&source, WIDTH, HEIGHT);
  vouch_qr_image_halve (&half, &source);
  g_assert_cmpint (half.width, ==, WIDTH / 2);
  g_assert_cmpint (half.height, ==, HEIGHT / 2);
  for (int y = 0; y < half.height; y++)
    for (int x = 0; x < half.width; x++)
      g_assert_cmpint (pixel (&half, x, y), ==,
                       (pixel (&source, 2 * x, 2 * y) + pixel (&source, 2 * x + 1, 2 * y)
                        + pixel (&source, 2 * x, 2 * y + 1)
                        + pixel (&source, 2 * x + 1, 2 * y + 1) + 2) / 4);
}

static void
test_blur (void)
{
  static const int weights[] = { 1, 2, 1 };
  g_auto(VouchQrImage) source = { NULL };
  g_auto(VouchQrImage) blurred = { NULL };

  fill_random (&source, WIDTH, HEIGHT);
  vouch_qr_image_blur (&blurred, &source);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int sum = 8;

        for (int i = 0; i < 9; i++)
          sum += weights[i / 3] * weights[i % 3] * pixel (&source, x + i % 3 - 1, y + i / 3 - 1);
        g_assert_cmpint (pixel (&blurred, x, y), ==, sum / 16);
      }
}

/* The running sums equal the plain definition, also for windows larger than the picture. */
static void
test_mean (void)
{
  static const int radii[] = { 0, 1, 3, 20, 40 };
  g_auto(VouchQrImage) source = { NULL };
  g_auto(VouchQrImage) mean = { NULL };

  fill_random (&source, WIDTH, HEIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      int r = radii[i];

      vouch_qr_image_mean (&mean, &source, r);
      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          {
            int sum = 0;
            int side = 2 * r + 1;

            for (int dy = -r; dy <= r; dy++)
              for (int dx = -r; dx <= r; dx++)
                sum += pixel (&source, x + dx, y + dy);
            g_assert_cmpint (ABS (pixel (&mean, x, y) - sum / (side * side)), <=, 1);
          }
    }
}

/* A dark stroke on a ramp becomes black at each brightness. */
static void
test_threshold (void)
{
  g_auto(VouchQrImage) source = { NULL };
  g_auto(VouchQrImage) binary = { NULL };

  vouch_qr_image_resize (&source, 100, 20);
  for (int y = 0; y < 20; y++)
    for (int x = 0; x < 100; x++)
      source.pixels[y * 100 + x] = (guint8) (50 + 2 * x - (x % 10 == 5 ? 30 : 0));
  vouch_qr_image_threshold (&binary, &source, 5);
  for (int x = 5; x < 100; x += 10)
    {
      g_assert_cmpint (pixel (&binary, x, 10), ==, 0);
      g_assert_cmpint (pixel (&binary, x + 4, 10), ==, 255);
    }
}

static void
test_one_pixel (void)
{
  static const guint8 pixels[] = { 77 };
  VouchQrImage source;
  g_auto(VouchQrImage) result = { NULL };

  vouch_qr_image_init_view (&source, pixels, 1, 1, 1);
  vouch_qr_image_halve (&result, &source);
  g_assert_cmpint (pixel (&result, 0, 0), ==, 77);
  vouch_qr_image_blur (&result, &source);
  g_assert_cmpint (pixel (&result, 0, 0), ==, 77);
  vouch_qr_image_mean (&result, &source, 4);
  g_assert_cmpint (ABS (pixel (&result, 0, 0) - 77), <=, 1);
}

/* Samples the last pixel of pictures of each allowed size. The memory after it must not be read. */
static void
test_sample_edge (void)
{
  static const int sides[][2] = {
    { 2, 2 }, { 640, 480 }, { 16383, 2 }, { 16384, 2 }, { 16385, 2 }, { 20001, 3 }, { 32766, 2 },
    { VOUCH_QR_IMAGE_SIDE_MAX, 2 }, { 2, 16385 }, { 2, VOUCH_QR_IMAGE_SIDE_MAX },
  };
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      int width = sides[i][0], height = sides[i][1];
      gsize size = (gsize) width * (gsize) height;
      gsize whole = (size + page - 1) / page * page;
      guint8 *memory = mmap (NULL, whole + page, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      VouchQrImage image;

      g_assert_true (memory != MAP_FAILED);
      g_assert_cmpint (mprotect (memory + whole, page, PROT_NONE), ==, 0);
      memory[whole - 1] = 200;
      vouch_qr_image_init_view (&image, memory + whole - size, width, height, (gsize) width);
      g_assert_cmpfloat_with_epsilon (vouch_qr_image_sample (&image, (float) width - 1,
                                                             (float) height - 1), 200, .01);
      g_assert_cmpfloat_with_epsilon (vouch_qr_image_sample (&image, 1e9f, 1e9f), 200, .01);
      munmap (memory, whole + page);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-image/smaller-size/buffer-stays", test_buffer_stays);
  g_test_add_func ("/qr-image/halved/is-the-mean-of-four", test_halve);
  g_test_add_func ("/qr-image/blurred/is-the-weighted-mean", test_blur);
  g_test_add_func ("/qr-image/running-sums/are-the-plain-mean", test_mean);
  g_test_add_func ("/qr-image/stroke-on-a-ramp/comes-out-black", test_threshold);
  g_test_add_func ("/qr-image/one-pixel/stays-itself", test_one_pixel);
  g_test_add_func ("/qr-image/sampled-at-the-edge/reads-nothing-beyond", test_sample_edge);
  return g_test_run ();
}
