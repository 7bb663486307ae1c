/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-picture-decoder"

#include "vouch-picture-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "vouch-qr-reader.h"

/* A loader is given this much at a time, so that it can be stopped as soon as it knows the size. */
#define CHUNK (64 * 1024)

/* The sides that a picture is looked at in: first one that is quick, then as fine as it may get,
 * then one in which a sharp and noisy code is smooth. */
static const int sides[] = { 1600, 3600, 800 };

G_DEFINE_QUARK (vouch-picture-error-quark, vouch_picture_error)

static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gboolean        *is_too_large)
{
  if ((gint64) width * height <= VOUCH_PICTURE_MAXIMUM_PIXELS)
    return;

  /* Nothing is allocated for a picture without a size. */
  *is_too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* Some loaders say nothing about a file that ends too soon. */
static void
on_area_updated (GdkPixbufLoader *loader,
                 int              x,
                 int              y,
                 int              width,
                 int              height,
                 int             *bottom)
{
  *bottom = MAX (*bottom, y + height);
}

static gboolean
is_drawing (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);

  return format != NULL && gdk_pixbuf_format_is_scalable (format);
}

static gboolean
looks_like_drawing (GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);
  g_autofree char *type = g_content_type_guess (NULL, data, MIN (size, CHUNK), NULL);

  return g_content_type_is_a (type, "image/svg+xml");
}

/* Returns: whether all of it was taken */
static gboolean
feed (GdkPixbufLoader  *loader,
      GBytes           *file,
      gboolean         *stop,
      GError          **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);

  for (gsize i = 0; i < size; i += CHUNK)
    if (!gdk_pixbuf_loader_write (loader, data + i, MIN (CHUNK, size - i), error) || *stop
        || is_drawing (loader))
      return FALSE;
  return TRUE;
}

static VouchPictureError
classify (const GError *error,
          gboolean      is_too_large,
          gboolean      is_a_drawing)
{
  if (is_too_large)
    return VOUCH_PICTURE_ERROR_TOO_LARGE;
  if (is_a_drawing)
    return VOUCH_PICTURE_ERROR_DRAWING;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE)
      || g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION))
    return VOUCH_PICTURE_ERROR_UNKNOWN;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return VOUCH_PICTURE_ERROR_TOO_LARGE;
  return VOUCH_PICTURE_ERROR_DAMAGED;
}

/* What could be unpacked of a damaged picture counts too, for a code may be in that part. */
static GdkPixbuf *
unpack (GBytes    *file,
        gboolean  *is_damaged,
        gboolean  *is_animation,
        GError   **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) failure = NULL;
  gboolean is_too_large = FALSE;
  gboolean complete;
  int bottom = 0;
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &is_too_large);
  g_signal_connect (loader, "area-updated", G_CALLBACK (on_area_updated), &bottom);
  complete = feed (loader, file, &is_too_large, &failure);
  if (!gdk_pixbuf_loader_close (loader, failure == NULL ? &failure : NULL))
    complete = FALSE;

  if (!is_too_large && !is_drawing (loader))
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL)
    {
      g_set_error (error, VOUCH_PICTURE_ERROR,
                   classify (failure, is_too_large, is_drawing (loader)),
                   "No picture: %s", failure != NULL ? failure->message : "none of use");
      return NULL;
    }

  *is_damaged = !complete || bottom < gdk_pixbuf_get_height (pixbuf);
  *is_animation = !gdk_pixbuf_animation_is_static_image (gdk_pixbuf_loader_get_animation (loader));
  return g_object_ref (pixbuf);
}

/* Brightness as a camera would see it, on white paper where the picture is transparent. */
static guint8 *
make_grey (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf);
  int height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  gsize stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint8 *grey = g_malloc ((gsize) width * height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = pixels + y * stride + (gsize) x * channels;
        guint shade = (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) >> 8;
        guint opacity = channels == 4 ? pixel[3] : 255;

        grey[(gsize) y * width + x] = (shade * opacity + 255 * (255 - opacity)) / 255;
      }
  return grey;
}

static GBytes *
read_at (GdkPixbuf *picture,
         int        side)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  int longest = MAX (width, height);
  g_autoptr(GdkPixbuf) scaled = NULL;
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autofree guint8 *grey = NULL;
  GBytes *code = NULL;

  if (longest > side)
    scaled = gdk_pixbuf_scale_simple (picture, MAX ((gint64) width * side / longest, 1),
                                      MAX ((gint64) height * side / longest, 1),
                                      GDK_INTERP_BILINEAR);
  else
    scaled = g_object_ref (picture);
  if (scaled == NULL)
    return NULL;

  grey = make_grey (scaled);
  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS && code == NULL; slot++)
    {
      VouchQrHint hint;

      code = vouch_qr_reader_read (reader, grey, gdk_pixbuf_get_width (scaled),
                                   gdk_pixbuf_get_height (scaled), gdk_pixbuf_get_width (scaled),
                                   slot, &hint);
    }
  return code;
}

/* A size that is above the picture's own shows nothing that the picture itself has not shown. */
static GBytes *
look (GdkPixbuf *picture)
{
  int longest = MAX (gdk_pixbuf_get_width (picture), gdk_pixbuf_get_height (picture));
  int last = 0;
  GBytes *code = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sides) && code == NULL; i++)
    if (MIN (sides[i], longest) != last)
      {
        last = MIN (sides[i], longest);
        code = read_at (picture, last);
      }
  return code;
}

/**
 * vouch_picture_decode:
 * @file: what a picture file holds, of any kind that is known here
 *
 * Of an animation only the first picture is looked at.
 *
 * Returns: (transfer full) (nullable): the bytes of the code in it; else an error of
 *   #VouchPictureError
 */
GBytes *
vouch_picture_decode (GBytes  *file,
                      GError **error)
{
  g_autoptr(GdkPixbuf) picture = NULL;
  VouchPictureError failure = VOUCH_PICTURE_ERROR_NO_CODE;
  gboolean is_damaged, is_animation;
  GBytes *code;

  g_return_val_if_fail (file != NULL, NULL);

  if (looks_like_drawing (file))
    {
      g_set_error_literal (error, VOUCH_PICTURE_ERROR, VOUCH_PICTURE_ERROR_DRAWING,
                           "This is a drawing");
      return NULL;
    }

  picture = unpack (file, &is_damaged, &is_animation, error);
  if (picture == NULL)
    return NULL;

  code = look (picture);
  if (code != NULL)
    return code;

  if (is_damaged)
    failure = VOUCH_PICTURE_ERROR_DAMAGED;
  else if (is_animation)
    failure = VOUCH_PICTURE_ERROR_ANIMATION;
  g_set_error_literal (error, VOUCH_PICTURE_ERROR, failure, "There is no code in this picture");
  return NULL;
}
