/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera-format.h"

#define RAW  "video/x-raw,format="
#define JPEG "image/jpeg,"

static void
test_choice (void)
{
  static const struct {
    const char *offered;
    gboolean    can_decode_jpeg;
    const char *chosen;
    gboolean    is_jpeg;
  } cases[] = {
    /* The best format is among others. */
    { RAW "YUY2,width=640,height=480,framerate=30/1;"
      RAW "YUY2,width=1280,height=720,framerate=30/1",
      TRUE, RAW "YUY2,width=1280,height=720,framerate=30/1", FALSE },
    /* A USB camera that is fast only with compression. */
    { RAW "YUY2,width=1280,height=720,framerate=10/1;"
      RAW "YUY2,width=640,height=480,framerate=30/1;"
      JPEG "width=1280,height=720,framerate=30/1",
      TRUE, JPEG "width=1280,height=720,framerate=30/1", TRUE },
    /* The same without a decoder: a small format is better than a slow one. */
    { RAW "YUY2,width=1280,height=720,framerate=10/1;"
      RAW "YUY2,width=640,height=480,framerate=30/1;"
      JPEG "width=1280,height=720,framerate=30/1",
      FALSE, RAW "YUY2,width=640,height=480,framerate=30/1", FALSE },
    /* Ranges and lists */
    { RAW "{ RGB, NV12 },width=[ 320, 1920 ],height=[ 240, 1080 ],framerate=[ 1/1, 60/1 ]",
      TRUE, RAW "NV12,width=1280,height=720,framerate=30/1", FALSE },
    { RAW "YUY2,width=1280,height=720,framerate={ (fraction) 15/1, (fraction) 30000/1001 }",
      TRUE, RAW "YUY2,width=1280,height=720,framerate=30000/1001", FALSE },
    /* Other fields of the caps do not restrict the choice. */
    { RAW "I420,width=1280,height=720,framerate=30/1,colorimetry=bt709,max-framerate=30/1",
      TRUE, RAW "I420,width=1280,height=720,framerate=30/1", FALSE },
    /* Memory that the CPU cannot read is not used. */
    { "video/x-raw(memory:DMABuf),format=NV12,width=1280,height=720,framerate=30/1;"
      RAW "RGB,width=320,height=240,framerate=30/1",
      TRUE, RAW "RGB,width=320,height=240,framerate=30/1", FALSE },
    /* A large format is better than a small one. */
    { RAW "YUY2,width=320,height=240,framerate=30/1;"
      RAW "YUY2,width=1920,height=1080,framerate=30/1",
      TRUE, RAW "YUY2,width=1920,height=1080,framerate=30/1", FALSE },
    /* No format is usable. The result is NULL, and any format may come. */
    { "audio/x-raw", TRUE, NULL, FALSE },
    { "ANY", TRUE, NULL, FALSE },
    { "EMPTY", TRUE, NULL, FALSE },
    { RAW "YUY2", TRUE, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GstCaps) offered = gst_caps_from_string (cases[i].offered);
      g_autoptr(GstCaps) chosen = NULL;
      g_autoptr(GstCaps) expected = NULL;
      g_autofree char *expected_text = NULL;
      gboolean is_jpeg;

      expected_text = g_strjoin (cases[i].chosen ? ";" : "", cases[i].chosen ? cases[i].chosen : "",
                                 cases[i].is_jpeg ? "image/jpeg" : "video/x-raw", NULL);
      expected = gst_caps_from_string (expected_text);
      chosen = vouch_camera_format_choose (offered, cases[i].can_decode_jpeg, &is_jpeg);
      g_assert_cmpint (is_jpeg, ==, cases[i].is_jpeg);
      g_test_message ("%s", cases[i].offered);
      g_assert_true (gst_caps_is_strictly_equal (chosen, expected));
    }
}

static void
test_nothing_known (void)
{
  gboolean is_jpeg;
  g_autoptr(GstCaps) chosen = vouch_camera_format_choose (NULL, TRUE, &is_jpeg);
  g_autoptr(GstCaps) expected = gst_caps_from_string ("video/x-raw");

  g_assert_true (gst_caps_is_strictly_equal (chosen, expected));
}

/* A camera that offers only grey formats is an infrared camera. */
static void
test_colour (void)
{
  static const struct {
    const char *offered;
    gboolean    has_colour;
  } cases[] = {
    { RAW "GRAY8,width=340,height=340,framerate=30/1", FALSE },
    { RAW "GRAY16_LE,width=640,height=400", FALSE },
    { RAW "{ GRAY8, GRAY16_LE, GRAY10_LE32 },width=640,height=360", FALSE },
    { RAW "GRAY8,width=340,height=340;" RAW "GRAY8,width=640,height=360", FALSE },
    { RAW "YUY2,width=1280,height=720", TRUE },
    { RAW "{ GRAY8, YUY2 },width=640,height=480", TRUE },
    { RAW "GRAY8,width=640,height=480;" RAW "NV12,width=1280,height=720", TRUE },
    { RAW "GRAY8,width=640,height=480;" JPEG "width=1280,height=720", TRUE },
    { JPEG "width=1280,height=720", TRUE },
    { "video/x-bayer,format=rggb,width=640,height=480", TRUE },
    { "video/x-raw,width=640,height=480", TRUE },
    { RAW "OF_TOMORROW", TRUE },
    { "ANY", TRUE },
    { "EMPTY", TRUE },
  };

  g_assert_true (vouch_camera_format_has_colour (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GstCaps) offered = gst_caps_from_string (cases[i].offered);

      g_test_message ("%s", cases[i].offered);
      g_assert_cmpint (vouch_camera_format_has_colour (offered), ==, cases[i].has_colour);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/camera-format/offered-formats/best-is-chosen", test_choice);
  g_test_add_func ("/camera-format/unknown-formats/usual-one-is-chosen", test_nothing_known);
  g_test_add_func ("/camera-format/only-infrared/has-no-colour", test_colour);
  return g_test_run ();
}
