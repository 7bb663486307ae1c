/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-compat"

#include "vouch-compat.h"

#include <glib/gi18n.h>

#include "vouch-desktop-wait.h"
#include "vouch-portal.h"
#include "vouch-repairs.h"
#include "vouch-security-delay.h"

#define RESPONSE_ANSWER "answer"
#define RESPONSE_CANCEL "cancel"

#define HOMEPAGE "https://github.com/vouchapp/Vouch"   /* as the metainfo file says */

static GtkWindow *
get_window (GtkWidget *parent)
{
  GtkRoot *root = gtk_widget_get_root (parent);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_ask_response (AdwMessageDialog *dialog,
                 const char       *response,
                 GTask            *task)
{
  g_autoptr(GTask) own_task = task;

  g_signal_handlers_disconnect_by_func (g_task_get_source_object (task), gtk_window_close, dialog);
  g_task_return_boolean (own_task, g_str_equal (response, RESPONSE_ANSWER));
}

/* GTK moves the focus by itself when what had it goes out of sight, but only after that. It leaves
 * the ring around what had it no longer than this: that has to be painted over. */
static gboolean
take_focus (GtkWidget     *button,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  GtkWidget *before = gtk_root_get_focus (gtk_widget_get_root (button));

  gtk_widget_grab_focus (button);
  if (before != NULL)
    gtk_widget_queue_draw (before);
  return G_SOURCE_REMOVE;
}

static void
on_cancel_map (GtkWidget *button)
{
  gtk_widget_add_tick_callback (button, take_focus, NULL, NULL);
}

/* The dialog has each answer twice: for side by side, and for one above the other in a narrow
 * window. Then the first one, which gets the focus, is the one that changes something. */
static void
prefer_cancel (GtkWidget *parent)
{
  if (GTK_IS_BUTTON (parent) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (parent)), _("_Cancel")) == 0)
    g_signal_connect_after (parent, "map", G_CALLBACK (on_cancel_map), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    prefer_cancel (child);
}

static void
on_delay_notify_over (VouchSecurityDelay *delay,
                      GParamSpec         *pspec,
                      AdwMessageDialog   *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, RESPONSE_ANSWER,
                                           vouch_security_delay_get_over (delay));
}

/* The delay lives as long as the dialog. */
static void
delay_answer (AdwMessageDialog *dialog)
{
  VouchSecurityDelay *delay = vouch_security_delay_new (GTK_WIDGET (dialog));

  adw_message_dialog_set_response_enabled (dialog, RESPONSE_ANSWER, FALSE);
  g_signal_connect_object (delay, "notify::over", G_CALLBACK (on_delay_notify_over), dialog, 0);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (g_object_unref), delay,
                           G_CONNECT_SWAPPED);
}

void
vouch_ask_async (GtkWidget           *parent,
                 const char          *heading,
                 const char          *body,
                 const char          *answer,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  vouch_ask_to_leave_async (parent, heading, body, _("_Cancel"), answer, callback, user_data);
}

void
vouch_ask_to_leave_async (GtkWidget           *parent,
                          const char          *heading,
                          const char          *body,
                          const char          *stay,
                          const char          *answer,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (get_window (parent), heading, body));
  adw_message_dialog_add_responses (dialog,
                                    RESPONSE_CANCEL, stay,
                                    RESPONSE_ANSWER, answer,
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ANSWER, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  prefer_cancel (GTK_WIDGET (dialog));
  vouch_name_buttons (GTK_WIDGET (dialog));
  vouch_repair_labels (GTK_WIDGET (dialog));
  delay_answer (dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (on_ask_response),
                    g_task_new (parent, NULL, callback, user_data));
  g_signal_connect_object (parent, "unmap",
                           G_CALLBACK (gtk_window_close), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
vouch_ask_finish (GtkWidget    *parent,
                  GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
vouch_tell (GtkWidget  *parent,
            const char *heading,
            const char *body)
{
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  dialog = adw_message_dialog_new (get_window (parent), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL, _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), RESPONSE_CANCEL);
  vouch_name_buttons (dialog);
  vouch_repair_labels (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The task owns the chooser, which is destroyed when the task ends. */
static void
on_chooser_response (GtkNativeDialog *chooser,
                     int              response,
                     GTask           *task)
{
  g_autoptr(GTask) own_task = task;
  g_autoptr(GFile) file = NULL;

  g_signal_handlers_disconnect_by_data (chooser, task);
  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_task_return_pointer (own_task, g_steal_pointer (&file), g_object_unref);
}

static void
end_chooser (GtkNativeDialog *chooser)
{
  gtk_native_dialog_hide (chooser);
  g_signal_emit_by_name (chooser, "response", GTK_RESPONSE_CANCEL);
}

/* Not modal: for a modal chooser of a portal, GTK blocks all input of the window from the call on,
 * also when the portal never answers. */
static void
on_portal_wait_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GtkNativeDialog *chooser = g_task_get_task_data (task);
  GtkWidget *parent = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (!vouch_portal_wait_finish (result, &error) || !gtk_widget_get_mapped (parent))
    {
      g_task_return_pointer (task, NULL, NULL);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
        vouch_desktop_wait_fail (parent, _("Your desktop did not open the window for files. If "
                                           "you need it, log out and in again."), NULL);
      return;
    }

  g_signal_connect_object (parent, "unmap", G_CALLBACK (end_chooser), chooser, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (end_chooser),
                           chooser, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (chooser, FALSE);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response),
                    g_steal_pointer (&task));
  gtk_native_dialog_show (chooser);
}

static void
show_chooser (GtkWidget            *parent,
              GtkFileChooserNative *chooser,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_task_data (task, chooser, g_object_unref);
  vouch_desktop_wait_begin (parent, task,
                            _("Waiting for the window for files. It may be behind this one."),
                            NULL);
  vouch_portal_wait_async (cancellable, on_portal_wait_ready, task);
}

void
vouch_choose_file_async (GtkWidget           *parent,
                         const char          *title,
                         GListModel          *filters,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  chooser = gtk_file_chooser_native_new (title, get_window (parent), GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _("_Open"), _("_Cancel"));
  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr(GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  show_chooser (parent, chooser, callback, user_data);
}

void
vouch_choose_save_file_async (GtkWidget           *parent,
                              const char          *title,
                              const char          *name,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GtkFileChooserNative *chooser;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  chooser = gtk_file_chooser_native_new (title, get_window (parent), GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  show_chooser (parent, chooser, callback, user_data);
}

GFile *
vouch_choose_file_finish (GtkWidget    *parent,
                          GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* A web address, which opens a browser; not a "beeper://" address, which brings Beeper to the
 * front. */
static gboolean
is_page (const char *uri)
{
  return g_str_has_prefix (uri, "http");
}

/* @error: (transfer full) (nullable) */
static void
end_link (GTask  *task,
          GError *error)
{
  const char *uri = g_task_get_task_data (task);
  g_autoptr(GError) own_error G_GNUC_UNUSED = error;

  g_task_return_boolean (task, error == NULL);
  if (error == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;

  g_debug ("No program opens links: %s %d", g_quark_to_string (error->domain), error->code);
  vouch_desktop_wait_fail (g_task_get_source_object (task),
                           is_page (uri)
                           ? _("No browser opened. Copy the address, and paste it into a browser "
                               "on this computer.")
                           : _("Beeper's window could not be shown. Look for it among your open "
                               "windows."),
                           is_page (uri) ? uri : NULL);
}

static void
on_launch_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  g_app_info_launch_default_for_uri_finish (result, &error);
  end_link (task, error);
}

static void
on_link_portal_wait_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (
    gtk_widget_get_display (g_task_get_source_object (task)));
  GError *error = NULL;

  if (vouch_portal_wait_finish (result, &error))
    g_app_info_launch_default_for_uri_async (g_task_get_task_data (task),
                                             G_APP_LAUNCH_CONTEXT (context),
                                             g_task_get_cancellable (task),
                                             on_launch_ready, g_object_ref (task));
  else
    end_link (task, error);
}

void
vouch_open_link (GtkWidget  *parent,
                 const char *uri)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (uri != NULL);

  task = g_task_new (parent, cancellable, NULL, NULL);
  g_task_set_task_data (task, g_strdup (uri), g_free);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  vouch_desktop_wait_begin (parent, task,
                            is_page (uri)
                            ? _("Waiting for the browser to open.")
                            : _("Waiting for Beeper's window."),
                            is_page (uri) ? uri : NULL);
  vouch_portal_wait_async (cancellable, on_link_portal_wait_ready, g_steal_pointer (&task));
}

void
vouch_show_about (GtkWidget  *parent,
                  const char *report)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  adw_show_about_window (get_window (parent),
                         "application-name", "Vouch",
                         "application-icon", VOUCH_APPLICATION_ID,
                         "version", VOUCH_VERSION,
                         "developer-name", _("The Vouch authors"),
                         "copyright", "© The Vouch authors",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Vouch helps you set up Beeper on this computer, step by "
                                       "step, with your phone at hand.\n\nVouch is not made by "
                                       "Beeper. It talks to the Beeper that you choose, and to "
                                       "nothing else."),
                         "website", HOMEPAGE,
                         "support-url", HOMEPAGE "#readme",
                         "issue-url", HOMEPAGE "/issues",
                         "debug-info", report,
                         "debug-info-filename", "vouch-problem-report.txt",
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

gboolean
vouch_find_on_surface (GtkWidget        *widget,
                       graphene_point_t *corner,
                       double           *scale)
{
  GtkNative *native;
  GdkSurface *surface;
  double left;
  double top;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  native = gtk_widget_get_native (widget);
  surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  if (surface == NULL ||
      !gtk_widget_compute_point (widget, GTK_WIDGET (native), graphene_point_zero (), corner))
    return FALSE;

  gtk_native_get_surface_transform (native, &left, &top);
  corner->x += (float) left;
  corner->y += (float) top;
#if GTK_CHECK_VERSION (4, 12, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest GTK that is supported */
  *scale = gdk_surface_get_scale (surface);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  *scale = gdk_surface_get_scale_factor (surface);
#endif
  return TRUE;
}

void
vouch_announce (GtkWidget  *widget,
                const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

#if GTK_CHECK_VERSION (4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest GTK that is supported */
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}
