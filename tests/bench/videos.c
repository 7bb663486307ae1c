/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "videos.h"

#define HEIGHT 720
#define N_FRAMES 30
#define FRAME_MS (1000. / N_FRAMES)

/* a quarter of a core */
#define SLOWNESS 4

/* The frames are made when the first reader needs them. */
typedef struct {
  FrameKind kind;
  guint32   seed;
  Frame     frames[N_FRAMES];  /* owned */
} Video;

static const Frame *
get_frame (Video *video,
           guint  number)
{
  Frame *frame = &video->frames[number];

  if (frame->pixels == NULL)
    frame_init_moving (frame, video->kind, video->seed, HEIGHT, number);
  return frame;
}

/* Plays the video to a reader.
 * Returns: whether it read the code in time */
static gboolean
play (Video         *video,
      Reader         reader,
      VouchQrReader *ours)
{
  double now = 0;
  guint slot = 0;

  while (now < N_FRAMES * FRAME_MS)
    {
      guint number = (guint) (now / FRAME_MS);
      const Frame *frame = get_frame (video, number);
      g_autoptr(GBytes) bytes = NULL;
      double milliseconds;

      bytes = reader_read (reader, ours, frame, slot, &milliseconds);
      slot += reader_get_n_slots (reader);
      now += milliseconds * SLOWNESS;
      if (bytes != NULL && g_bytes_equal (bytes, frame->payload))
        return now <= N_FRAMES * FRAME_MS;
      now = MAX (now, (number + 1) * FRAME_MS);
    }
  return FALSE;
}

void
videos_measure (guint          n_videos,
                guint32        first_seed,
                VouchQrReader *ours[N_READERS],
                guint          found[N_READERS])
{
  for (guint i = 0; i < n_videos; i++)
    {
      Video video = { .kind = i % 2 == 0 ? FRAME_REALISTIC : FRAME_HARD, .seed = first_seed + i };

      for (int reader = 0; reader < N_READERS; reader++)
        if (reader_is_there ((Reader) reader))
          found[reader] += play (&video, (Reader) reader, ours[reader]);
      for (int j = 0; j < N_FRAMES; j++)
        frame_clear (&video.frames[j]);
    }
}
