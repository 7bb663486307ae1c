/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-picture-decoder"

#include "vouch-picture-decoder.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "vouch-qr-reader.h"

/* The bytes of one write to a loader, which can be stopped as soon as it knows the size. */
#define CHUNK (64 * 1024)

/* The limit of the memory for pixels. libjpeg can unpack a half, a quarter or an eighth of a
 * picture with memory for that only. */
#define PIXELS_MAX (40 * 1000 * 1000)
#define PIXELS_JPEG_MAX (250 * 1000 * 1000)

/* The number of codes in a picture that are told apart. */
#define CODES_MAX 32

/* From this number of codes on there can be more than the reader finds at once: a sheet of
 * labels. */
#define CODES_MANY 4

/* The number of pictures of an animation that are searched. */
#define PICTURES_MAX 40

/* The tiles in which a large picture is searched at its own size, and their overlap. */
#define TILE 1600
#define OVERLAP 400

/* The sizes in which a picture is searched: first a quick one, then the finest that is allowed,
 * then one in which a sharp and noisy code is smooth. */
static const int sides[] = { 1600, 3600, 800 };

G_DEFINE_QUARK (vouch-picture-error-quark, vouch_picture_error)

static gboolean
is_jpeg (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;

  return g_strcmp0 (name, "jpeg") == 0;
}

static void
on_size_prepared (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gboolean        *is_too_large)
{
  gint64 n_pixels = (gint64) width * height;

  if (n_pixels <= PIXELS_MAX)
    return;
  if (is_jpeg (loader) && n_pixels <= PIXELS_JPEG_MAX)
    {
      int shift = 1;

      while (n_pixels >> (2 * shift) > PIXELS_MAX)
        shift++;
      gdk_pixbuf_loader_set_size (loader, MAX (1, width >> shift), MAX (1, height >> shift));
      return;
    }

  /* Nothing is allocated for a picture without a size. */
  *is_too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* Some loaders report no error for a file that ends too soon. */
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

/* Returns: (transfer full): the type, by the first bytes of the file */
static char *
guess_type (GBytes *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file, &size);

  return g_content_type_guess (NULL, data, MIN (size, CHUNK), NULL);
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
    if (!gdk_pixbuf_loader_write (loader, data + i, MIN (CHUNK, size - i), error) || *stop ||
        is_drawing (loader))
      return FALSE;
  return TRUE;
}

static VouchPictureError
classify (const GError *error,
          const char   *type,
          gboolean      is_too_large,
          gboolean      is_a_drawing)
{
  if (is_too_large)
    return VOUCH_PICTURE_ERROR_TOO_LARGE;
  if (is_a_drawing)
    return VOUCH_PICTURE_ERROR_DRAWING;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE) ||
      g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNSUPPORTED_OPERATION))
    return g_str_has_prefix (type, "image/") ? VOUCH_PICTURE_ERROR_FORMAT
                                             : VOUCH_PICTURE_ERROR_UNKNOWN;
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    return VOUCH_PICTURE_ERROR_TOO_LARGE;
  return VOUCH_PICTURE_ERROR_DAMAGED;
}

/* The unpacked part of a damaged picture counts too: a code may be in it. */
static GdkPixbufAnimation *
unpack (GBytes      *file,
        const char  *type,
        gboolean    *is_damaged,
        GError     **error)
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
                   classify (failure, type, is_too_large, is_drawing (loader)),
                   "No picture: %s", failure != NULL ? failure->message : "none of use");
      return NULL;
    }

  /* Some loaders report no area. */
  *is_damaged = !complete || (bottom > 0 && bottom < gdk_pixbuf_get_height (pixbuf));
  return g_object_ref (gdk_pixbuf_loader_get_animation (loader));
}

/* Brightness as a camera would see it.
 * @ground: the brightness behind a transparent picture */
static guint8 *
make_grey (GdkPixbuf *pixbuf,
           guint      ground)
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

        grey[(gsize) y * width + x] = (shade * opacity + ground * (255 - opacity)) / 255;
      }
  return grey;
}

/* Returns: whether it was not there */
static gboolean
add_code (GPtrArray *codes,
          GBytes    *code)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_bytes_equal (g_ptr_array_index (codes, i), code))
      return FALSE;
  g_ptr_array_add (codes, g_bytes_ref (code));
  return TRUE;
}

/* Searches with @n_slots slots of the reader, with each until it finds nothing new. */
static void
read_grey (GdkPixbuf *picture,
           guint      ground,
           guint      n_slots,
           GPtrArray *codes)
{
  guint width = (guint) gdk_pixbuf_get_width (picture);
  guint height = (guint) gdk_pixbuf_get_height (picture);
  g_autofree guint8 *grey = make_grey (picture, ground);
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();

  for (guint slot = 0; slot < n_slots; slot++)
    {
      gboolean is_new = TRUE;

      while (is_new && codes->len < CODES_MAX)
        {
          g_autoptr(GBytes) code = vouch_qr_reader_read (reader, grey, width, height, width, slot,
                                                         NULL);

          is_new = code != NULL && add_code (codes, code);
        }
    }
}

/* Transparent pictures have light modules as often as dark ones: both grounds are tried. */
static void
read_pixels (GdkPixbuf *picture,
             guint      n_slots,
             GPtrArray *codes)
{
  read_grey (picture, 255, n_slots, codes);
  if (gdk_pixbuf_get_has_alpha (picture))
    read_grey (picture, 0, n_slots, codes);
}

static void
read_at (GdkPixbuf *picture,
         int        side,
         GPtrArray *codes)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  int longest = MAX (width, height);
  g_autoptr(GdkPixbuf) scaled = NULL;

  if (longest > side)
    scaled = gdk_pixbuf_scale_simple (picture, MAX ((gint64) width * side / longest, 1),
                                      MAX ((gint64) height * side / longest, 1),
                                      GDK_INTERP_BILINEAR);
  else
    scaled = g_object_ref (picture);
  if (scaled != NULL)
    read_pixels (scaled, VOUCH_QR_READER_SLOTS, codes);
}

/* @side: of a tile, in pixels
 * @overlap: the largest code that is certain to lie in one of them */
static void
read_tiles (GdkPixbuf *picture,
            int        side,
            int        overlap,
            GPtrArray *codes)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);

  for (int y = 0; y == 0 || y + overlap < height; y += side - overlap)
    for (int x = 0; x == 0 || x + overlap < width; x += side - overlap)
      {
        g_autoptr(GdkPixbuf) tile = gdk_pixbuf_new_subpixbuf (picture, x, y, MIN (side, width - x),
                                                              MIN (side, height - y));

        read_pixels (tile, 1, codes);
      }
}

/* A size above that of the picture shows nothing new. */
static void
look (GdkPixbuf *picture,
      GPtrArray *codes)
{
  int longest = MAX (gdk_pixbuf_get_width (picture), gdk_pixbuf_get_height (picture));
  int last = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    if (MIN (sides[i], longest) != last)
      {
        last = MIN (sides[i], longest);
        read_at (picture, last, codes);
      }
  /* A code in a corner of a large picture may be too small in any size but its own. */
  if (longest > sides[0])
    read_tiles (picture, TILE, OVERLAP, codes);
  if (codes->len >= CODES_MANY)
    read_tiles (picture, MIN (TILE, longest / 2), MIN (TILE, longest / 2) / 2, codes);
}

/* Searches the pictures of an animation one after the other, as far as the first with a code. Its
 * clock is ours: no time passes. */
static void
look_at_pictures (GdkPixbufAnimation *animation,
                  GPtrArray          *codes)
{
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  GTimeVal time = { 0 };
  g_autoptr(GdkPixbufAnimationIter) iter = gdk_pixbuf_animation_get_iter (animation, &time);

  for (guint i = 0; i < PICTURES_MAX && codes->len == 0; i++)
    {
      int delay = gdk_pixbuf_animation_iter_get_delay_time (iter);

      read_at (gdk_pixbuf_animation_iter_get_pixbuf (iter), sides[0], codes);
      if (delay < 0)
        break;
      g_time_val_add (&time, MAX (delay, 1) * 1000L);
      gdk_pixbuf_animation_iter_advance (iter, &time);
    }
  G_GNUC_END_IGNORE_DEPRECATIONS
}

/**
 * vouch_picture_decode:
 * @file: the content of a picture file, of any type that this computer has a loader for
 *
 * Returns: (transfer full) (element-type GBytes) (nullable): the bytes of the codes in it, at least
 *   one; else an error of #VouchPictureError
 */
GPtrArray *
vouch_picture_decode (GBytes  *file,
                      GError **error)
{
  g_autoptr(GdkPixbufAnimation) animation = NULL;
  g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *type = NULL;
  VouchPictureError failure = VOUCH_PICTURE_ERROR_NO_CODE;
  gboolean is_damaged;

  g_return_val_if_fail (file != NULL, NULL);

  type = guess_type (file);
  if (g_content_type_is_a (type, "image/svg+xml"))
    {
      g_set_error_literal (error, VOUCH_PICTURE_ERROR, VOUCH_PICTURE_ERROR_DRAWING,
                           "This is a drawing");
      return NULL;
    }

  animation = unpack (file, type, &is_damaged, error);
  if (animation == NULL)
    return NULL;

  look (gdk_pixbuf_animation_get_static_image (animation), codes);
  if (codes->len == 0 && !gdk_pixbuf_animation_is_static_image (animation))
    {
      failure = VOUCH_PICTURE_ERROR_ANIMATION;
      look_at_pictures (animation, codes);
    }
  if (codes->len > 0)
    return g_steal_pointer (&codes);

  g_set_error_literal (error, VOUCH_PICTURE_ERROR,
                       is_damaged ? VOUCH_PICTURE_ERROR_DAMAGED : failure,
                       "There is no code in this picture");
  return NULL;
}
