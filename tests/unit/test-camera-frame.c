/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera-frame.h"

#define WIDTH  480
#define HEIGHT 270

/* A black picture with pixels of one colour */
typedef struct {
  const char      *name;
  guint8           blue, green, red;
  guint            percent;         /* of the pixels; the others are black */
  guint8           noise;           /* the most that each channel changes by */
  VouchCameraSight sight;
} Case;

static const Case cases[] = {
  { "closed cover", 0, 0, 0, 100, 0, VOUCH_CAMERA_SIGHT_BLACK },
  { "black of video, with noise", 4, 4, 4, 100, 20, VOUCH_CAMERA_SIGHT_BLACK },
  { "black of a warm light", 0, 4, 22, 100, 0, VOUCH_CAMERA_SIGHT_BLACK },
  { "a lamp of a button", 255, 255, 255, 0, 0, VOUCH_CAMERA_SIGHT_BLACK },
  { "a screen in a dark room", 200, 210, 180, 10, 0, VOUCH_CAMERA_SIGHT_FINE },
  { "a grey room", 120, 120, 120, 100, 0, VOUCH_CAMERA_SIGHT_GREY },
  { "a grey room and a white window", 255, 255, 255, 40, 0, VOUCH_CAMERA_SIGHT_GREY },
  { "grey that was rounded", 118, 120, 122, 100, 0, VOUCH_CAMERA_SIGHT_GREY },
  { "a white wall, with noise", 180, 180, 180, 100, 24, VOUCH_CAMERA_SIGHT_FINE },
  { "a warm light", 100, 120, 140, 100, 0, VOUCH_CAMERA_SIGHT_FINE },
  { "a red jumper", 40, 40, 200, 5, 0, VOUCH_CAMERA_SIGHT_FINE },
};

static VouchCameraFrame *
paint (const Case *row)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint8 *grey = g_malloc0 (1);
  guint8 *pixels = g_malloc0 (WIDTH * HEIGHT * 4);

  for (gsize i = 0; i < WIDTH * HEIGHT; i++)
    {
      const guint8 shade[] = { row->blue, row->green, row->red };
      gboolean painted = i % HEIGHT * 100 < row->percent * HEIGHT || i == 0;

      for (guint channel = 0; channel < 3; channel++)
        pixels[4 * i + channel] = (guint8) ((painted ? shade[channel] : 0)
                                            + g_rand_int_range (random, 0, row->noise + 1));
    }
  return vouch_camera_frame_new (1, 1, g_bytes_new_take (grey, 1), WIDTH, HEIGHT,
                                 g_bytes_new_take (pixels, WIDTH * HEIGHT * 4));
}

static void
test_sights (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchCameraFrame) frame = paint (&cases[i]);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (vouch_camera_frame_judge (frame), ==, cases[i].sight);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera-frame/dark-or-grey-frames/are-told-apart", test_sights);
  return g_test_run ();
}
