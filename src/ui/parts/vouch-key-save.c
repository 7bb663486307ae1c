/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-save"

#include "vouch-key-save.h"

#include <string.h>

#include "vouch-file.h"
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

/* Writes in a thread, so that a slow disk does not block the window. */
static void
write_file (GTask        *task,
            gpointer      source,
            gpointer      task_data,
            GCancellable *cancellable)
{
  const char *path = g_file_peek_path (source);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             "No folder of this computer");
  else if (vouch_file_replace (path, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_write_file_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GApplication *application = g_application_get_default ();
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  if (application != NULL)
    g_application_release (application);
}

/* The write is not cancelled. It holds the application, so that closing the window does not end the
 * program before its end. */
void
vouch_key_save_async (const VouchKeySheet *sheet,
                      GFile               *file,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (file, NULL, callback, user_data);
  GApplication *application = g_application_get_default ();
  g_autoptr(GBytes) contents = make_contents (sheet, file);
  g_autoptr(GTask) writing = NULL;

  g_task_set_source_tag (task, vouch_key_save_async);
  if (contents == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "The page cannot be drawn");
      g_object_unref (task);
      return;
    }

  if (application != NULL)
    g_application_hold (application);
  writing = g_task_new (file, NULL, on_write_file_ready, task);
  g_task_set_task_data (writing, g_bytes_ref (contents), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (writing, write_file);
}

gboolean
vouch_key_save_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
