/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-generator.h"
#include "other-readers.h"
#include "vouch-qr-reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* How many generated frames of each kind are read, and how long that takes, side by side with other
 * readers. Its seeds are its own: neither tests nor tuning ever use them. */

#define FIRST_SEED 700000

/* Times are taken on frames of this height; hits on frames of all heights. */
#define TIMED_HEIGHT 720

typedef enum {
  READER_ONE_SLOT,
  READER_TWO_SLOTS,
  READER_ALL_SLOTS,
  READER_ZBAR,
  READER_ZXING,
  N_READERS,
} Reader;

static const char *const reader_names[N_READERS] = {
  "one-slot", "two-slots", "all-slots", "zbar", "zxing",
};

typedef struct {
  guint hits;
  guint wrong;
  guint frames;
} Score;

typedef struct {
  VouchQrReader *reader;                        /* owned */
  Score          scores[N_FRAME_KINDS][N_READERS];
  GArray        *times[N_READERS];              /* owned, of double: milliseconds */
} Bench;

static gboolean
has_reader (Reader reader)
{
#ifdef HAVE_ZXING
  return TRUE;
#else
  return reader != READER_ZXING;
#endif
}

static GBytes *
read_slots (VouchQrReader *reader,
            const Frame   *frame,
            guint          n_slots)
{
  GBytes *bytes = NULL;

  for (guint slot = 0; bytes == NULL && slot < n_slots; slot++)
    bytes = vouch_qr_reader_read (reader, frame->pixels, frame->width, frame->height, frame->width,
                                  slot, NULL);
  return bytes;
}

static GBytes *
read_frame (Bench       *bench,
            Reader       reader,
            const Frame *frame)
{
  switch (reader)
    {
    case READER_ONE_SLOT:
      return read_slots (bench->reader, frame, 1);
    case READER_TWO_SLOTS:
      return read_slots (bench->reader, frame, 2);
    case READER_ALL_SLOTS:
      return read_slots (bench->reader, frame, VOUCH_QR_READER_SLOTS);
    case READER_ZXING:
#ifdef HAVE_ZXING
      return other_zxing_read (frame->pixels, frame->width, frame->height);
#endif
    case READER_ZBAR:
    default:
      return other_zbar_read (frame->pixels, frame->width, frame->height);
    }
}

/* Right bytes count, wrong ones count separately: they must never come. */
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

/* Of the processor: what else runs on the machine does not count. */
static double
get_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static void
measure_frame (Bench       *bench,
               FrameKind    kind,
               const Frame *frame)
{
  for (int reader = 0; reader < N_READERS; reader++)
    {
      g_autoptr(GBytes) bytes = NULL;
      double start = get_milliseconds ();
      double time;

      if (!has_reader ((Reader) reader))
        continue;
      bytes = read_frame (bench, (Reader) reader, frame);
      time = get_milliseconds () - start;
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

/* Over all kinds that have a code in them. */
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

static void
print_table (Bench *bench)
{
  printf ("%-14s", "hits, %");
  for (int i = 0; i < N_READERS; i++)
    printf ("%11s", has_reader ((Reader) i) ? reader_names[i] : "");
  printf ("\n%-14s", "all");
  for (int i = 0; i < N_READERS; i++)
    {
      Score sum = sum_scores (bench, (Reader) i);

      if (has_reader ((Reader) i))
        printf ("%11.1f", percent (&sum));
    }
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    {
      printf ("\n%-14s", frame_kind_get_name ((FrameKind) kind));
      for (int i = 0; i < N_READERS; i++)
        if (has_reader ((Reader) i))
          printf ("%11.0f", percent (&bench->scores[kind][i]));
    }
  printf ("\n%-14s", "wrong bytes");
  for (int i = 0; i < N_READERS; i++)
    if (has_reader ((Reader) i))
      printf ("%11u", sum_scores (bench, (Reader) i).wrong);
  printf ("\n%-14s", "ms, median");
  for (int i = 0; i < N_READERS; i++)
    if (has_reader ((Reader) i))
      printf ("%11.1f", quantile (bench->times[i], .5));
  printf ("\n%-14s", "ms, 95 %");
  for (int i = 0; i < N_READERS; i++)
    if (has_reader ((Reader) i))
      printf ("%11.1f", quantile (bench->times[i], .95));
  printf ("\nMilliseconds of processor time on frames of %u lines.\n", TIMED_HEIGHT);
  if (!has_reader (READER_ZXING))
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

      if (!has_reader ((Reader) i))
        continue;
      printf ("%s\"%s\": {\"all\": %.1f, \"wrong\": %u, \"median_ms\": %.2f, \"p95_ms\": %.2f",
              between, reader_names[i], percent (&sum), sum.wrong,
              quantile (bench->times[i], .5), quantile (bench->times[i], .95));
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
     int      first_seed,
     gboolean json)
{
  Bench bench = { .reader = vouch_qr_reader_new () };

  for (int i = 0; i < N_READERS; i++)
    bench.times[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (int kind = 0; kind < N_FRAME_KINDS; kind++)
    for (int i = 0; i < n_frames; i++)
      {
        g_auto(Frame) frame = { NULL };

        frame_init (&frame, (FrameKind) kind, (guint32) (first_seed + i), 0);
        measure_frame (&bench, (FrameKind) kind, &frame);
      }
  if (json)
    print_json (&bench);
  else
    print_table (&bench);
  for (int i = 0; i < N_READERS; i++)
    g_array_unref (bench.times[i]);
  g_object_unref (bench.reader);
}

int
main (int   argc,
      char *argv[])
{
  int n_frames = 30;
  int first_seed = FIRST_SEED;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "frames", 0, 0, G_OPTION_ARG_INT, &n_frames, "Frames of each kind", "N" },
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
  run (MAX (1, n_frames), first_seed, json);
  return EXIT_SUCCESS;
}
