/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-print"

#include "vouch-key-print.h"

#include <glib/gi18n-lib.h>

#include "vouch-secret.h"

#define MARGIN_MM 20.0

/* A copy of the sheet: the dialog may stay open for long. */
typedef struct
{
  char   *key;       /* a secret */
  char   *account;
  char   *device;
  gint64  made;
} Copy;

static Copy *
copy_sheet (const VouchKeySheet *sheet)
{
  Copy *copy = g_new0 (Copy, 1);

  copy->key = vouch_secret_dup (sheet->key);
  copy->account = g_strdup (sheet->account);
  copy->device = g_strdup (sheet->device);
  copy->made = sheet->made;
  return copy;
}

static void
free_copy (gpointer data)
{
  Copy *copy = data;

  vouch_secret_free (copy->key);
  g_free (copy->account);
  g_free (copy->device);
  g_free (copy);
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              GTask             *task)
{
  Copy *copy = g_task_get_task_data (task);
  VouchKeySheet sheet = { copy->key, copy->account, copy->device, copy->made };

  vouch_key_sheet_draw (&sheet, gtk_print_context_get_cairo_context (context),
                        gtk_print_context_get_width (context),
                        gtk_print_context_get_height (context));
}

static void
on_done (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         GTask                   *task)
{
  GError *error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, result == GTK_PRINT_OPERATION_RESULT_APPLY);
}

static GtkPageSetup *
make_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();

  gtk_page_setup_set_top_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, MARGIN_MM, GTK_UNIT_MM);
  return setup;
}

void
vouch_key_print (const VouchKeySheet *sheet,
                 GtkWindow           *parent,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = make_page_setup ();
  GTask *task = g_task_new (NULL, NULL, callback, user_data);   /* owned by the last handler */

  g_task_set_source_tag (task, vouch_key_print);
  g_task_set_task_data (task, copy_sheet (sheet), free_copy);

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, _("Recovery Key for Beeper"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), task);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), task,
                         (GClosureNotify) (GCallback) g_object_unref, 0);

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

gboolean
vouch_key_print_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
