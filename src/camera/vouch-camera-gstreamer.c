/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-gstreamer"

#include "vouch-camera-gstreamer.h"

#include <string.h>

/**
 * vouch_camera_gstreamer_init:
 *
 * The first call can take seconds, since GStreamer reads every plug-in: never on the main thread.
 * Later calls are quick, on any thread.
 */
gboolean
vouch_camera_gstreamer_init (GError **error)
{
  g_autoptr(GError) failure = NULL;

  if (gst_init_check (NULL, NULL, &failure))
    return TRUE;

  g_set_error (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_PLUGIN,
               "GStreamer does not start: %s",
               failure != NULL ? failure->message : "no reason given");
  return FALSE;
}

gboolean
vouch_camera_gstreamer_has (const char *element)
{
  g_autoptr(GstElementFactory) factory = gst_element_factory_find (element);

  return factory != NULL;
}

/* The plug-in of PipeWire reports nearly every error as "failed". Its text is that of the library,
 * in English in every locale. */
static VouchCameraError
classify (const GError *error,
          const char   *details)
{
  g_autofree char *text = g_strdup_printf ("%s %s", error->message, details != NULL ? details : "");
  g_autofree char *lower = g_ascii_strdown (text, -1);

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY) ||
      strstr (lower, "busy"))
    return VOUCH_CAMERA_ERROR_BUSY;

  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return VOUCH_CAMERA_ERROR_NO_PLUGIN;

  if (strstr (lower, "connection error") || strstr (lower, "broken pipe") ||
      strstr (lower, "failed to connect"))
    return VOUCH_CAMERA_ERROR_NO_SERVICE;

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND) ||
      strstr (lower, "no target node") || strstr (lower, "target not found"))
    return VOUCH_CAMERA_ERROR_UNPLUGGED;

  return VOUCH_CAMERA_ERROR_FAILED;
}

/**
 * vouch_camera_gstreamer_explain:
 * @message: (nullable): an error or the end of a stream; %NULL for a failure without a message
 *
 * Returns: (transfer full): the error of the camera
 */
GError *
vouch_camera_gstreamer_explain (GstMessage *message)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *details = NULL;

  if (message == NULL)
    return g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_FAILED,
                                "The camera does not start");
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_UNPLUGGED,
                                "The camera has no more frames");

  gst_message_parse_error (message, &error, &details);
  g_debug ("%s: %s (%s)", GST_MESSAGE_SRC_NAME (message), error->message,
           details != NULL ? details : "");
  return g_error_new_literal (VOUCH_CAMERA_ERROR, classify (error, details), error->message);
}
