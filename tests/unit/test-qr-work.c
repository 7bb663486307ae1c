/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-code.h"
#include "vouch-qr-equaliser.h"
#include "vouch-qr-map.h"
#include "vouch-qr-reader.h"
#include "vouch-qr-zbar.h"

#include <string.h>

/* The largest cost of a frame. The linker wraps the expensive steps with these counters, so the
 * result does not depend on the speed of the machine. */

#define WIDTH 1280
#define HEIGHT 720

typedef struct {
  gint64 looked;       /* pixels of difference maps */
  gint64 straightened; /* pixels */
  gint64 equalised;    /* modules */
  gint64 scanned;      /* pixels that zbar scans */
  gint64 scans;
} Work;

static Work work;

void     __real_vouch_qr_map_compute (VouchQrMap             *map,
                                      const VouchQrImage     *image,
                                      int                     radius,
                                      int                     threshold);
void     __wrap_vouch_qr_map_compute (VouchQrMap             *map,
                                      const VouchQrImage     *image,
                                      int                     radius,
                                      int                     threshold);
void     __real_vouch_qr_straighten  (VouchQrImage           *straight,
                                      const VouchQrImage     *source,
                                      const VouchQrTransform *transform,
                                      float                   width,
                                      float                   module,
                                      float                   border,
                                      gboolean                inverted);
void     __wrap_vouch_qr_straighten  (VouchQrImage           *straight,
                                      const VouchQrImage     *source,
                                      const VouchQrTransform *transform,
                                      float                   width,
                                      float                   module,
                                      float                   border,
                                      gboolean                inverted);
void     __real_vouch_qr_equalise    (VouchQrGrid            *grid,
                                      VouchQrBlur            *blur);
void     __wrap_vouch_qr_equalise    (VouchQrGrid            *grid,
                                      VouchQrBlur            *blur);
GBytes  *__real_vouch_qr_zbar_scan   (VouchQrZbar            *zbar,
                                      const VouchQrImage     *image,
                                      gboolean                inverted);
GBytes  *__wrap_vouch_qr_zbar_scan   (VouchQrZbar            *zbar,
                                      const VouchQrImage     *image,
                                      gboolean                inverted);

void
__wrap_vouch_qr_map_compute (VouchQrMap         *map,
                             const VouchQrImage *image,
                             int                 radius,
                             int                 threshold)
{
  work.looked += (gint64) image->width * image->height;
  __real_vouch_qr_map_compute (map, image, radius, threshold);
}

void
__wrap_vouch_qr_straighten (VouchQrImage           *straight,
                            const VouchQrImage     *source,
                            const VouchQrTransform *transform,
                            float                   width,
                            float                   module,
                            float                   border,
                            gboolean                inverted)
{
  __real_vouch_qr_straighten (straight, source, transform, width, module, border, inverted);
  work.straightened += (gint64) straight->width * straight->height;
}

void
__wrap_vouch_qr_equalise (VouchQrGrid *grid,
                          VouchQrBlur *blur)
{
  work.equalised += (gint64) grid->layout.width * grid->layout.width;
  __real_vouch_qr_equalise (grid, blur);
}

GBytes *
__wrap_vouch_qr_zbar_scan (VouchQrZbar        *zbar,
                           const VouchQrImage *image,
                           gboolean            inverted)
{
  work.scanned += (gint64) image->width * image->height;
  work.scans++;
  return __real_vouch_qr_zbar_scan (zbar, image, inverted);
}

/* Draws many codes of @size bytes with a third of the data overwritten. All look readable, and none
 * is. */
static guint8 *
draw_wall (gsize size,
           int   module)
{
  g_autofree guint8 *data = g_malloc0 (size);
  g_autoptr(GBytes) payload = g_bytes_new_static (data, size);
  g_autoptr(VouchQrCode) code = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  guint8 *pixels = g_malloc (WIDTH * HEIGHT);
  int width, pitch;

  code = vouch_qr_code_new (payload);
  width = (int) vouch_qr_code_get_width (code);
  pitch = width + 4;
  for (int y = 0; y < HEIGHT; y += module)
    for (int x = 0; x < WIDTH; x += module)
      {
        int column = x / module % pitch - 2, row = y / module % pitch - 2;
        gboolean inside = column >= 0 && row >= 0 && column < width && row < width;
        gboolean dark = inside && vouch_qr_code_get_module (code, (guint) column, (guint) row);

        if (inside && MAX (column, row) >= 9 && MIN (column, row) > 6 && column < width - 9 &&
            g_rand_int_range (random, 0, 3) == 0)
          dark = !dark;
        for (int j = y; j < MIN (y + module, HEIGHT); j++)
          memset (pixels + j * WIDTH + x, dark ? 20 : 230, (gsize) MIN (module, WIDTH - x));
      }
  return pixels;
}

/* Each limit is a budget of 30 ms for one kind of step. */
static void
test_wall (void)
{
  static const gsize sizes[] = { 20, 122, 1050 };
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  gint64 most_equalised = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int module = 3; module < 5; module++)
      {
        g_autofree guint8 *pixels = draw_wall (sizes[i], module);

        for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS; slot++)
          {
            work = (Work) { 0 };
            g_assert_null (vouch_qr_reader_read (reader, pixels, WIDTH, HEIGHT, WIDTH, slot, NULL));
            g_test_message ("%zu bytes, %d pixels, slot %u: looked at %" G_GINT64_FORMAT
                            ", straightened %" G_GINT64_FORMAT ", equalised %" G_GINT64_FORMAT
                            ", scanned %" G_GINT64_FORMAT, sizes[i], module, slot, work.looked,
                            work.straightened, work.equalised, work.scanned);
            g_assert_cmpint (work.looked, <=, 6000000);
            g_assert_cmpint (work.straightened, <=, 3000000);
            g_assert_cmpint (work.equalised, <=, 20000);
            g_assert_cmpint (work.scanned, <=, 1500000);
            g_assert_cmpint (work.scans, <=, 10);
            most_equalised = MAX (most_equalised, work.equalised);
          }
      }
  /* The budget must not be so small that nothing is done. */
  g_assert_cmpint (most_equalised, >, 41 * 41);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qr-work/wall-of-corner-squares/stays-within-budget", test_wall);
  return g_test_run ();
}
