/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-camera-list.h"
#include "vouch-camera-remote.h"
#include "vouch-camera.h"
#include "wait.h"

#include <glib/gstdio.h>

/* Cameras of a real PipeWire, whose main-loop thread is slow in this process */

#define WIDTH  640
#define HEIGHT 360


typedef struct {
  GUnixFDList     *remote;    /* owned */
  VouchCameraList *list;      /* owned */
  VouchCamera     *camera;    /* owned */
  GSubprocess     *webcam;    /* owned: the path of its picture */
  char            *picture;   /* owned: the path of what it sees */
  gboolean         started;
  guint            frames;
} Fixture;

static void
write_picture (const char *path)
{
  g_autoptr(GString) picture = g_string_new (NULL);

  g_string_printf (picture, "P5 %d %d 255\n", WIDTH, HEIGHT);
  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    g_string_append_c (picture, (char) 0x70);
  g_assert_true (g_file_set_contents (path, picture->str, (gssize) picture->len, NULL));
}

/* Returns when PipeWire has read the picture. */
static void
plug_in (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "camera", "fake-camera", NULL);
  g_autofree char *width = g_strdup_printf ("%d", WIDTH);
  g_autofree char *height = g_strdup_printf ("%d", HEIGHT);
  g_autoptr(GError) error = NULL;
  char line[6];
  gsize length;

  fixture->picture = g_build_filename (g_get_user_runtime_dir (), "webcam.pgm", NULL);
  write_picture (fixture->picture);
  fixture->webcam = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                      fixture->picture, width, height, "webcam", "Webcam", NULL);
  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (fixture->webcam), line, sizeof line,
                           &length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (line, length, "ready\n", sizeof line);
}

static void
on_frame (Fixture *fixture)
{
  fixture->frames++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  plug_in (fixture);
  fixture->remote = vouch_camera_remote_open ();
  g_assert_nonnull (fixture->remote);
  fixture->list = vouch_camera_list_new ();
  fixture->camera = vouch_camera_new ();
  g_signal_connect_swapped (fixture->camera, "frame", G_CALLBACK (on_frame), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_clear_object (&fixture->camera);
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->remote);
  g_subprocess_send_signal (fixture->webcam, SIGTERM);
  g_subprocess_wait (fixture->webcam, NULL, NULL);
  g_clear_object (&fixture->webcam);
  g_remove (fixture->picture);
  g_clear_pointer (&fixture->picture, g_free);
}

static void
on_list_started (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(GError) error = NULL;

  vouch_camera_list_start_finish (fixture->list, result, &error);
  g_assert_no_error (error);
  fixture->started = TRUE;
}

/* Returns after the third frame. */
static void
switch_on (Fixture  *fixture,
           GWeakRef *device)
{
  fixture->started = FALSE;
  fixture->frames = 0;
  vouch_camera_list_start_async (fixture->list, fixture->remote, NULL, on_list_started, fixture);
  WAIT_UNTIL (fixture->started && vouch_camera_list_choose (fixture->list, NULL) != NULL);

  vouch_camera_start (fixture->camera, vouch_camera_list_choose (fixture->list, NULL));
  g_weak_ref_init (device, vouch_camera_get_device (fixture->camera));
  WAIT_UNTIL (fixture->frames >= 3);
}

static gboolean
has_gone (GWeakRef *device)
{
  g_autoptr(VouchCameraDevice) present = g_weak_ref_get (device);

  return present == NULL;
}

/* The thread of a stopped camera holds its device until it has ended. The main loop holds the
 * device until it has discarded a late frame. */
static void
wait_until_gone (GWeakRef *device)
{
  WAIT_UNTIL (has_gone (device));
  g_weak_ref_clear (device);
}

/* Each time, the call for a new frame waits in the queue of the slow thread. Freed memory must not
 * be used; MALLOC_PERTURB_ overwrites it. */
static void
test_stop_amid_frames (Fixture       *fixture,
                       gconstpointer  unused)
{
  GWeakRef devices[8];

  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    {
      switch_on (fixture, &devices[i]);
      vouch_camera_stop (fixture->camera);
      vouch_camera_list_stop (fixture->list);
    }
  g_clear_object (&fixture->camera);
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    wait_until_gone (&devices[i]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/camera-stream/stopped-amid-frames/nothing-is-used-after-free",
              Fixture, NULL, set_up, test_stop_amid_frames, tear_down);
  return g_test_run ();
}
