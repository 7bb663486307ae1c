/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scan-text"

#include "vouch-scan-text.h"

#include <glib/gi18n.h>

#include "vouch-camera-error.h"
#include "vouch-picture-decoder.h"

const char *
vouch_scan_text_for_camera (const GError *problem)
{
  VouchCameraError code = VOUCH_CAMERA_ERROR_FAILED;

  if (problem != NULL && problem->domain == VOUCH_CAMERA_ERROR)
    code = problem->code;

  switch (code)
    {
    case VOUCH_CAMERA_ERROR_NONE_FOUND:
      return _("No camera was found. Plug one in and try again, or open a picture of the code.");
    case VOUCH_CAMERA_ERROR_REFUSED:
      return _("Vouch was not allowed to use the camera. Try again and allow it, or open a "
               "picture of the code.");
    case VOUCH_CAMERA_ERROR_BLOCKED:
      return _("The camera was refused earlier. Allow it in Settings → Apps → Vouch, or Privacy → "
               "Camera.");
    case VOUCH_CAMERA_ERROR_BUSY:
      return _("Another program uses the camera. Close that program, then try again.");
    case VOUCH_CAMERA_ERROR_UNPLUGGED:
      return _("The camera was unplugged. Plug it in again, and scanning continues.");
    case VOUCH_CAMERA_ERROR_STALLED:
      return _("The camera has stopped sending pictures. Unplug it, plug it in again, then try "
               "again.");
    case VOUCH_CAMERA_ERROR_NO_SERVICE:
      return _("The camera service is not running. Log out and in again.");
    case VOUCH_CAMERA_ERROR_NO_PLUGIN:
      /* Translators: leave the name of the package as it is. */
      return _("A part of the camera software is missing. Install the package "
               "gstreamer1.0-pipewire, then try again.");
    case VOUCH_CAMERA_ERROR_FAILED:
      break;
    }
  return _("The camera did not start. Close other programs that may use it, then try again.");
}

char *
vouch_scan_text_for_sight (VouchCameraSight  sight,
                           const char       *other)
{
  if (sight == VOUCH_CAMERA_SIGHT_BLACK)
    /* Translators: %s is the name of a camera. */
    return g_strdup_printf (_("The picture stays black. Another camera? \u2068%s\u2069 may see "
                              "the code."), other);

  /* Translators: %s is the name of a camera. */
  return g_strdup_printf (_("The picture has no colors. Another camera? \u2068%s\u2069 may see "
                            "the code better."), other);
}

const char *
vouch_scan_text_for_picture (const GError *problem)
{
  VouchPictureError code = VOUCH_PICTURE_ERROR_UNREADABLE;

  if (problem != NULL && problem->domain == VOUCH_PICTURE_ERROR)
    code = problem->code;

  switch (code)
    {
    case VOUCH_PICTURE_ERROR_NOTHING:
      return _("There is no picture to paste. Copy a picture of the code first.");
    case VOUCH_PICTURE_ERROR_TOO_LARGE:
      return _("This picture is too large. Crop it to the code, then open it again.");
    case VOUCH_PICTURE_ERROR_DRAWING:
      return _("This is a drawing, not a photo or screenshot. Take a screenshot of the code and "
               "open that.");
    case VOUCH_PICTURE_ERROR_UNKNOWN:
      return _("This file is not a picture. Open a photo or a screenshot of the code.");
    case VOUCH_PICTURE_ERROR_FORMAT:
      return _("This computer cannot open pictures of this kind. PNG and JPEG always work: save it "
               "as one of them, or take a screenshot of the code and open that.");
    case VOUCH_PICTURE_ERROR_DAMAGED:
      return _("This picture is damaged, and its end is missing. Save or send it again, then "
               "open it again.");
    case VOUCH_PICTURE_ERROR_NO_CODE:
      return _("No code was found in this picture. Take one that shows the whole code, sharp and "
               "from the front.");
    case VOUCH_PICTURE_ERROR_ANIMATION:
      return _("No code was found in this animation. Open a photo or a screenshot of the code.");
    case VOUCH_PICTURE_ERROR_UNREADABLE:
      break;
    }
  return _("This file cannot be read. Choose another one.");
}

const char *
vouch_scan_text_for_hint (VouchQrHint hint)
{
  switch (hint)
    {
    case VOUCH_QR_HINT_NO_CODE:
      return _("Hold the code up to the camera.");
    case VOUCH_QR_HINT_TOO_FAR:
      return _("Bring the code closer.");
    case VOUCH_QR_HINT_TOO_DARK:
      return _("Too dark. Make the other screen brighter, or turn on a light.");
    case VOUCH_QR_HINT_GLARE:
      return _("A light is reflected. Tilt the other device a little.");
    case VOUCH_QR_HINT_HOLD_STILL:
      return _("Hold still.");
    case VOUCH_QR_HINT_UNFOCUSED:
      return _("Blurred. Move the code back a little, until it is sharp.");
    case VOUCH_QR_HINT_NONE:
      break;
    }
  return NULL;
}

const char *
vouch_scan_text_for_code (VouchQrKind kind)
{
  switch (kind)
    {
    case VOUCH_QR_VERIFICATION:
      return NULL;
    case VOUCH_QR_OWN:
      return _("This is the code of this computer. Scan the one that your other device shows.");
    case VOUCH_QR_OLD:
      return _("This code is from an earlier try. Make a new code on the phone.");
    case VOUCH_QR_OTHER_PERSON:
      return _("This code is for confirming another person. On the phone, show the one for this "
               "computer.");
    case VOUCH_QR_SIGN_IN:
      return _("This code is for signing in. On the phone, show the one for confirming this "
               "computer.");
    case VOUCH_QR_DAMAGED:
      return _("This code could not be read. Hold it still, up to the camera.");
    case VOUCH_QR_FOREIGN:
      break;
    }
  return _("This is a code of another kind. Scan the one that Beeper shows on your other device.");
}
