/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera.h"
#include "vouch-qr-code.h"
#include "vouch-scanner.h"
#include "wait.h"

/* The frames come from the simulated camera: the pipelines and threads are real, and no permission
 * is needed. */


typedef struct {
  guint   codes;
  guint   frames;
  GBytes *last;
} Seen;

static GBytes *
make_payload (guint seed)
{
  guint8 data[122];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 167 + seed);
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

static void
on_frame (Seen             *seen,
          VouchCameraFrame *frame)
{
  g_assert_cmpuint (frame->width, ==, 1280);
  g_assert_cmpuint (frame->height, ==, 720);
  seen->frames++;
}

static void
on_code (Seen   *seen,
         GBytes *code)
{
  g_clear_pointer (&seen->last, g_bytes_unref);
  seen->last = g_bytes_ref (code);
  seen->codes++;
}

static void
wait_frames (Seen  *seen,
             guint  more)
{
  guint wanted = seen->frames + more;

  WAIT_UNTIL (seen->frames >= wanted);
}

static VouchScanner *
make_scanner (VouchCameraScene *scene,
              Seen             *seen)
{
  g_autoptr(VouchCameraDevice) device = vouch_camera_device_new_for_scene (scene, "Practice");
  VouchScanner *scanner = vouch_scanner_new ();

  vouch_scanner_add_camera (scanner, device);
  g_signal_connect_swapped (scanner, "frame", G_CALLBACK (on_frame), seen);
  g_signal_connect_swapped (scanner, "code", G_CALLBACK (on_code), seen);
  return scanner;
}

/* A scanner is freed when its threads have ended. The test waits for that. */
static void
on_finalized (gpointer  user_data,
              GObject  *object)
{
  *(guint *) user_data += 1;
}

static void
assert_goes (VouchScanner *scanner,
             Seen         *seen)
{
  guint gone = 0;

  g_object_weak_ref (G_OBJECT (scanner), on_finalized, &gone);
  vouch_scanner_stop (scanner);
  g_object_unref (scanner);
  WAIT_UNTIL (gone >= 1);
  g_clear_pointer (&seen->last, g_bytes_unref);
}

static void
test_each_code_once (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  g_autoptr(GBytes) first = make_payload (3);
  g_autoptr(GBytes) second = make_payload (4);
  Seen seen = { 0 };
  VouchScanner *scanner = make_scanner (scene, &seen);

  show (scene, first);
  vouch_scanner_start (scanner);
  WAIT_UNTIL (seen.codes >= 1);
  g_assert_true (g_bytes_equal (seen.last, first));
  g_assert_cmpint (vouch_scanner_get_state (scanner), ==, VOUCH_SCANNER_SCANNING);

  wait_frames (&seen, 30);
  g_assert_cmpuint (seen.codes, ==, 1);

  show (scene, second);
  WAIT_UNTIL (seen.codes >= 2);
  g_assert_true (g_bytes_equal (seen.last, second));

  vouch_scanner_forget_code (scanner);
  WAIT_UNTIL (seen.codes >= 3);
  g_assert_true (g_bytes_equal (seen.last, second));
  assert_goes (scanner, &seen);
}

static void
count (guint *calls)
{
  *calls += 1;
}

static void
test_hint (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  Seen seen = { 0 };
  VouchScanner *scanner = make_scanner (scene, &seen);
  guint hints = 0;

  g_signal_connect_swapped (scanner, "notify::hint", G_CALLBACK (count), &hints);
  vouch_scanner_start (scanner);
  WAIT_UNTIL (hints >= 1);
  g_assert_cmpint (vouch_scanner_get_hint (scanner), ==, VOUCH_QR_HINT_NO_CODE);
  vouch_scanner_stop (scanner);
  g_assert_cmpint (vouch_scanner_get_hint (scanner), ==, VOUCH_QR_HINT_NONE);
  g_assert_cmpint (vouch_scanner_get_state (scanner), ==, VOUCH_SCANNER_OFF);
  assert_goes (scanner, &seen);
}

/* A page appears and disappears faster than a camera starts. */
static void
test_restless (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  Seen seen = { 0 };
  VouchScanner *scanner = make_scanner (scene, &seen);

  for (guint i = 0; i < 20; i++)
    {
      vouch_scanner_start (scanner);
      if (i % 3 == 0)
        wait_frames (&seen, 1);
      vouch_scanner_stop (scanner);
      g_assert_cmpint (vouch_scanner_get_state (scanner), ==, VOUCH_SCANNER_OFF);
    }

  vouch_scanner_start (scanner);
  wait_frames (&seen, 5);
  assert_goes (scanner, &seen);
}

static void
test_nothing_after_stop (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  Seen seen = { 0 };
  VouchScanner *scanner = make_scanner (scene, &seen);
  guint frames;

  vouch_scanner_start (scanner);
  WAIT_UNTIL (seen.frames >= 3);
  vouch_scanner_stop (scanner);
  frames = seen.frames;
  wait_run_for (200);
  g_assert_cmpuint (seen.frames, ==, frames);
  assert_goes (scanner, &seen);
}

/* The simulated camera has no colours. If there is another camera, it is proposed. */
static void
test_other_camera (void)
{
  g_autoptr(VouchCameraScene) scene = vouch_camera_scene_new ();
  g_autoptr(VouchCameraDevice) second = vouch_camera_device_new_for_scene (scene, "Second");
  Seen seen = { 0 };
  VouchScanner *scanner = make_scanner (scene, &seen);
  VouchCameraDevice *first;

  vouch_scanner_start (scanner);
  WAIT_UNTIL (vouch_scanner_get_sight (scanner) != VOUCH_CAMERA_SIGHT_FINE);
  g_assert_cmpint (vouch_scanner_get_sight (scanner), ==, VOUCH_CAMERA_SIGHT_GREY);
  g_assert_null (vouch_scanner_get_other (scanner));

  first = vouch_scanner_get_device (scanner);
  vouch_scanner_add_camera (scanner, second);
  g_assert_true (vouch_scanner_get_other (scanner) == second);

  vouch_scanner_use (scanner, second);
  g_assert_null (vouch_scanner_get_other (scanner));
  WAIT_UNTIL (vouch_scanner_get_other (scanner) != NULL);
  g_assert_true (vouch_scanner_get_other (scanner) == first);
  vouch_scanner_stop (scanner);
  g_assert_null (vouch_scanner_get_other (scanner));
  assert_goes (scanner, &seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scanner/same-code-stays/is-told-once", test_each_code_once);
  g_test_add_func ("/scanner/no-code/hint-comes-and-goes", test_hint);
  g_test_add_func ("/scanner/started-and-stopped-quickly/ends-well", test_restless);
  g_test_add_func ("/scanner/stopped/no-frame-comes", test_nothing_after_stop);
  g_test_add_func ("/scanner/no-colours/other-camera-is-proposed", test_other_camera);
  return g_test_run ();
}
