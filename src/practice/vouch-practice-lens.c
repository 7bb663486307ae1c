/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-lens"

#include "vouch-practice-lens.h"

#include "vouch-qr-reader.h"

/* A picture of the window as plain bytes, for a thread. */
typedef struct
{
  guint8 *pixels;   /* owned: 4 bytes a pixel, all that the window draws is opaque */
  guint   width;
  guint   height;
} Shot;

static void
shot_free (Shot *shot)
{
  g_free (shot->pixels);
  g_free (shot);
}

static GdkTexture *
render (GtkWidget *window)
{
  GtkNative *native = gtk_widget_get_native (window);
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  g_autoptr(GdkPaintable) paintable = NULL;
  g_autoptr(GskRenderNode) node = NULL;
  GtkSnapshot *snapshot;

  if (renderer == NULL || gtk_widget_get_width (window) <= 0)
    return NULL;

  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot,
                          gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);

  return node != NULL ? gsk_renderer_render_texture (renderer, node, NULL) : NULL;
}

static Shot *
take_shot (GtkWidget *window)
{
  g_autoptr(GdkTexture) texture = render (window);
  Shot *shot;

  if (texture == NULL)
    return NULL;

  shot = g_new0 (Shot, 1);
  shot->width = (guint) gdk_texture_get_width (texture);
  shot->height = (guint) gdk_texture_get_height (texture);
  shot->pixels = g_malloc_n (shot->height, (gsize) shot->width * 4);
  gdk_texture_download (texture, shot->pixels, (gsize) shot->width * 4);
  return shot;
}

/* Converts in place. Codes are grey already, so any channel will do: the second byte is green in
 * every byte order. */
static void
make_grey (Shot *shot)
{
  for (gsize i = 0; i < (gsize) shot->width * shot->height; i++)
    shot->pixels[i] = shot->pixels[4 * i + 1];
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Shot *shot = task_data;
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  GBytes *payload = NULL;

  make_grey (shot);
  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS && payload == NULL; slot++)
    payload = vouch_qr_reader_read (reader, shot->pixels, shot->width, shot->height, shot->width,
                                    slot, NULL);

  g_task_return_pointer (task, payload, (GDestroyNotify) g_bytes_unref);
}

void
vouch_practice_lens_read_async (GtkWidget           *window,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Shot *shot = take_shot (window);

  g_task_set_source_tag (task, vouch_practice_lens_read_async);
  if (shot == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_task_set_task_data (task, shot, (GDestroyNotify) shot_free);
  g_task_run_in_thread (task, read_in_thread);
}

GBytes *
vouch_practice_lens_read_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
