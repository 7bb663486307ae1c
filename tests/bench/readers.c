/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers.h"

#include "other-readers.h"

#include <time.h>

static const struct {
  const char *name;
  guint       n_slots;
} readers[N_READERS] = {
  [READER_ONE_SLOT] = { "one-slot", 1 },
  [READER_TWO_SLOTS] = { "two-slots", 2 },
  [READER_ALL_SLOTS] = { "all-slots", VOUCH_QR_READER_SLOTS },
  [READER_ZBAR] = { "zbar", 0 },
  [READER_ZXING] = { "zxing", 0 },
};

const char *
reader_get_name (Reader reader)
{
  return readers[reader].name;
}

guint
reader_get_n_slots (Reader reader)
{
  return readers[reader].n_slots;
}

gboolean
reader_is_there (Reader reader)
{
#ifdef HAVE_ZXING
  return TRUE;
#else
  return reader != READER_ZXING;
#endif
}

/* Returns: processor time, so that other programs on the machine do not count */
static double
get_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static GBytes *
read_slots (VouchQrReader *ours,
            const Frame   *frame,
            guint          first_slot,
            guint          n_slots)
{
  GBytes *bytes = NULL;

  for (guint i = 0; bytes == NULL && i < n_slots; i++)
    bytes = vouch_qr_reader_read (ours, frame->pixels, frame->width, frame->height, frame->width,
                                  first_slot + i, NULL);
  return bytes;
}

GBytes *
reader_read (Reader         reader,
             VouchQrReader *ours,
             const Frame   *frame,
             guint          first_slot,
             double        *milliseconds)
{
  double start = get_milliseconds ();
  GBytes *bytes;

  if (readers[reader].n_slots > 0)
    bytes = read_slots (ours, frame, first_slot, readers[reader].n_slots);
#ifdef HAVE_ZXING
  else if (reader == READER_ZXING)
    bytes = other_zxing_read (frame->pixels, frame->width, frame->height);
#endif
  else
    bytes = other_zbar_read (frame->pixels, frame->width, frame->height);
  *milliseconds = get_milliseconds () - start;
  return bytes;
}
