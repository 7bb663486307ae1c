/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-save"

#include "vouch-key-save.h"

#include <string.h>

#include "vouch-secret.h"

static GBytes *
make_contents (const VouchKeySheet *sheet,
               GFile               *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *folded = name != NULL ? g_ascii_strdown (name, -1) : NULL;
  char *text;

  if (folded != NULL && g_str_has_suffix (folded, ".pdf"))
    return vouch_key_sheet_to_pdf (sheet);

  text = vouch_key_sheet_to_text (sheet);
  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) vouch_secret_free, text);
}

static void
on_close_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_write_all_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task), on_close_ready, g_object_ref (task));
}

static void
on_replace_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileOutputStream) stream = NULL;
  GBytes *contents = g_task_get_task_data (task);

  stream = g_file_replace_finish (G_FILE (source), result, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_output_stream_write_all_async (G_OUTPUT_STREAM (stream), g_bytes_get_data (contents, NULL),
                                   g_bytes_get_size (contents), G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_write_all_ready,
                                   g_object_ref (task));
}

/* A file that was there gives way to a new one: keeping it would keep its permissions. */
void
vouch_key_save (const VouchKeySheet *sheet,
                GFile               *file,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  GTask *task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_key_save);
  g_task_set_task_data (task, make_contents (sheet, file), (GDestroyNotify) g_bytes_unref);
  g_file_replace_async (file, NULL, FALSE,
                        G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                        G_PRIORITY_DEFAULT, cancellable, on_replace_ready, task);
}

gboolean
vouch_key_save_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
