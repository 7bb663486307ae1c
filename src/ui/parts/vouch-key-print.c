/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-print"

#include "vouch-key-print.h"

#include <glib/gi18n.h>

#include "vouch-desktop-wait.h"
#include "vouch-portal.h"
#include "vouch-secret.h"

#define MARGIN_MM 20.0

/* A copy of the sheet, because the dialog may stay open for long */
typedef struct
{
  char   *key;       /* a secret */
  char   *account;
  char   *device;
  gint64  made;

  GtkPrintOperation *operation;   /* borrowed; NULL unless it runs */
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
  Copy *copy = g_task_get_task_data (task);
  GError *error = NULL;

  copy->operation = NULL;
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

/* The user did not wait for the dialog. A dialog that appears late prints nothing and has no
 * key. */
static void
on_cancelled (GTask *task)
{
  Copy *copy = g_task_get_task_data (task);
  GtkPrintOperation *operation = g_steal_pointer (&copy->operation);

  if (operation == NULL)
    return;
  gtk_print_operation_cancel (operation);
  g_task_return_error_if_cancelled (task);
  g_signal_handlers_disconnect_by_data (operation, task);
}

static void
run (GTask *task)
{
  Copy *copy = g_task_get_task_data (task);
  GtkWidget *parent = g_task_get_source_object (task);
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = make_page_setup ();

  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, _("Recovery Key for Beeper"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), task);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), g_object_ref (task),
                         (GClosureNotify) (GCallback) g_object_unref, 0);
  g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (on_cancelled),
                           task, G_CONNECT_SWAPPED);
  copy->operation = operation;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (parent)), NULL);
}

static void
on_portal_wait_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!vouch_portal_wait_finish (result, &error))
    g_task_return_error (task, error);
  else if (!gtk_widget_get_mapped (g_task_get_source_object (task)))
    g_task_return_boolean (task, FALSE);   /* the page is gone */
  else
    run (task);
}

void
vouch_key_print_async (const VouchKeySheet *sheet,
                       GtkWidget           *parent,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_key_print_async);
  g_task_set_task_data (task, copy_sheet (sheet), free_copy);
  vouch_desktop_wait_begin (parent, task,
                            _("Waiting for the window for printing. It may be behind this one."),
                            NULL);
  vouch_portal_wait_async (cancellable, on_portal_wait_ready, task);
}

gboolean
vouch_key_print_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
