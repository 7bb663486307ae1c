/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-converter"

#include "vouch-camera-converter.h"

#include <gst/video/video.h>
#include <string.h>

/* The viewfinder is about 400 pixels wide. Each further pixel is scaled, converted and painted
 * thirty times a second, partly by the main thread. */
#define PREVIEW_WIDTH 480

/* No camera is larger. A false size must not be allocated. */
#define LARGEST_SIDE 8192

/* Two views of the same picture: the whole brightness for the decoder, a small one in colour for
 * the user. The brightness is copied, since nearly all cameras store it apart from the colours. */
struct _VouchCameraConverter
{
  GstCaps           *caps;      /* owned: of the converters; NULL unless all are made */
  GstVideoInfo       input;
  GstVideoInfo       preview;
  GstVideoInfo       grey;
  GstVideoConverter *to_preview;  /* owned */
  GstVideoConverter *to_grey;     /* owned, NULL where the brightness can be copied */
};

VouchCameraConverter *
vouch_camera_converter_new (void)
{
  return g_new0 (VouchCameraConverter, 1);
}

static void
forget_format (VouchCameraConverter *self)
{
  g_clear_pointer (&self->to_preview, gst_video_converter_free);
  g_clear_pointer (&self->to_grey, gst_video_converter_free);
  gst_clear_caps (&self->caps);
}

void
vouch_camera_converter_free (VouchCameraConverter *self)
{
  forget_format (self);
  g_free (self);
}

static GstVideoConverter *
make_converter (GstVideoInfo *from,
                GstVideoInfo *to)
{
  GstStructure *options;

  options = gst_structure_new ("options",
                               GST_VIDEO_CONVERTER_OPT_RESAMPLER_METHOD,
                               GST_TYPE_VIDEO_RESAMPLER_METHOD, GST_VIDEO_RESAMPLER_METHOD_LINEAR,
                               GST_VIDEO_CONVERTER_OPT_DITHER_METHOD,
                               GST_TYPE_VIDEO_DITHER_METHOD, GST_VIDEO_DITHER_NONE,
                               NULL);
  return gst_video_converter_new (from, to, options);
}

/* A GstVideoConverter changes sizes and formats, and requires all other fields to be equal. */
static void
describe_output (VouchCameraConverter *self,
                 GstVideoInfo         *output,
                 GstVideoFormat        format,
                 int                   width,
                 int                   height)
{
  gst_video_info_set_interlaced_format (output, format,
                                        GST_VIDEO_INFO_INTERLACE_MODE (&self->input),
                                        width, height);
  GST_VIDEO_INFO_FPS_N (output) = GST_VIDEO_INFO_FPS_N (&self->input);
  GST_VIDEO_INFO_FPS_D (output) = GST_VIDEO_INFO_FPS_D (&self->input);
}

static gboolean
has_plain_brightness (const GstVideoInfo *info)
{
  return (GST_VIDEO_INFO_IS_YUV (info) || GST_VIDEO_INFO_IS_GRAY (info)) &&
         !GST_VIDEO_FORMAT_INFO_IS_COMPLEX (info->finfo) &&
         GST_VIDEO_FORMAT_INFO_DEPTH (info->finfo, 0) == 8;
}

static gboolean
learn_format (VouchCameraConverter *self,
              GstCaps              *caps)
{
  int width, height;

  if (self->caps != NULL && gst_caps_is_equal (caps, self->caps))
    return TRUE;

  forget_format (self);
  if (!gst_video_info_from_caps (&self->input, caps))
    return FALSE;

  width = GST_VIDEO_INFO_WIDTH (&self->input);
  height = GST_VIDEO_INFO_HEIGHT (&self->input);
  if (width < 2 || height < 2 || width > LARGEST_SIDE || height > LARGEST_SIDE)
    return FALSE;

  describe_output (self, &self->grey, GST_VIDEO_FORMAT_GRAY8, width, height);
  describe_output (self, &self->preview, GST_VIDEO_FORMAT_BGRA, MIN (width, PREVIEW_WIDTH),
                   MAX (height * MIN (width, PREVIEW_WIDTH) / width, 1));
  self->to_preview = make_converter (&self->input, &self->preview);
  if (!has_plain_brightness (&self->input))
    self->to_grey = make_converter (&self->input, &self->grey);
  if (self->to_preview == NULL ||
      (self->to_grey == NULL && !has_plain_brightness (&self->input)))
    return FALSE;

  self->caps = gst_caps_ref (caps);
  return TRUE;
}

/* GStreamer pads rows to four bytes. A plane of a VouchCameraFrame has no padding. */
static GBytes *
convert_grey (VouchCameraConverter *self,
              GstVideoFrame        *frame)
{
  gsize size = GST_VIDEO_INFO_SIZE (&self->grey);
  g_autoptr(GstBuffer) buffer = gst_buffer_new_allocate (NULL, size, NULL);
  gsize width = GST_VIDEO_INFO_WIDTH (&self->grey);
  gsize height = GST_VIDEO_INFO_HEIGHT (&self->grey);
  GstVideoFrame grey;
  guint8 *plane;

  if (!gst_video_frame_map (&grey, &self->grey, buffer, GST_MAP_READWRITE))
    return NULL;

  plane = g_malloc (width * height);
  gst_video_converter_frame (self->to_grey, frame, &grey);
  for (gsize y = 0; y < height; y++)
    memcpy (plane + y * width,
            (const guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&grey, 0)
            + y * GST_VIDEO_FRAME_PLANE_STRIDE (&grey, 0),
            width);
  gst_video_frame_unmap (&grey);
  return g_bytes_new_take (plane, width * height);
}

static GBytes *
copy_grey (GstVideoFrame *frame)
{
  gsize width = GST_VIDEO_FRAME_WIDTH (frame);
  gsize height = GST_VIDEO_FRAME_HEIGHT (frame);
  int step = GST_VIDEO_FRAME_COMP_PSTRIDE (frame, 0);
  guint8 *plane = g_malloc (width * height);

  for (gsize y = 0; y < height; y++)
    {
      const guint8 *row = (const guint8 *) GST_VIDEO_FRAME_COMP_DATA (frame, 0)
                          + y * GST_VIDEO_FRAME_COMP_STRIDE (frame, 0);
      guint8 *out = plane + y * width;

      if (step == 1)
        memcpy (out, row, width);
      else
        for (gsize x = 0; x < width; x++)
          out[x] = row[x * step];
    }
  return g_bytes_new_take (plane, width * height);
}

static GBytes *
convert_preview (VouchCameraConverter *self,
                 GstVideoFrame        *frame)
{
  gsize size = GST_VIDEO_INFO_SIZE (&self->preview);
  guint8 *pixels = g_malloc (size);
  GstBuffer *buffer = gst_buffer_new_wrapped_full (0, pixels, size, 0, size, NULL, NULL);
  GstVideoFrame preview;
  gboolean mapped = gst_video_frame_map (&preview, &self->preview, buffer, GST_MAP_READWRITE);

  if (mapped)
    {
      gst_video_converter_frame (self->to_preview, frame, &preview);
      gst_video_frame_unmap (&preview);
    }
  gst_buffer_unref (buffer);
  if (mapped)
    return g_bytes_new_take (pixels, size);

  g_free (pixels);
  return NULL;
}

/**
 * vouch_camera_converter_convert:
 *
 * Returns: (transfer full) (nullable): the frame, or %NULL when the sample cannot be read
 */
VouchCameraFrame *
vouch_camera_converter_convert (VouchCameraConverter *self,
                                GstSample            *sample)
{
  GstCaps *caps = gst_sample_get_caps (sample);
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  GstVideoFrame frame;
  GBytes *grey, *preview;

  if (caps == NULL || buffer == NULL || !learn_format (self, caps) ||
      !gst_video_frame_map (&frame, &self->input, buffer, GST_MAP_READ))
    return NULL;

  grey = self->to_grey != NULL ? convert_grey (self, &frame) : copy_grey (&frame);
  preview = convert_preview (self, &frame);
  gst_video_frame_unmap (&frame);
  if (grey != NULL && preview != NULL)
    return vouch_camera_frame_new (GST_VIDEO_INFO_WIDTH (&self->input),
                                   GST_VIDEO_INFO_HEIGHT (&self->input), grey,
                                   GST_VIDEO_INFO_WIDTH (&self->preview),
                                   GST_VIDEO_INFO_HEIGHT (&self->preview), preview);

  g_clear_pointer (&grey, g_bytes_unref);
  g_clear_pointer (&preview, g_bytes_unref);
  return NULL;
}
