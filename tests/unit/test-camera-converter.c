/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera-converter.h"

#include <gst/video/video.h>

/* A sample with a black left half and a white right half, which GStreamer's converter makes from
 * grey */
static GstSample *
make_sample (GstVideoFormat format,
             guint          width,
             guint          height)
{
  GstVideoInfo grey, wanted;
  GstVideoFrame from, to;
  GstVideoConverter *converter;
  g_autoptr(GstBuffer) source = NULL;
  g_autoptr(GstBuffer) buffer = NULL;
  g_autoptr(GstCaps) caps = NULL;

  gst_video_info_set_format (&grey, GST_VIDEO_FORMAT_GRAY8, width, height);
  gst_video_info_set_format (&wanted, format, width, height);
  source = gst_buffer_new_allocate (NULL, grey.size, NULL);
  buffer = gst_buffer_new_allocate (NULL, wanted.size, NULL);
  g_assert_true (gst_video_frame_map (&from, &grey, source, GST_MAP_READWRITE));
  g_assert_true (gst_video_frame_map (&to, &wanted, buffer, GST_MAP_READWRITE));
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      ((guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&from, 0))
        [y * GST_VIDEO_FRAME_PLANE_STRIDE (&from, 0) + x] = x < width / 2 ? 0 : 255;
  converter = gst_video_converter_new (&grey, &wanted, NULL);
  gst_video_converter_frame (converter, &from, &to);
  gst_video_converter_free (converter);
  gst_video_frame_unmap (&from);
  gst_video_frame_unmap (&to);
  caps = gst_video_info_to_caps (&wanted);
  return gst_sample_new (buffer, caps, NULL, NULL);
}

static void
assert_halves (VouchCameraFrame *frame)
{
  const guint8 *grey = g_bytes_get_data (frame->grey, NULL);
  const guint8 *preview = g_bytes_get_data (frame->preview, NULL);

  for (guint y = 0; y < frame->height; y++)
    {
      g_assert_cmpint (grey[y * frame->width + 1], <, 40);
      g_assert_cmpint (grey[y * frame->width + frame->width - 2], >, 210);
    }
  for (guint y = 0; y < frame->preview_height; y++)
    for (guint channel = 0; channel < 4; channel++)
      {
        const guint8 *row = preview + (gsize) y * frame->preview_width * 4;

        if (channel < 3)
          g_assert_cmpint (row[4 + channel], <, 40);
        else
          g_assert_cmpint (row[4 + channel], ==, 255);
        g_assert_cmpint (row[(frame->preview_width - 2) * 4 + channel], >, 210);
      }
}

static void
test_formats (void)
{
  static const struct {
    GstVideoFormat format;
    guint          width;
    guint          height;
    guint          preview_width;
    guint          preview_height;
  } cases[] = {
    { GST_VIDEO_FORMAT_NV12, 1280, 720, 480, 270 },
    { GST_VIDEO_FORMAT_YUY2, 1280, 720, 480, 270 },
    { GST_VIDEO_FORMAT_UYVY, 640, 480, 480, 360 },
    { GST_VIDEO_FORMAT_I420, 322, 242, 322, 242 },
    { GST_VIDEO_FORMAT_GRAY8, 1283, 721, 480, 269 },   /* rows that need padding */
    { GST_VIDEO_FORMAT_RGB, 643, 480, 480, 358 },
    { GST_VIDEO_FORMAT_BGRx, 1920, 1080, 480, 270 },
    { GST_VIDEO_FORMAT_P010_10LE, 640, 480, 480, 360 },
  };
  g_autoptr(VouchCameraConverter) converter = vouch_camera_converter_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GstSample) sample = make_sample (cases[i].format, cases[i].width, cases[i].height);
      g_autoptr(VouchCameraFrame) frame = vouch_camera_converter_convert (converter, sample);

      g_assert_nonnull (frame);
      g_assert_cmpuint (frame->width, ==, cases[i].width);
      g_assert_cmpuint (frame->height, ==, cases[i].height);
      g_assert_cmpuint (frame->preview_width, ==, cases[i].preview_width);
      g_assert_cmpuint (frame->preview_height, ==, cases[i].preview_height);
      assert_halves (frame);
    }
}

/* A camera can send any caps. */
static void
test_nonsense (void)
{
  static const char * const cases[] = {
    "image/jpeg",
    "video/x-raw",
    "video/x-raw,format=NV12,width=1,height=1,framerate=30/1",
    "video/x-raw,format=YUY2,width=100000,height=100000,framerate=30/1",
    "video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1",   /* wrong size */
  };
  g_autoptr(VouchCameraConverter) converter = vouch_camera_converter_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GstBuffer) buffer = gst_buffer_new_allocate (NULL, 64, NULL);
      g_autoptr(GstCaps) caps = gst_caps_from_string (cases[i]);
      g_autoptr(GstSample) sample = gst_sample_new (buffer, caps, NULL, NULL);

      g_assert_null (vouch_camera_converter_convert (converter, sample));
    }
}

/* A format without a converter is refused each time, and later formats still work. */
static void
test_no_converter (void)
{
  static const char * const cases[] = {
    "video/x-raw,format=ENCODED,width=640,height=480,framerate=30/1",
    "image/jpeg,width=640,height=480,framerate=30/1",
    "video/x-bayer,format=rggb,width=640,height=480,framerate=30/1",
  };
  g_autoptr(VouchCameraConverter) converter = vouch_camera_converter_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GstBuffer) buffer = gst_buffer_new_allocate (NULL, 640 * 480 * 4, NULL);
      g_autoptr(GstCaps) caps = gst_caps_from_string (cases[i]);
      g_autoptr(GstSample) sample = gst_sample_new (buffer, caps, NULL, NULL);
      g_autoptr(GstSample) good = make_sample (GST_VIDEO_FORMAT_YUY2, 640, 480);
      g_autoptr(VouchCameraFrame) frame = NULL;

      g_test_message ("%s", cases[i]);
      for (guint n = 0; n < 3; n++)
        g_assert_null (vouch_camera_converter_convert (converter, sample));
      frame = vouch_camera_converter_convert (converter, good);
      g_assert_nonnull (frame);
      assert_halves (frame);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/camera-converter/video-formats/become-grey-and-small", test_formats);
  g_test_add_func ("/camera-converter/faulty-samples/are-refused", test_nonsense);
  g_test_add_func ("/camera-converter/format-without-converter/is-refused-alone",
                   test_no_converter);
  return g_test_run ();
}
