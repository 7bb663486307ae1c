/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera-scene.h"
#include "vouch-qr-code.h"
#include "vouch-qr-reader.h"

#define WIDTH  1280
#define HEIGHT 720

static GBytes *
make_payload (void)
{
  guint8 data[122];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 167 + 3);
  return g_bytes_new (data, sizeof data);
}

static void
show (VouchCameraScene *scene,
      GBytes           *payload)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  guint modules = vouch_qr_code_get_width (code);
  guint8 *dark = g_malloc (modules * modules);
  g_autoptr(GBytes) bytes = g_bytes_new_take (dark, modules * modules);

  for (guint i = 0; i < modules * modules; i++)
    dark[i] = vouch_qr_code_get_module (code, i % modules, i / modules);
  vouch_camera_scene_set_code (scene, modules, bytes);
}

/* Scans one frame after another, like the scanner. */
static GBytes *
scan (VouchCameraScene *scene,
      double            begin,
      guint             n_frames)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autofree guint8 *grey = g_malloc (WIDTH * HEIGHT);
  GBytes *payload = NULL;

  for (guint i = 0; i < n_frames && payload == NULL; i++)
    {
      VouchQrHint hint;

      vouch_camera_scene_paint (scene, begin + i / 30.0, grey, WIDTH, HEIGHT, WIDTH);
      payload = vouch_qr_reader_read (reader, grey, WIDTH, HEIGHT, WIDTH, i % VOUCH_QR_READER_SLOTS,
                                      &hint);
    }
  return payload;
}

/* The code of the simulated phone is read within half a second, whenever the scan begins, because
 * practice must not be harder than a real scan. */
static void
test_can_be_read (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  g_autoptr(GBytes) payload = make_payload ();

  show (scene, payload);
  for (double begin = 0; begin < 60; begin += 2.7)
    {
      g_autoptr(GBytes) read = scan (scene, begin, 15);

      g_assert_nonnull (read);
      g_assert_true (g_bytes_equal (read, payload));
    }
}

static void
test_screen_off (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  g_autoptr(GBytes) payload = make_payload ();

  g_assert_null (scan (scene, 0, 6));
  show (scene, payload);
  vouch_camera_scene_set_code (scene, 0, NULL);
  g_assert_null (scan (scene, 0, 6));
  g_assert_finalize_object (g_steal_pointer (&scene));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/camera-scene/code-is-shown/is-read-within-half-a-second", test_can_be_read);
  g_test_add_func ("/camera-scene/screen-is-off/nothing-is-read", test_screen_off);
  return g_test_run ();
}
