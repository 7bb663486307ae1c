/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-picture-reader"

#include "vouch-picture-reader.h"

#define CHUNK (1024 * 1024)

/* The preferred type first: programs offer the same picture in many types, and converting costs
 * them time. */
static const char * const mime_types[] = {
  "image/png", "image/jpeg", "image/webp", "image/avif", "image/heif", "image/heic", "image/jxl",
  "image/gif", "image/bmp", "image/tiff", NULL
};

/* A picture that is read and searched for codes. */
typedef struct {
  GInputStream *stream;   /* owned, nullable */
  GByteArray   *data;     /* owned: the bytes so far */
} Journey;

static void read_more (GTask *task);

static void
journey_free (gpointer data)
{
  Journey *journey = data;

  g_clear_object (&journey->stream);
  g_byte_array_unref (journey->data);
  g_free (journey);
}

static GTask *
begin (GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Journey *journey = g_new0 (Journey, 1);

  journey->data = g_byte_array_new ();
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, journey, journey_free);
  return task;
}

/* @error: (transfer full): of reading */
static void
return_unreadable (GTask  *task,
                   GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_debug ("A picture cannot be read: %s %d", g_quark_to_string (error->domain), error->code);
      g_error_free (error);
      error = g_error_new_literal (VOUCH_PICTURE_ERROR, VOUCH_PICTURE_ERROR_UNREADABLE,
                                   "The picture cannot be read");
    }
  g_task_return_error (task, error);
}

static void
return_nothing (GTask *task)
{
  g_task_return_new_error (task, VOUCH_PICTURE_ERROR, VOUCH_PICTURE_ERROR_NOTHING,
                           "There is no picture");
}

static void
decode_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Journey *journey = task_data;
  g_autoptr(GBytes) file = g_bytes_new_static (journey->data->data, journey->data->len);
  GError *error = NULL;
  GPtrArray *codes = vouch_picture_decode (file, &error);

  if (codes != NULL)
    g_task_return_pointer (task, codes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_read_bytes_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Journey *journey = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) chunk = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      return_unreadable (task, error);
      return;
    }

  g_byte_array_append (journey->data, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  if (journey->data->len > VOUCH_PICTURE_MAXIMUM_BYTES)
    g_task_return_new_error (task, VOUCH_PICTURE_ERROR, VOUCH_PICTURE_ERROR_TOO_LARGE,
                             "The picture is too large");
  else if (g_bytes_get_size (chunk) > 0)
    read_more (task);
  else
    g_task_run_in_thread (task, decode_in_thread);
}

static void
read_more (GTask *task)
{
  Journey *journey = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (journey->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_read_bytes_ready,
                                   g_object_ref (task));
}

/* @stream: (transfer full) */
static void
read_stream (GTask        *task,
             GInputStream *stream)
{
  Journey *journey = g_task_get_task_data (task);

  journey->stream = stream;
  read_more (task);
}

static void
on_file_read_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GFileInputStream *stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    read_stream (task, G_INPUT_STREAM (stream));
  else
    return_unreadable (task, error);
}

/* A folder has no bytes, and a pipe may never have any. */
static void
on_query_info_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GFileInfo) info = NULL;
  GError *error = NULL;

  info = g_file_query_info_finish (G_FILE (source), result, &error);
  if (info == NULL)
    return_unreadable (task, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return_nothing (task);
  else
    g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                       on_file_read_ready, g_object_ref (task));
}

static void
read_file (GTask *task,
           GFile *file)
{
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, g_task_get_cancellable (task), on_query_info_ready,
                           g_object_ref (task));
}

static void
read_first_file (GTask        *task,
                 const GValue *value,
                 GError       *error)
{
  GSList *files = value != NULL ? g_value_get_boxed (value) : NULL;

  if (files != NULL)
    read_file (task, files->data);
  else if (error != NULL)
    return_unreadable (task, g_error_copy (error));
  else
    return_nothing (task);
}

static void
on_clipboard_files_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);

  read_first_file (task, value, error);
}

static void
on_drop_files_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  gdk_drop_finish (GDK_DROP (source), value != NULL ? GDK_ACTION_COPY : 0);
  read_first_file (task, value, error);
}

static void
on_clipboard_read_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GInputStream *stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);

  if (stream != NULL)
    read_stream (task, stream);
  else
    return_unreadable (task, error);
}

static void
on_drop_read_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GInputStream *stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, &error);

  gdk_drop_finish (GDK_DROP (source), stream != NULL ? GDK_ACTION_COPY : 0);
  if (stream != NULL)
    read_stream (task, stream);
  else
    return_unreadable (task, error);
}

static gboolean
has_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
         gdk_content_formats_contain_mime_type (formats, "text/uri-list");
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; mime_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, mime_types[i]))
      return TRUE;
  return FALSE;
}

void
vouch_picture_read_file_async (GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = begin (cancellable, callback, user_data);

  g_return_if_fail (G_IS_FILE (file));

  read_file (task, file);
}

/* A picture itself, or else a file that was copied. */
void
vouch_picture_read_clipboard_async (GdkClipboard        *clipboard,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = begin (cancellable, callback, user_data);
  GdkContentFormats *formats;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  formats = gdk_clipboard_get_formats (clipboard);
  if (has_picture (formats))
    gdk_clipboard_read_async (clipboard, (const char **) mime_types, G_PRIORITY_DEFAULT,
                              cancellable, on_clipboard_read_ready, g_object_ref (task));
  else if (has_files (formats))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable,
                                    on_clipboard_files_ready, g_object_ref (task));
  else
    return_nothing (task);
}

/* The same. Ends the drop. */
void
vouch_picture_read_drop_async (GdkDrop             *drop,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = begin (cancellable, callback, user_data);
  GdkContentFormats *formats;

  g_return_if_fail (GDK_IS_DROP (drop));

  formats = gdk_drop_get_formats (drop);
  if (has_picture (formats))
    gdk_drop_read_async (drop, (const char **) mime_types, G_PRIORITY_DEFAULT, cancellable,
                         on_drop_read_ready, g_object_ref (task));
  else if (has_files (formats))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, cancellable,
                               on_drop_files_ready, g_object_ref (task));
  else
    {
      gdk_drop_finish (drop, 0);
      return_nothing (task);
    }
}

/**
 * vouch_picture_read_finish:
 *
 * Returns: (transfer full) (element-type GBytes) (nullable): the bytes of each code, at least one
 */
GPtrArray *
vouch_picture_read_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GdkContentFormats *
vouch_picture_get_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (gsize i = 0; mime_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_mime_type (builder, "text/uri-list");
  return gdk_content_formats_builder_free_to_formats (builder);
}
