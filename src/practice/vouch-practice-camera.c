/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-camera"

#include "vouch-practice-camera.h"

#include <glib/gi18n.h>

#include "vouch-qr-code.h"

/* The camera does not know codes: it gets the dark modules of the screen. */
static void
show_payload (VouchCameraScene *scene,
              GBytes           *payload)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autoptr(GBytes) modules = NULL;
  guint width;
  guint8 *dark;

  if (code == NULL)
    return;

  width = vouch_qr_code_get_width (code);
  dark = g_malloc ((gsize) width * width);
  for (guint i = 0; i < width * width; i++)
    dark[i] = vouch_qr_code_get_module (code, i % width, i / width);
  modules = g_bytes_new_take (dark, (gsize) width * width);
  vouch_camera_scene_set_code (scene, width, modules);
}

static void
on_account_changed (VouchCameraScene     *scene,
                    VouchPracticeAccount *account)
{
  GBytes *payload = vouch_practice_account_get_phone_code (account);

  vouch_camera_scene_set_code (scene, 0, NULL);
  if (payload != NULL)
    show_payload (scene, payload);
}

VouchCameraDevice *
vouch_practice_camera_new (VouchPracticeAccount *account)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();

  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (account), NULL);

  g_signal_connect_object (account, "changed", G_CALLBACK (on_account_changed), scene,
                           G_CONNECT_SWAPPED);
  on_account_changed (scene, account);
  return vouch_camera_device_new_for_scene (scene, _("Practice Camera"));
}
