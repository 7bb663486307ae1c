/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-picture-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "vouch-qr-code.h"

static GBytes *
make_payload (void)
{
  guint8 data[122];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (guint8) (i * 167 + 3);
  memcpy (data, "MATRIX\002\001\000\040", 10);
  return g_bytes_new (data, sizeof data);
}

static void
draw_code (GdkPixbuf *pixbuf,
           GBytes    *payload,
           int        left,
           int        top,
           int        module,
           guint32    ink)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  int modules = vouch_qr_code_get_width (code);

  for (int y = 0; y < modules; y++)
    for (int x = 0; x < modules; x++)
      if (vouch_qr_code_get_module (code, x, y))
        {
          g_autoptr(GdkPixbuf) dot = gdk_pixbuf_new_subpixbuf (pixbuf, left + x * module,
                                                               top + y * module, module, module);

          gdk_pixbuf_fill (dot, ink);
        }
}

/* A picture of one colour with the code of @payload. Each module is @module pixels wide. */
static GdkPixbuf *
draw (GBytes  *payload,
      int      width,
      int      height,
      int      module,
      guint32  paper,
      guint32  ink)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, (paper & 0xff) < 0xff, 8, width, height);
  int side = (int) vouch_qr_code_get_width (code) * module;

  gdk_pixbuf_fill (pixbuf, paper);
  draw_code (pixbuf, payload, (width - side) / 2, (height - side) / 3, module, ink);
  return pixbuf;
}

static GBytes *
save (GdkPixbuf  *pixbuf,
      const char *kind)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, kind, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static gboolean
has_code (GPtrArray *codes,
          GBytes    *code)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_bytes_equal (g_ptr_array_index (codes, i), code))
      return TRUE;
  return FALSE;
}

#define PAPER 0xf4f4f0ff
#define INK 0x101018ff

static void
test_reads (void)
{
  static const struct {
    const char *kind;
    int         width;
    int         height;
    int         module;
    guint32     paper;
    guint32     ink;
  } cases[] = {
    { "png", 400, 400, 8, PAPER, INK },
    { "png", 1080, 2400, 20, PAPER, INK },     /* a screenshot of a phone */
    { "png", 400, 400, 8, 0x00000000, INK },
    { "png", 400, 400, 8, 0xffffff00, 0x000000ff },
    { "png", 400, 400, 8, 0x00000000, 0xffffffff },   /* for dark pages */
    { "png", 400, 400, 8, 0xffffff00, 0xe0e0e0ff },
    { "png", 400, 400, 8, 0x00000080, 0xffffffff },
    { "png", 400, 400, 8, 0x202020ff, 0xf0f0f0ff },
    { "jpeg", 800, 600, 7, PAPER, INK },
    { "jpeg", 4000, 3000, 8, PAPER, INK },     /* a photo from a distance */
    { "jpeg", 7400, 5600, 40, PAPER, INK },    /* larger than the pixels that are decoded */
    { "png", 3840, 2160, 3, PAPER, INK },      /* small in a large screenshot */
    { "bmp", 300, 300, 5, PAPER, INK },
    { "tiff", 300, 300, 5, PAPER, INK },
  };
  g_autoptr(GBytes) payload = make_payload ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = draw (payload, cases[i].width, cases[i].height, cases[i].module,
                                          cases[i].paper, cases[i].ink);
      g_autoptr(GBytes) file = save (pixbuf, cases[i].kind);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) codes = vouch_picture_decode (file, &error);

      g_test_message ("%zu", i);
      g_assert_no_error (error);
      g_assert_cmpuint (codes->len, ==, 1);
      g_assert_true (has_code (codes, payload));
    }
}

/* A picture has several codes. All are found, whichever is found first. */
static void
test_several (void)
{
  static const struct {
    int n_codes;
    int own_module;
    int other_module;
    int own_place;
  } cases[] = {
    { 2, 6, 6, 0 }, { 2, 6, 6, 1 }, { 2, 3, 12, 0 }, { 2, 3, 12, 1 }, { 2, 9, 4, 1 },
    { 3, 5, 8, 1 }, { 4, 5, 7, 2 },
  };
  g_autoptr(GBytes) payload = make_payload ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1900, 520);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) codes = NULL;
      g_autoptr(GBytes) file = NULL;

      gdk_pixbuf_fill (pixbuf, PAPER);
      for (int j = 0; j < cases[i].n_codes; j++)
        {
          g_autofree char *address = g_strdup_printf ("https://example.org/menu/%d", j);
          g_autoptr(GBytes) other = g_bytes_new (address, strlen (address));
          gboolean is_own = j == cases[i].own_place;

          draw_code (pixbuf, is_own ? payload : other, 40 + j * 450, 40,
                     is_own ? cases[i].own_module : cases[i].other_module, INK);
        }
      file = save (pixbuf, "png");
      codes = vouch_picture_decode (file, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (codes->len, ==, cases[i].n_codes);
      g_assert_true (has_code (codes, payload));
    }
}

/* A sheet of labels: corner squares of neighbouring codes are arranged like those of one code. */
static void
test_sheet (void)
{
  static const struct {
    int n_columns;
    int step;
    int own_module;
    int other_module;
    int own_place;
  } cases[] = {
    { 2, 250, 4, 4, 1 }, { 2, 250, 4, 4, 3 }, { 2, 400, 8, 7, 3 },
    { 3, 300, 4, 4, 0 }, { 3, 300, 4, 4, 4 }, { 3, 300, 4, 4, 8 },
  };
  g_autoptr(GBytes) payload = make_payload ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int side = cases[i].n_columns * cases[i].step + 40;
      g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) codes = NULL;
      g_autoptr(GBytes) file = NULL;

      gdk_pixbuf_fill (pixbuf, 0xffffffff);
      for (int j = 0; j < cases[i].n_columns * cases[i].n_columns; j++)
        {
          g_autofree char *address = g_strdup_printf ("https://example.org/menu/%d", j);
          g_autoptr(GBytes) other = g_bytes_new (address, strlen (address));
          gboolean is_own = j == cases[i].own_place;

          draw_code (pixbuf, is_own ? payload : other,
                     40 + j % cases[i].n_columns * cases[i].step,
                     40 + j / cases[i].n_columns * cases[i].step,
                     is_own ? cases[i].own_module : cases[i].other_module, 0x000000ff);
        }
      file = save (pixbuf, "png");
      codes = vouch_picture_decode (file, &error);
      g_test_message ("row %zu", i);
      g_assert_no_error (error);
      g_assert_true (has_code (codes, payload));
    }
}

static void
put_word (GByteArray *gif,
          int         word)
{
  const guint8 bytes[] = { (guint8) word, (guint8) (word >> 8) };

  g_byte_array_append (gif, bytes, 2);
}

/* Adds a picture to a GIF with nine bits a pixel. The LZW dictionary is cleared in time, so that
 * nothing is compressed. */
static void
add_picture (GByteArray *gif,
             GdkPixbuf  *pixbuf)
{
  static const guint8 control[] = { 0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0 };
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  g_autoptr(GByteArray) packed = g_byte_array_new ();
  guint bits = 0, n_bits = 0;

  g_byte_array_append (gif, control, sizeof control);
  put_word (gif, width);
  put_word (gif, height);
  g_byte_array_append (gif, (const guint8 *) "\0\010", 2);
  for (int i = 0; i <= width * height; i++)
    for (int part = i % 100 == 0 ? 0 : 1; part < 2; part++)
      {
        const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf)
                              + i / width * gdk_pixbuf_get_rowstride (pixbuf)
                              + i % width * gdk_pixbuf_get_n_channels (pixbuf);

        bits |= (part == 0 ? 256u : i == width * height ? 257u : pixel[0] > 127) << n_bits;
        for (n_bits += 9; n_bits >= 8; n_bits -= 8, bits >>= 8)
          g_byte_array_append (packed, (const guint8[]) { (guint8) bits }, 1);
      }
  g_byte_array_append (packed, (const guint8[]) { (guint8) bits }, 1);
  for (guint i = 0; i < packed->len; i += 255)
    {
      guint8 length = (guint8) MIN (255, packed->len - i);

      g_byte_array_append (gif, &length, 1);
      g_byte_array_append (gif, packed->data + i, length);
    }
  g_byte_array_append (gif, (const guint8 *) "\0", 1);
}

/* The code comes after other pictures, as in a recording of a screen. */
static void
test_animation (void)
{
  g_autoptr(GBytes) payload = make_payload ();

  for (int place = 0; place < 4; place++)
    {
      g_autoptr(GByteArray) gif = g_byte_array_new ();
      g_autoptr(GBytes) file = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) codes = NULL;

      g_byte_array_append (gif, (const guint8 *) "GIF89a", 6);
      put_word (gif, 240);
      put_word (gif, 240);
      g_byte_array_append (gif, (const guint8 *) "\367\0\0", 3);
      for (int i = 0; i < 256; i++)
        g_byte_array_append (gif, i == 0 ? (const guint8 *) "\0\0\0"
                                         : (const guint8 *) "\377\377\377", 3);
      for (int i = 0; i < 4; i++)
        {
          g_autoptr(GdkPixbuf) pixbuf = draw (payload, 240, 240, 5, 0xffffffff,
                                              i == place ? 0x000000ff : 0xffffffff);

          add_picture (gif, pixbuf);
        }
      g_byte_array_append (gif, (const guint8 *) ";", 1);
      file = g_bytes_new (gif->data, gif->len);
      codes = vouch_picture_decode (file, &error);
      g_assert_no_error (error);
      g_assert_true (has_code (codes, payload));
    }
}

static void
assert_refused (const void        *data,
                gsize              size,
                VouchPictureError  code)
{
  g_autoptr(GBytes) file = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;

  g_assert_null (vouch_picture_decode (file, &error));
  g_assert_error (error, VOUCH_PICTURE_ERROR, (int) code);
}

/* The beginning of a PNG of 8000 by 6250 pixels, which has the size of the picture */
static const guint8 huge_png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
  0x00, 0x00, 0x1f, 0x40, 0x00, 0x00, 0x18, 0x6a, 8, 2, 0, 0, 0, 0xea, 0x03, 0x22, 0x7d,
  0, 1, 0, 0, 'I', 'D', 'A', 'T', 0x78, 0x9c,
};

/* Two pictures of one pixel */
static const guint8 animation[] = {
  'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0,
  0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0,
  0x21, 0xf9, 4, 0, 10, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b,
};

static void
test_refuses (void)
{
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
  static const char svg_with_header[] = "<?xml version='1.0'?><!-- a drawing -->"
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='3'/></svg>";
  static const char text[] = "Dear diary,\n\ntoday I have verified my computer.\n";

  assert_refused (huge_png, sizeof huge_png, VOUCH_PICTURE_ERROR_TOO_LARGE);
  assert_refused (animation, sizeof animation, VOUCH_PICTURE_ERROR_ANIMATION);
  assert_refused (svg, sizeof svg - 1, VOUCH_PICTURE_ERROR_DRAWING);
  assert_refused (svg_with_header, sizeof svg_with_header - 1, VOUCH_PICTURE_ERROR_DRAWING);
  assert_refused ("gimp xcf file\0\0\0\1", 17, VOUCH_PICTURE_ERROR_FORMAT);
  assert_refused (text, sizeof text - 1, VOUCH_PICTURE_ERROR_UNKNOWN);
  assert_refused ("", 0, VOUCH_PICTURE_ERROR_UNKNOWN);
  assert_refused ("\0\0\0\0", 4, VOUCH_PICTURE_ERROR_UNKNOWN);
}

static void
test_truncated (void)
{
  g_autoptr(GBytes) payload = make_payload ();
  g_autoptr(GdkPixbuf) pixbuf = draw (payload, 400, 400, 8, PAPER, INK);
  g_autoptr(GBytes) png = save (pixbuf, "png");
  gsize size;
  const void *data = g_bytes_get_data (png, &size);

  assert_refused (data, size / 2, VOUCH_PICTURE_ERROR_DAMAGED);
  assert_refused (data, 40, VOUCH_PICTURE_ERROR_DAMAGED);
}

static void
test_no_code (void)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autoptr(GBytes) png = NULL;
  gsize size;
  const void *data;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  png = save (pixbuf, "png");
  data = g_bytes_get_data (png, &size);
  assert_refused (data, size, VOUCH_PICTURE_ERROR_NO_CODE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture-decoder/pictures-with-a-code/are-read", test_reads);
  g_test_add_func ("/picture-decoder/several-codes/all-are-found", test_several);
  g_test_add_func ("/picture-decoder/sheet-of-labels/code-is-found", test_sheet);
  g_test_add_func ("/picture-decoder/code-in-a-later-picture/is-found", test_animation);
  g_test_add_func ("/picture-decoder/not-a-photo/is-refused-with-a-reason", test_refuses);
  g_test_add_func ("/picture-decoder/truncated-file/is-damaged", test_truncated);
  g_test_add_func ("/picture-decoder/no-code/is-told", test_no_code);
  return g_test_run ();
}
