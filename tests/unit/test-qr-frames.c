/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-generator.h"
#include "vouch-qr-reader.h"

/* The least number of frames to be read for each kind of disturbance. The benchmark uses other
 * frames. The numbers are a little below the current results, so that only a real loss fails. */

#define N_FRAMES 8
#define HEIGHT 480

/* frames of each kind that must be read, of N_FRAMES */
static const guint floors[N_FRAME_KINDS] = {
  [FRAME_CLEAN] = 8,
  [FRAME_ROTATION] = 8,
  [FRAME_PERSPECTIVE] = 8,
  [FRAME_INVERTED] = 8,
  [FRAME_MIRRORED] = 8,
  [FRAME_SMALL] = 5,
  [FRAME_LARGE] = 8,
  [FRAME_UNFOCUSED] = 7,
  [FRAME_MOTION] = 7,
  [FRAME_NOISE] = 7,
  [FRAME_DARK] = 7,
  [FRAME_BRIGHT] = 4,
  [FRAME_LOW_CONTRAST] = 7,
  [FRAME_GLARE] = 6,
  [FRAME_UNEVEN] = 8,
  [FRAME_LENS] = 8,
  [FRAME_COMPRESSED] = 8,
  [FRAME_REALISTIC] = 7,
  [FRAME_HARD] = 5,
  [FRAME_BORDERLESS] = 8,
  [FRAME_EMPTY] = 0,
};

/* Asserts that a code is read right, and that none is read where there is none.
 * Returns: whether a code was read */
static gboolean
read_frame (VouchQrReader *reader,
            FrameKind      kind,
            guint32        seed)
{
  g_auto(Frame) frame = { NULL };

  frame_init (&frame, kind, seed, HEIGHT);
  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
    {
      g_autoptr(GBytes) bytes = vouch_qr_reader_read (reader, frame.pixels, frame.width,
                                                      frame.height, frame.width, slot, NULL);

      if (bytes == NULL)
        continue;
      g_assert_nonnull (frame.payload);
      g_assert_true (g_bytes_equal (bytes, frame.payload));
      return TRUE;
    }
  return FALSE;
}

static void
test_kind (gconstpointer data)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  FrameKind kind = GPOINTER_TO_INT (data);
  guint n_read = 0;

  for (guint32 seed = 100; seed < 100 + N_FRAMES; seed++)
    n_read += read_frame (reader, kind, seed);
  g_test_message ("%u of %u", n_read, N_FRAMES);
  g_assert_cmpuint (n_read, >=, floors[kind]);
}

/* A frame depends only on its seed. Otherwise the floors would have no meaning. */
static void
test_same_seed (void)
{
  g_auto(Frame) first = { NULL };
  g_auto(Frame) second = { NULL };

  frame_init (&first, FRAME_REALISTIC, 3, HEIGHT);
  frame_init (&second, FRAME_REALISTIC, 3, HEIGHT);
  g_assert_cmpmem (first.pixels, first.width * first.height,
                   second.pixels, second.width * second.height);
  g_assert_true (g_bytes_equal (first.payload, second.payload));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-frames/same-seed/same-frame", test_same_seed);
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    {
      g_autofree char *path = g_strconcat ("/qr-frames/", frame_kind_get_name (kind),
                                             "/reaches-its-floor", NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (kind), test_kind);
    }
  return g_test_run ();
}
