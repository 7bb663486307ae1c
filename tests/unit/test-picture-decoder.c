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

/* The code of @payload, each module @module pixels wide, somewhere in a grey picture. */
static GdkPixbuf *
draw (GBytes   *payload,
      int       width,
      int       height,
      int       module,
      gboolean  transparent)
{
  g_autoptr(VouchQrCode) code = vouch_qr_code_new (payload);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, transparent, 8, width, height);
  int modules = vouch_qr_code_get_width (code);
  int left = (width - modules * module) / 2, top = (height - modules * module) / 3;

  gdk_pixbuf_fill (pixbuf, transparent ? 0x00000000 : 0xf4f4f0ff);
  for (int y = 0; y < modules; y++)
    for (int x = 0; x < modules; x++)
      if (vouch_qr_code_get_module (code, x, y))
        {
          g_autoptr(GdkPixbuf) dot = gdk_pixbuf_new_subpixbuf (pixbuf, left + x * module,
                                                               top + y * module, module, module);

          gdk_pixbuf_fill (dot, 0x101018ff);
        }
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

static void
test_reads (void)
{
  static const struct {
    const char *kind;
    int         width;
    int         height;
    int         module;
    gboolean    transparent;
  } cases[] = {
    { "png", 400, 400, 8, FALSE },
    { "png", 1080, 2400, 20, FALSE },     /* the screenshot of a phone */
    { "png", 400, 400, 8, TRUE },
    { "jpeg", 800, 600, 7, FALSE },
    { "jpeg", 4000, 3000, 8, FALSE },     /* a photograph from far away */
    { "bmp", 300, 300, 5, FALSE },
    { "tiff", 300, 300, 5, FALSE },
  };
  g_autoptr(GBytes) payload = make_payload ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = draw (payload, cases[i].width, cases[i].height, cases[i].module,
                                          cases[i].transparent);
      g_autoptr(GBytes) file = save (pixbuf, cases[i].kind);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) read = vouch_picture_decode (file, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (read, payload));
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

/* The beginning of a PNG of 8000 by 6250 pixels: its size is known long before its end. */
static const guint8 huge_png[] = {
  0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
  0x00, 0x00, 0x1f, 0x40, 0x00, 0x00, 0x18, 0x6a, 8, 2, 0, 0, 0, 0xea, 0x03, 0x22, 0x7d,
  0, 1, 0, 0, 'I', 'D', 'A', 'T', 0x78, 0x9c,
};

/* Two pictures of one pixel. */
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
  assert_refused (text, sizeof text - 1, VOUCH_PICTURE_ERROR_UNKNOWN);
  assert_refused ("", 0, VOUCH_PICTURE_ERROR_UNKNOWN);
  assert_refused ("\0\0\0\0", 4, VOUCH_PICTURE_ERROR_UNKNOWN);
}

static void
test_truncated (void)
{
  g_autoptr(GBytes) payload = make_payload ();
  g_autoptr(GdkPixbuf) pixbuf = draw (payload, 400, 400, 8, FALSE);
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
  g_test_add_func ("/picture-decoder/reads", test_reads);
  g_test_add_func ("/picture-decoder/refuses", test_refuses);
  g_test_add_func ("/picture-decoder/truncated", test_truncated);
  g_test_add_func ("/picture-decoder/no-code", test_no_code);
  return g_test_run ();
}
