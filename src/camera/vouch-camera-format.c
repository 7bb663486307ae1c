/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-format"

#include "vouch-camera-format.h"

#include <gst/video/video.h>
#include <math.h>

/* The wanted size: enough pixels for a code at arm's length, few enough for the decoder. */
#define WANTED_WIDTH  1280
#define WANTED_HEIGHT 720
#define WANTED_RATE   30

/* Their brightness lies in memory as the decoder wants it; the rest must be converted. */
static const char * const easy_formats[] = { "NV12", "YUY2", "I420" };

/* The penalty of a format: 0 is the wanted one. Slow is worse than small, small a little worse than
 * large, and a compressed picture a little worse than a raw one. */
static double
rate_format (const GstStructure *format,
             gboolean            is_jpeg)
{
  int width = 0, height = 0, numerator = WANTED_RATE, denominator = 1;
  double objection, rate, octaves;

  gst_structure_get_int (format, "width", &width);
  gst_structure_get_int (format, "height", &height);
  gst_structure_get_fraction (format, "framerate", &numerator, &denominator);
  if (width <= 0 || height <= 0)
    return HUGE_VAL;

  rate = (double) numerator / MAX (denominator, 1);
  objection = rate >= 24 || numerator == 0 ? 0 : rate >= 14 ? 1 : 3;
  octaves = log2 ((double) width * height / (WANTED_WIDTH * WANTED_HEIGHT));
  objection += octaves > 0 ? octaves * 0.7 : -octaves * 0.65;
  if (is_jpeg)
    objection += 0.5;
  return objection;
}

static void
prefer_easy_format (GstStructure *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (easy_formats); i++)
    if (gst_structure_fixate_field_string (format, "format", easy_formats[i]) &&
        g_strcmp0 (gst_structure_get_string (format, "format"), easy_formats[i]) == 0)
      return;
}

/* Returns: the format of @offered with the lowest penalty, with only the fields that matter */
static GstStructure *
narrow_down (const GstStructure *offered)
{
  g_autoptr(GstStructure) format = gst_structure_copy (offered);
  GstStructure *narrow = gst_structure_new_empty (gst_structure_get_name (offered));
  static const char * const fields[] = { "format", "width", "height", "framerate" };

  if (gst_structure_has_field (format, "width"))
    gst_structure_fixate_field_nearest_int (format, "width", WANTED_WIDTH);
  if (gst_structure_has_field (format, "height"))
    gst_structure_fixate_field_nearest_int (format, "height", WANTED_HEIGHT);
  if (gst_structure_has_field (format, "framerate"))
    gst_structure_fixate_field_nearest_fraction (format, "framerate", WANTED_RATE, 1);
  if (gst_structure_has_field (format, "format"))
    prefer_easy_format (format);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const GValue *value = gst_structure_get_value (format, fields[i]);

      if (value != NULL && gst_value_is_fixed (value))
        gst_structure_set_value (narrow, fields[i], value);
    }
  return narrow;
}

static gboolean
is_usable (GstCaps *offered,
           guint    i,
           gboolean can_decode_jpeg)
{
  const GstStructure *format = gst_caps_get_structure (offered, i);
  GstCapsFeatures *features = gst_caps_get_features (offered, i);

  if (gst_structure_has_name (format, "image/jpeg"))
    return can_decode_jpeg;

  if (!gst_structure_has_name (format, "video/x-raw"))
    return FALSE;

  return features == NULL ||
         gst_caps_features_is_equal (features, GST_CAPS_FEATURES_MEMORY_SYSTEM_MEMORY);
}

/**
 * vouch_camera_format_choose:
 * @offered: (nullable): the caps that the camera offers
 * @is_jpeg: (out): whether frames come as JPEG pictures
 *
 * Most USB cameras reach 30 frames a second at 720p only as JPEG.
 *
 * Returns: (transfer full): the caps to ask for, the preferred ones first. The last is any format
 *   of the same kind, for cameras that do not deliver what they offer.
 */
GstCaps *
vouch_camera_format_choose (GstCaps  *offered,
                            gboolean  can_decode_jpeg,
                            gboolean *is_jpeg)
{
  g_autoptr(GstStructure) best = NULL;
  double least = HUGE_VAL;
  GstCaps *wanted = gst_caps_new_empty ();
  guint n_offered = 0;

  if (offered != NULL && !gst_caps_is_any (offered))
    n_offered = gst_caps_get_size (offered);

  for (guint i = 0; i < n_offered; i++)
    {
      g_autoptr(GstStructure) format = NULL;
      double objection;

      if (!is_usable (offered, i, can_decode_jpeg))
        continue;
      format = narrow_down (gst_caps_get_structure (offered, i));
      objection = rate_format (format, gst_structure_has_name (format, "image/jpeg"));
      if (objection >= least)
        continue;
      least = objection;
      g_clear_pointer (&best, gst_structure_free);
      best = g_steal_pointer (&format);
    }

  *is_jpeg = best != NULL && gst_structure_has_name (best, "image/jpeg");
  if (best != NULL)
    gst_caps_append_structure (wanted, g_steal_pointer (&best));
  gst_caps_append_structure (wanted, gst_structure_new_empty (*is_jpeg ? "image/jpeg"
                                                                       : "video/x-raw"));
  return wanted;
}

static gboolean
is_grey (const char *format)
{
  GstVideoFormat parsed = gst_video_format_from_string (format);
  const GstVideoFormatInfo *info = gst_video_format_get_info (parsed);

  return info != NULL && GST_VIDEO_FORMAT_INFO_IS_GRAY (info);
}

/* @format: (nullable): one name or a list of them */
static gboolean
are_all_grey (const GValue *format)
{
  if (format != NULL && G_VALUE_HOLDS_STRING (format))
    return is_grey (g_value_get_string (format));
  if (format == NULL || !GST_VALUE_HOLDS_LIST (format))
    return FALSE;

  for (guint i = 0; i < gst_value_list_get_size (format); i++)
    if (!are_all_grey (gst_value_list_get_value (format, i)))
      return FALSE;
  return TRUE;
}

/**
 * vouch_camera_format_has_colour:
 * @offered: (nullable): the caps that the camera offers
 *
 * An infrared camera, for signing in by face, offers formats without colours only.
 *
 * Returns: %FALSE if all of @offered are grey; %TRUE where that is not known
 */
gboolean
vouch_camera_format_has_colour (GstCaps *offered)
{
  guint n_offered = 0;

  if (offered != NULL && !gst_caps_is_any (offered))
    n_offered = gst_caps_get_size (offered);

  for (guint i = 0; i < n_offered; i++)
    {
      const GstStructure *format = gst_caps_get_structure (offered, i);

      if (!gst_structure_has_name (format, "video/x-raw") ||
          !are_all_grey (gst_structure_get_value (format, "format")))
        return TRUE;
    }
  return n_offered == 0;
}
