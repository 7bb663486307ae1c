/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-reader"

#include "vouch-qr-reader.h"

#include "vouch-qr-decoder.h"
#include "vouch-qr-map.h"

#include <string.h>

/* The number of codes of a picture that are reported in turn. */
#define TOLD 8

/* Reads the exact bytes of the code in a grey frame, or gives a hint why there are none. Keeps its
 * buffers from frame to frame. Not thread-safe: use one reader in one thread at a time. */
struct _VouchQrReader
{
  GObject         parent_instance;

  VouchQrDecoder *decoder;  /* owned */
  VouchQrPyramid  pyramid;  /* owned */
  VouchQrMap      map;      /* owned */
  VouchQrImage    blurred;  /* owned */
  VouchQrBudget   budget;   /* of the frame that is being read */

  guint           told[TOLD];  /* hashes of the last codes, the newest first */
  VouchQrHint     hint;        /* the last one that a code gave */
  guint           n_unseen;    /* frames since a code was seen */
};

G_DEFINE_FINAL_TYPE (VouchQrReader, vouch_qr_reader, G_TYPE_OBJECT)

/* Smaller than the smallest code with one pixel a module. */
#define SIDE_MIN 21

/* The budget of a frame: 30 ms for 1280 × 720, in proportion to the pixels that are searched.
 * Making the halves of a frame is not included. */
#define FRAME_WORK (20 * 1000 * 1000)
#define FRAME_WORK_PIXEL 11

/* Measured costs: of a search, and of checking whether three squares can be those of a code. */
#define WORK_LOOK_PIXEL 5
#define WORK_TRY 30

/* The right triple is not always the likeliest, and the wrong ones are rejected quickly. */
#define MAX_TRIPLES 12

/* A likely code is worth some time, but a wall of corner squares is not. */
#define MAX_UNREAD 3

/* A larger picture is searched in a smaller size: this is enough for any code that a user means to
 * be read. */
#define LOCATE_PIXELS (2560 * 1600)

#define DARK_MAX 30

/* One way to search corner squares. Thresholds and surroundings that suit large, clear codes miss
 * small, dull ones, and the other way round. */
typedef struct {
  int      level;      /* 0: full size, 1: half */
  gboolean blurred;    /* against noise */
  int      radius;     /* of the surroundings, in pixels */
  int      threshold;  /* 0: not tried */
} Look;

#define MAX_LOOKS 5

/* The rotation. Nearly all codes are read by the first slot, most of them by its first search;
 * every sixth frame of a video can afford it, and a single picture needs it. The other slots find
 * codes that it misses. The last one has no search: it is zbar on the whole frame, for codes whose
 * corner squares are not found. */
static const Look slots[VOUCH_QR_READER_SLOTS][MAX_LOOKS] = {
  {
    { 1, FALSE, 12, 4 }, { 1, FALSE, 8, 2 }, { 1, TRUE, 12, 2 }, { 0, TRUE, 24, 3 },
    { 0, FALSE, 12, 5 },
  },
  { { 1, FALSE, 8, 2 }, { 0, TRUE, 12, 2 } },
  { { 0, FALSE, 8, 8 } },
  { { 1, FALSE, 12, 4 }, { 0, FALSE, 24, 3 } },
  { { 0, FALSE, 12, 12 }, { 1, TRUE, 24, 1 } },
  { { 0 } },
};

static void
vouch_qr_reader_finalize (GObject *object)
{
  VouchQrReader *self = VOUCH_QR_READER (object);

  g_clear_pointer (&self->decoder, vouch_qr_decoder_free);
  vouch_qr_pyramid_clear (&self->pyramid);
  vouch_qr_map_clear (&self->map);
  vouch_qr_image_clear (&self->blurred);

  G_OBJECT_CLASS (vouch_qr_reader_parent_class)->finalize (object);
}

static void
vouch_qr_reader_class_init (VouchQrReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vouch_qr_reader_finalize;
}

static void
vouch_qr_reader_init (VouchQrReader *self)
{
  self->decoder = vouch_qr_decoder_new ();
}

VouchQrReader *
vouch_qr_reader_new (void)
{
  return g_object_new (VOUCH_TYPE_QR_READER, NULL);
}

/* Halvings until a picture has at most @pixels. */
static int
level_for_size (const VouchQrImage *frame,
                gsize               pixels)
{
  gsize size = (gsize) frame->width * (gsize) frame->height;
  int level = 0;

  while (size >> (2 * level) > pixels)
    level++;
  return level;
}

/* Whether even the lighter parts of a picture are nearly black. */
static gboolean
is_dark (const VouchQrImage *image)
{
  int n_light = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      n_light += vouch_qr_image_row (image, y)[x] > DARK_MAX;
  return n_light < image->width * image->height / 20;
}

/* Returns: how many triples were found */
static int
locate (VouchQrReader *self,
        const Look    *look,
        int            level,
        VouchQrTriple *triples)
{
  const VouchQrImage *image = vouch_qr_pyramid_get_level (&self->pyramid, level);
  VouchQrSquare squares[VOUCH_QR_SQUARES_MAX];
  int n_squares;

  if (!vouch_qr_budget_spend (&self->budget, WORK_LOOK_PIXEL * (gint64) image->width
                                             * image->height))
    return 0;
  if (look->blurred)
    {
      vouch_qr_image_blur (&self->blurred, image);
      image = &self->blurred;
    }
  vouch_qr_map_compute (&self->map, image, look->radius, look->threshold);
  n_squares = vouch_qr_locate_squares (&self->map, squares);
  if (!vouch_qr_budget_spend (&self->budget, WORK_TRY * vouch_qr_triple_count (squares, n_squares)))
    return 0;
  return vouch_qr_triple_find (&self->map, squares, n_squares, triples, MAX_TRIPLES);
}

/* Returns: how long ago a code was reported; the largest value when it never was */
static int
get_age (VouchQrReader *self,
         GBytes        *code)
{
  guint hash = g_bytes_hash (code);
  int age = 0;

  while (age < TOLD && self->told[age] != hash)
    age++;
  return age;
}

static void
remember (VouchQrReader *self,
          GBytes        *code)
{
  guint hash = g_bytes_hash (code);
  int age = get_age (self, code);

  memmove (self->told + 1, self->told, (gsize) MIN (age, TOLD - 1) * sizeof *self->told);
  self->told[0] = hash;
}

/* @before: (transfer full) (nullable)
 * Returns: (transfer full) (nullable): the one of two codes that was not reported for longer */
static GBytes *
prefer (VouchQrReader *self,
        GBytes        *before,
        GBytes        *bytes)
{
  if (before != NULL && get_age (self, before) >= get_age (self, bytes))
    {
      g_bytes_unref (bytes);
      return before;
    }
  g_clear_pointer (&before, g_bytes_unref);
  return bytes;
}

/* A code that was reported before comes after others, since the wanted code may be beside it. */
static GBytes *
read_look (VouchQrReader *self,
           const Look    *look)
{
  int level = look->level + level_for_size (&self->pyramid.levels[0], LOCATE_PIXELS);
  VouchQrTriple triples[MAX_TRIPLES];
  int n_triples = locate (self, look, level, triples);
  int n_unread = 0;
  GBytes *found = NULL;

  for (int i = 0; i < n_triples && n_unread < MAX_UNREAD; i++)
    {
      VouchQrSight sight;
      GBytes *bytes = vouch_qr_decoder_read_triple (self->decoder, &self->pyramid, &triples[i],
                                                    level, &self->budget, &sight);

      if (bytes != NULL)
        {
          found = prefer (self, found, bytes);
          if (get_age (self, found) == TOLD)
            return found;
        }
      else if (sight.module > 0)
        {
          self->hint = vouch_qr_hint_for_sight (&sight);
          self->n_unseen = 0;
          n_unread++;
        }
    }
  return found;
}

static GBytes *
read_slot (VouchQrReader *self,
           const Look    *looks)
{
  GBytes *bytes = NULL;

  if (looks[0].threshold == 0)
    return vouch_qr_decoder_read_whole (self->decoder, &self->pyramid, &self->budget);
  for (int i = 0; bytes == NULL && i < MAX_LOOKS && looks[i].threshold > 0; i++)
    bytes = read_look (self, &looks[i]);
  return bytes;
}

/* Not every slot finds every code: the result of one is kept for a rotation. */
static VouchQrHint
choose_hint (VouchQrReader *self)
{
  if (self->n_unseen < VOUCH_QR_READER_SLOTS)
    return self->hint;
  return is_dark (vouch_qr_pyramid_get_level (&self->pyramid, 3)) ? VOUCH_QR_HINT_TOO_DARK
                                                                  : VOUCH_QR_HINT_NO_CODE;
}

/**
 * vouch_qr_reader_read:
 * @data: 8 bits a pixel, dark to light; @height rows of @stride bytes
 * @slot: the way to search, modulo %VOUCH_QR_READER_SLOTS
 * @hint: (out) (optional): why nothing was read
 *
 * Of several codes in a frame, one that was not reported before comes first, then the one that was
 * not reported for longest: the same slot of the same frame again gives another one.
 *
 * Takes 1 to 30 ms for any frame of 1280 × 720, and twice that for the largest ones: not for the
 * main thread.
 *
 * Returns: (transfer full) (nullable): exactly the bytes of a code
 */
GBytes *
vouch_qr_reader_read (VouchQrReader *self,
                      const guint8  *data,
                      guint          width,
                      guint          height,
                      gsize          stride,
                      guint          slot,
                      VouchQrHint   *hint)
{
  VouchQrImage frame;
  GBytes *bytes;

  g_return_val_if_fail (VOUCH_IS_QR_READER (self), NULL);
  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (stride >= width, NULL);

  if (hint != NULL)
    *hint = VOUCH_QR_HINT_NONE;
  if (width < SIDE_MIN || height < SIDE_MIN || width > VOUCH_QR_IMAGE_SIDE_MAX ||
      height > VOUCH_QR_IMAGE_SIDE_MAX)
    return NULL;

  vouch_qr_image_init_view (&frame, data, (int) width, (int) height, stride);
  vouch_qr_pyramid_set_frame (&self->pyramid, &frame);
  self->budget.left = FRAME_WORK + FRAME_WORK_PIXEL * (gint64) MIN (width * height, LOCATE_PIXELS);
  self->n_unseen++;
  bytes = read_slot (self, slots[slot % VOUCH_QR_READER_SLOTS]);
  if (bytes != NULL)
    remember (self, bytes);
  else if (hint != NULL)
    *hint = choose_hint (self);
  return bytes;
}
