/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-file"

#include "vouch-key-file.h"

#include <string.h>

#include "vouch-picture-reader.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"

#define LIMIT (64 * 1024)   /* bytes; a key is near the beginning of a file */

static void
free_buffer (gpointer buffer)
{
  explicit_bzero (buffer, LIMIT);
  g_free (buffer);
}

/* A file that is neither text with a key nor a picture has no key. That is no error. */
static void
on_picture_read_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) codes = vouch_picture_read_finish (result, &error);
  char *key = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  for (guint i = 0; codes != NULL && key == NULL && i < codes->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (g_ptr_array_index (codes, i), &size);

      key = vouch_recovery_key_find (data, (gssize) size);
    }
  g_task_return_pointer (task, key, (GDestroyNotify) vouch_secret_free);
}

static void
on_read_all_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  char *key;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &length, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  key = vouch_recovery_key_find (g_task_get_task_data (task), (gssize) length);
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) vouch_secret_free);
  else
    vouch_picture_read_file_async (G_FILE (g_task_get_source_object (task)),
                                   g_task_get_cancellable (task), on_picture_read_ready,
                                   g_object_ref (task));
}

static void
on_read_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_task_set_task_data (task, g_malloc0 (LIMIT), free_buffer);
  g_input_stream_read_all_async (G_INPUT_STREAM (stream), g_task_get_task_data (task), LIMIT,
                                 G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                 on_read_all_ready, g_object_ref (task));
}

void
vouch_key_file_read_async (GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_key_file_read_async);
  g_file_read_async (file, G_PRIORITY_DEFAULT, cancellable, on_read_ready, task);
}

char *
vouch_key_file_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
