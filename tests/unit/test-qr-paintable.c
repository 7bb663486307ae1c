/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-qr-paintable.h"

#include <gtk/gtk.h>
#include <math.h>
#include <string.h>
#include <zbar.h>

/* Like a verification code: text, a NUL at byte 8, then bytes of every value */
static GBytes *
make_payload (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 167 + 3);
  memcpy (data, "MATRIX\002\001\000\040", MIN (size, 10));
  return g_bytes_new_take (data, size);
}

/* Paints as on a screen of this scale, in the grey of decoders, on white. Only the whole device
 * pixels.
 *
 * @x, @y: where the paintable is, in logical pixels */
static GBytes *
paint (VouchQrPaintable *paintable,
       int               width,
       int               height,
       double            scale,
       int               x,
       int               y)
{
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  int columns = (int) (width * scale);
  int rows = (int) (height * scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, columns, rows);
  cairo_t *cairo = cairo_create (surface);
  guint8 *grey = g_malloc ((gsize) columns * rows);

  vouch_qr_paintable_set_place (paintable, scale, x * scale, y * scale);
  gdk_paintable_snapshot (GDK_PAINTABLE (paintable), snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_translate (cairo, -floor (x * scale), -floor (y * scale));
  cairo_scale (cairo, scale, scale);
  cairo_translate (cairo, x, y);
  gsk_render_node_draw (node, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      grey[row * columns + column] = cairo_image_surface_get_data (surface)
        [row * cairo_image_surface_get_stride (surface) + 4 * column];
  cairo_surface_destroy (surface);
  return g_bytes_new_take (grey, (gsize) columns * rows);
}

static GBytes *
decode (GBytes *grey,
        int     width,
        int     height)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  const zbar_symbol_t *symbol;
  GBytes *bytes = NULL;

  zbar_image_scanner_request_dbus (scanner, 0);
  zbar_image_scanner_set_config (scanner, 0, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, g_bytes_get_data (grey, NULL), g_bytes_get_size (grey), NULL);
  zbar_scan_image (scanner, image);
  symbol = zbar_image_first_symbol (image);
  if (symbol != NULL)
    bytes = g_bytes_new (zbar_symbol_get_data (symbol), zbar_symbol_get_data_length (symbol));
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return bytes;
}

/* The length of each run of equal pixels is a multiple of the module: nothing is blurred, and all
 * modules have the same size. */
static void
assert_whole_pixels (GBytes *grey,
                     int     width,
                     int     height,
                     int     module)
{
  const guint8 *data = g_bytes_get_data (grey, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0, start = -1; x < width; x++)
      {
        guint8 value = data[y * width + x];

        g_assert_true (value == 0 || value == 255);
        if (x == 0 || value == data[y * width + x - 1])
          continue;
        g_assert_cmpint (start < 0 ? 0 : (x - start) % module, ==, 0);
        start = x;
      }
}

/* ISO/IEC 18004 requires four white modules on each side. */
static void
assert_border (GBytes *grey,
               int     width,
               int     height,
               int     border)
{
  const guint8 *data = g_bytes_get_data (grey, NULL);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (x < border || y < border || x >= width - border || y >= height - border)
        g_assert_cmpint (data[y * width + x], ==, 255);
}

static void
check_picture (gsize  size,
               int    width,
               int    height,
               double scale,
               int    place,
               int    module)
{
  int columns = (int) (width * scale);
  int rows = (int) (height * scale);
  g_autoptr(GBytes) payload = make_payload (size);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autoptr(VouchQrPaintable) paintable = vouch_qr_paintable_new ();
  g_autoptr(GBytes) grey = NULL;
  g_autoptr(GBytes) decoded = NULL;

  g_test_message ("%zu bytes, %d × %d at %g, %d", size, width, height, scale, place);
  vouch_qr_paintable_set_code (paintable, code);
  grey = paint (paintable, width, height, scale, place, 2 * place);
  assert_whole_pixels (grey, columns, rows, module);
  assert_border (grey, columns, rows, 4 * module);
  decoded = decode (grey, columns, rows);
  g_assert_nonnull (decoded);
  g_assert_true (g_bytes_equal (decoded, payload));
}

static void
test_decodes_back (void)
{
  static const struct {
    gsize  payload;
    int    width;
    int    height;
    double scale;
    int    module;   /* expected width in device pixels */
  } cases[] = {
    { 122, 296, 296, 1, 6 },     { 122, 320, 320, 2, 13 },    { 122, 331, 517, 1, 6 },
    { 122, 700, 401, 2, 16 },    { 150, 342, 342, 1, 6 },     { 102, 901, 901, 1, 20 },
    { 122, 333, 333, 3, 20 },    { 1, 320, 320, 1, 11 },      { 122, 320, 320, 1.25, 8 },
    { 122, 320, 320, 1.5, 9 },   { 122, 320, 320, 1.75, 11 }, { 122, 331, 517, 1.25, 8 },
    { 122, 700, 401, 1.75, 14 }, { 150, 342, 342, 1.5, 9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int place = 0; place < 8; place++)   /* at each part of a device pixel */
      check_picture (cases[i].payload, cases[i].width, cases[i].height, cases[i].scale, place,
                     cases[i].module);
}

static void
test_wanted_size (void)
{
  static const struct {
    gsize payload;
    int   side;
  } cases[] = {
    { 1, 320 },       /* 29 modules of 6 pixels are too small for phones */
    { 122, 320 },
    { 150, 320 },
    { 180, 6 * 57 },
    { 2953, 6 * 185 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) payload = make_payload (cases[i].payload);
      g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
      g_autoptr(VouchQrPaintable) paintable = vouch_qr_paintable_new ();

      vouch_qr_paintable_set_code (paintable, code);
      g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (paintable)), ==,
                       cases[i].side);
      g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (paintable)), ==,
                       cases[i].side);
      g_assert_cmpfloat (gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (paintable)), ==,
                         1);
    }
}

static void
test_nothing_to_show (void)
{
  g_autoptr(VouchQrPaintable) paintable = vouch_qr_paintable_new ();
  g_autoptr(GBytes) payload = make_payload (122);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  g_autoptr(GBytes) empty = paint (paintable, 320, 320, 1, 0, 0);
  g_autoptr(GBytes) cramped = NULL;

  assert_border (empty, 320, 320, 160);

  vouch_qr_paintable_set_code (paintable, code);
  cramped = paint (paintable, 40, 40, 1, 0, 0);
  assert_border (cramped, 40, 40, 20);
}

static void
count (guint *calls)
{
  *calls += 1;
}

static void
test_announces_changes (void)
{
  g_autoptr(VouchQrPaintable) paintable = vouch_qr_paintable_new ();
  g_autoptr(GBytes) payload = make_payload (122);
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  guint contents = 0, notifies = 0;

  g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (count), &contents);
  g_signal_connect_swapped (paintable, "notify", G_CALLBACK (count), &notifies);
  vouch_qr_paintable_set_code (paintable, code);
  vouch_qr_paintable_set_code (paintable, code);
  vouch_qr_paintable_set_place (paintable, 1.25, 2.5, 5);
  vouch_qr_paintable_set_place (paintable, 1.25, 2.5, 5);
  g_assert_cmpuint (contents, ==, 2);
  g_assert_cmpuint (notifies, ==, 1);
  g_assert_finalize_object (g_steal_pointer (&paintable));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init_check ();   /* no display is needed, but the types of the render nodes are */
  g_test_add_func ("/qr-paintable/painted-code/is-read-back", test_decodes_back);
  g_test_add_func ("/qr-paintable/payload/wants-a-size-for-phones", test_wanted_size);
  g_test_add_func ("/qr-paintable/no-code-or-no-room/shows-a-border", test_nothing_to_show);
  g_test_add_func ("/qr-paintable/code-changes/is-announced-once", test_announces_changes);
  return g_test_run ();
}
