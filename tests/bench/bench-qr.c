/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers.h"
#include "videos.h"

#include <stdio.h>
#include <stdlib.h>

/* Counts the generated frames of each kind that a reader reads, and measures the time, for several
 * readers. Tests and tuning never use its seeds. */

#define FIRST_SEED 700000

/* times are measured with frames of this height; hits with frames of all heights */
#define TIMED_HEIGHT 720

typedef struct {
  guint hits;
  guint wrong;
  guint frames;
} Score;

typedef struct {
  VouchQrReader *readers[N_READERS];            /* owned: each reads a frame for the first time */
  Score          scores[N_FRAME_KINDS][N_READERS];
  GArray        *times[N_READERS];              /* owned, of double: milliseconds */
  guint          found[N_READERS];
  guint          n_videos;
} Bench;

/* Counts right bytes, and counts wrong bytes separately: there must be none. */
static void
take_score (Score       *score,
            const Frame *frame,
            GBytes      *bytes)
{
  score->frames++;
  if (bytes == NULL)
    return;
  if (frame->payload != NULL && g_bytes_equal (bytes, frame->payload))
    score->hits++;
  else
    score->wrong++;
}

static void
measure_frame (Bench       *bench,
               FrameKind    kind,
               const Frame *frame)
{
  for (int reader = 0; reader < N_READERS; reader++)
    {
      g_autoptr(GBytes) bytes = NULL;
      double time;

      if (!reader_is_there ((Reader) reader))
        continue;
      bytes = reader_read ((Reader) reader, bench->readers[reader], frame, 0, &time);
      take_score (&bench->scores[kind][reader], frame, bytes);
      if (frame->height == TIMED_HEIGHT)
        g_array_append_val (bench->times[reader], time);
    }
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *first = a;
  const double *second = b;

  return (*first > *second) - (*first < *second);
}

static double
quantile (GArray *times,
          double  share)
{
  if (times->len == 0)
    return 0;
  g_array_sort (times, compare_times);
  return g_array_index (times, double, (guint) (share * (times->len - 1)));
}

static double
percent (const Score *score)
{
  return score->frames > 0 ? 100. * score->hits / score->frames : 0;
}

/* Sums all kinds that have a code. */
static Score
sum_scores (const Bench *bench,
            Reader       reader)
{
  Score sum = { 0 };

  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    {
      const Score *score = &bench->scores[kind][reader];

      sum.wrong += score->wrong;
      if (kind == FRAME_EMPTY)
        continue;
      sum.hits += score->hits;
      sum.frames += score->frames;
    }
  return sum;
}

static double
percent_found (const Bench *bench,
               int          reader)
{
  return bench->n_videos > 0 ? 100. * bench->found[reader] / bench->n_videos : 0;
}

static void
print_table (Bench *bench)
{
  printf ("%-14s", "hits, %");
  for (int i = 0; i < N_READERS; i++)
    printf ("%11s", reader_is_there ((Reader) i) ? reader_get_name ((Reader) i) : "");
  printf ("\n%-14s", "all");
  for (int i = 0; i < N_READERS; i++)
    {
      Score sum = sum_scores (bench, (Reader) i);

      if (reader_is_there ((Reader) i))
        printf ("%11.1f", percent (&sum));
    }
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    {
      printf ("\n%-14s", frame_kind_get_name ((FrameKind) kind));
      for (int i = 0; i < N_READERS; i++)
        if (reader_is_there ((Reader) i))
          printf ("%11.0f", percent (&bench->scores[kind][i]));
    }
  printf ("\n%-14s", "video, 1 s");
  for (int i = 0; i < N_READERS; i++)
    if (reader_is_there ((Reader) i))
      printf ("%11.0f", percent_found (bench, i));
  printf ("\n%-14s", "wrong bytes");
  for (int i = 0; i < N_READERS; i++)
    if (reader_is_there ((Reader) i))
      printf ("%11u", sum_scores (bench, (Reader) i).wrong);
  printf ("\n%-14s", "ms, median");
  for (int i = 0; i < N_READERS; i++)
    if (reader_is_there ((Reader) i))
      printf ("%11.1f", quantile (bench->times[i], .5));
  printf ("\n%-14s", "ms, 95 %");
  for (int i = 0; i < N_READERS; i++)
    if (reader_is_there ((Reader) i))
      printf ("%11.1f", quantile (bench->times[i], .95));
  printf ("\nMilliseconds of processor time on frames of %u lines.\n", TIMED_HEIGHT);
  if (!reader_is_there (READER_ZXING))
    printf ("zxing-cpp was not there when this was built: left out.\n");
}

static void
print_json (Bench *bench)
{
  const char *between = "";

  printf ("{");
  for (int i = 0; i < N_READERS; i++)
    {
      Score sum = sum_scores (bench, (Reader) i);

      if (!reader_is_there ((Reader) i))
        continue;
      printf ("%s\"%s\": {\"all\": %.1f, \"wrong\": %u, \"median_ms\": %.2f, \"p95_ms\": %.2f, "
              "\"video_1s\": %.1f",
              between, reader_get_name ((Reader) i), percent (&sum), sum.wrong,
              quantile (bench->times[i], .5), quantile (bench->times[i], .95),
              percent_found (bench, i));
      for (int kind = 0; kind < N_FRAME_KINDS; kind++)
        printf (", \"%s\": %.1f", frame_kind_get_name ((FrameKind) kind),
                percent (&bench->scores[kind][i]));
      printf ("}");
      between = ", ";
    }
  printf ("}\n");
}

static void
run (int      n_frames,
     int      n_videos,
     int      first_seed,
     gboolean json)
{
  Bench bench = { .n_videos = (guint) n_videos };

  for (int i = 0; i < N_READERS; i++)
    {
      bench.readers[i] = vouch_qr_reader_new ();
      bench.times[i] = g_array_new (FALSE, FALSE, sizeof (double));
    }
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    for (int i = 0; i < n_frames; i++)
      {
        g_auto(Frame) frame = { NULL };

        frame_init (&frame, (FrameKind) kind, (guint32) (first_seed + i), 0);
        measure_frame (&bench, (FrameKind) kind, &frame);
      }
  videos_measure (bench.n_videos, (guint32) first_seed, bench.readers, bench.found);
  if (json)
    print_json (&bench);
  else
    print_table (&bench);
  for (int i = 0; i < N_READERS; i++)
    {
      g_array_unref (bench.times[i]);
      g_object_unref (bench.readers[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  int n_frames = 20;
  int n_videos = 20;
  int first_seed = FIRST_SEED;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "frames", 0, 0, G_OPTION_ARG_INT, &n_frames, "Frames of each kind", "N" },
    { "videos", 0, 0, G_OPTION_ARG_INT, &n_videos, "Videos of a second", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &first_seed, "The first frame's seed", "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print JSON instead of a table", NULL },
    { NULL }
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  run (MAX (1, n_frames), MAX (0, n_videos), first_seed, json);
  return EXIT_SUCCESS;
}
