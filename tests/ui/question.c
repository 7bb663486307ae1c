/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "question.h"

#include "wait.h"

#include <adwaita.h>
#include <string.h>

#if ADW_CHECK_VERSION (1, 5, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest libadwaita that is supported */
static GtkWidget *
find_in (GtkWidget  *window,
         const char *words)
{
  g_autoptr(GListModel) dialogs = NULL;

  if (!ADW_IS_APPLICATION_WINDOW (window))
    return NULL;

  dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));
  for (guint i = 0; i < g_list_model_get_n_items (dialogs); i++)
    {
      g_autoptr(AdwAlertDialog) dialog = g_list_model_get_item (dialogs, i);

      if (strstr (adw_alert_dialog_get_body (dialog), words) != NULL)
        return GTK_WIDGET (dialog);
    }
  return NULL;
}

void
question_answer (GtkWidget  *question,
                 const char *response)
{
  g_signal_emit_by_name (question, "response", response);
  adw_dialog_force_close (ADW_DIALOG (question));
  wait_run_pending ();
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static GtkWidget *
find_in (GtkWidget  *window,
         const char *words)
{
  if (ADW_IS_MESSAGE_DIALOG (window) &&
      strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (window)), words) != NULL)
    return window;
  return NULL;
}

void
question_answer (GtkWidget  *question,
                 const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (GTK_WINDOW (question));
  wait_run_pending ();
}
#endif

GtkWidget *
question_find (const char *words)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *question = find_in (window, words);

      if (question != NULL)
        return question;
    }
  return NULL;
}
