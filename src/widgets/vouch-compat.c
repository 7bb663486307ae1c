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

/* Questions. Since libadwaita 1.5 they are shown inside the window, before that in one of their
 * own. */
#if ADW_CHECK_VERSION (1, 5, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest libadwaita that is supported */
/* The dialog has the heading twice: a large label, and a smaller one where the large one is too
 * wide. It measures the large one for that width, too, and GTK warns about a label that cannot
 * wrap. */
static void
let_headings_wrap (GtkWidget *parent)
{
  if (GTK_IS_LABEL (parent) && gtk_widget_has_css_class (parent, "title-2"))
    gtk_label_set_wrap (GTK_LABEL (parent), TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    let_headings_wrap (child);
}

/* The widgets in it, which are not below the dialog before that is presented. */
static GtkWidget *
get_contents (GtkWidget *question)
{
  return adw_dialog_get_child (ADW_DIALOG (question));
}

static GtkWidget *
new_question (GtkWidget  *parent,
              const char *heading,
              const char *body)
{
  GtkWidget *question = GTK_WIDGET (adw_alert_dialog_new (heading, body));

  let_headings_wrap (get_contents (question));
  return question;
}

static void
add_response (GtkWidget  *question,
              const char *response,
              const char *label)
{
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (question), response, label);
}

static void
set_responses (GtkWidget *question)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (question);

  adw_alert_dialog_set_response_appearance (dialog, RESPONSE_ANSWER, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, RESPONSE_CANCEL);
}

static void
enable_answer (GtkWidget *question,
               gboolean   enabled)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (question), RESPONSE_ANSWER, enabled);
}

static void
present_question (GtkWidget *question,
                  GtkWidget *parent)
{
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (question), RESPONSE_CANCEL);
  adw_dialog_present (ADW_DIALOG (question), parent);
}

static void
close_question (GtkWidget *question)
{
  adw_dialog_force_close (ADW_DIALOG (question));
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static GtkWidget *
new_question (GtkWidget  *parent,
              const char *heading,
              const char *body)
{
  return adw_message_dialog_new (get_window (parent), heading, body);
}

static GtkWidget *
get_contents (GtkWidget *question)
{
  return question;
}

static void
add_response (GtkWidget  *question,
              const char *response,
              const char *label)
{
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (question), response, label);
}

static void
set_responses (GtkWidget *question)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (question);

  adw_message_dialog_set_response_appearance (dialog, RESPONSE_ANSWER, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, RESPONSE_CANCEL);
}

static void
enable_answer (GtkWidget *question,
               gboolean   enabled)
{
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (question), RESPONSE_ANSWER,
                                           enabled);
}

static void
present_question (GtkWidget *question,
                  GtkWidget *parent)
{
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), RESPONSE_CANCEL);
  gtk_window_present (GTK_WINDOW (question));
}

static void
close_question (GtkWidget *question)
{
  gtk_window_close (GTK_WINDOW (question));
}
#endif

static void
on_ask_response (GtkWidget  *question,
                 const char *response,
                 GTask      *task)
{
  g_autoptr(GTask) own_task = task;

  g_signal_handlers_disconnect_by_data (question, task);
  g_signal_handlers_disconnect_by_func (g_task_get_source_object (task), close_question, question);
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
                      GtkWidget          *question)
{
  enable_answer (question, vouch_security_delay_get_over (delay));
}

/* The delay lives as long as the question. */
static void
delay_answer (GtkWidget *question)
{
  VouchSecurityDelay *delay = vouch_security_delay_new (question);

  enable_answer (question, FALSE);
  g_signal_connect_object (delay, "notify::over", G_CALLBACK (on_delay_notify_over), question, 0);
  g_signal_connect_object (question, "destroy", G_CALLBACK (g_object_unref), delay,
                           G_CONNECT_SWAPPED);
}

static void
ask (GtkWidget           *parent,
     const char          *heading,
     const char          *body,
     gboolean             use_markup,
     const char          *stay,
     const char          *answer,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  GtkWidget *question = new_question (parent, heading, body);

  g_object_set (question, "body-use-markup", use_markup, NULL);
  add_response (question, RESPONSE_CANCEL, stay);
  add_response (question, RESPONSE_ANSWER, answer);
  set_responses (question);
  prefer_cancel (get_contents (question));
  vouch_name_buttons (get_contents (question));
  vouch_repair_labels (get_contents (question));
  delay_answer (question);
  g_signal_connect (question, "response", G_CALLBACK (on_ask_response),
                    g_task_new (parent, NULL, callback, user_data));
  g_signal_connect_object (parent, "unmap",
                           G_CALLBACK (close_question), question, G_CONNECT_SWAPPED);
  present_question (question, parent);
}

void
vouch_ask_async (GtkWidget           *parent,
                 const char          *heading,
                 const char          *body,
                 const char          *answer,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));
  ask (parent, heading, body, FALSE, _("_Cancel"), answer, callback, user_data);
}

void
vouch_ask_with_markup_async (GtkWidget           *parent,
                             const char          *heading,
                             const char          *markup,
                             const char          *answer,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));
  ask (parent, heading, markup, TRUE, _("_Cancel"), answer, callback, user_data);
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
  g_return_if_fail (GTK_IS_WIDGET (parent));
  ask (parent, heading, body, FALSE, stay, answer, callback, user_data);
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
  GtkWidget *question;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  question = new_question (parent, heading, body);
  add_response (question, RESPONSE_CANCEL, _("_Close"));
  vouch_name_buttons (get_contents (question));
  vouch_repair_labels (get_contents (question));
  present_question (question, parent);
}

/* Choosers of files. The task owns the chooser, and has the function that asks for it as its tag.
 * Not modal: for a modal chooser of a portal, GTK blocks all input of the window from the call on,
 * also when the portal never answers. */
#if GTK_CHECK_VERSION (4, 10, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest GTK that is supported */
static gpointer
new_chooser (GtkWidget  *parent,
             const char *title,
             GListModel *filters,
             const char *name)
{
  GtkFileDialog *chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, title);
  gtk_file_dialog_set_accept_label (chooser, name != NULL ? _("_Save") : _("_Open"));
  gtk_file_dialog_set_modal (chooser, FALSE);
  if (filters != NULL)
    gtk_file_dialog_set_filters (chooser, filters);
  if (name != NULL)
    gtk_file_dialog_set_initial_name (chooser, name);
  return chooser;
}

static void
on_file_dialog_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GtkFileDialog *chooser = GTK_FILE_DIALOG (source);
  GFile *file = g_task_get_source_tag (task) == vouch_choose_save_file_async
                ? gtk_file_dialog_save_finish (chooser, result, NULL)
                : gtk_file_dialog_open_finish (chooser, result, NULL);

  g_task_return_pointer (task, file, g_object_unref);
}

/* @task: (transfer full) */
static void
present_chooser (GTask *task)
{
  GtkFileDialog *chooser = g_task_get_task_data (task);
  GtkWidget *parent = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_signal_connect_object (parent, "unmap", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  if (g_task_get_source_tag (task) == vouch_choose_save_file_async)
    gtk_file_dialog_save (chooser, get_window (parent), cancellable, on_file_dialog_ready, task);
  else
    gtk_file_dialog_open (chooser, get_window (parent), cancellable, on_file_dialog_ready, task);
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static gpointer
new_chooser (GtkWidget  *parent,
             const char *title,
             GListModel *filters,
             const char *name)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, get_window (parent),
                                 name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE
                                              : GTK_FILE_CHOOSER_ACTION_OPEN,
                                 name != NULL ? _("_Save") : _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), FALSE);
  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr(GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  return chooser;
}

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

/* @task: (transfer full) */
static void
present_chooser (GTask *task)
{
  GtkNativeDialog *chooser = g_task_get_task_data (task);

  g_signal_connect_object (g_task_get_source_object (task), "unmap", G_CALLBACK (end_chooser),
                           chooser, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (end_chooser),
                           chooser, G_CONNECT_SWAPPED);
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response), task);
  gtk_native_dialog_show (chooser);
}
#endif

static void
on_portal_wait_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
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

  present_chooser (g_steal_pointer (&task));
}

/* @chooser: (transfer full) */
static void
show_chooser (GtkWidget           *parent,
              gpointer             chooser,
              gpointer             tag,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
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
  g_return_if_fail (GTK_IS_WIDGET (parent));

  show_chooser (parent, new_chooser (parent, title, filters, NULL), vouch_choose_file_async,
                callback, user_data);
}

void
vouch_choose_save_file_async (GtkWidget           *parent,
                              const char          *title,
                              const char          *name,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (name != NULL);

  show_chooser (parent, new_chooser (parent, title, NULL, name), vouch_choose_save_file_async,
                callback, user_data);
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

#if GTK_CHECK_VERSION (4, 10, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest GTK that is supported */
static void
on_launch_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error);
  end_link (task, error);
}

/* Not by GLib, which since 2.84 aborts when the portal says no. */
static void
launch (GTask *task)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (g_task_get_task_data (task));

  gtk_uri_launcher_launch (launcher, get_window (g_task_get_source_object (task)),
                           g_task_get_cancellable (task), on_launch_ready, g_object_ref (task));
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
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
launch (GTask *task)
{
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (
    gtk_widget_get_display (g_task_get_source_object (task)));

  g_app_info_launch_default_for_uri_async (g_task_get_task_data (task),
                                           G_APP_LAUNCH_CONTEXT (context),
                                           g_task_get_cancellable (task),
                                           on_launch_ready, g_object_ref (task));
}
#endif

static void
on_link_portal_wait_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (vouch_portal_wait_finish (result, &error))
    launch (task);
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

GtkWidget *
vouch_new_spinner (void)
{
#if ADW_CHECK_VERSION (1, 6, 0)
  /* It turns where there are no animations, too. GtkSpinner would stand still there, but shows
   * nothing any more with libadwaita 1.10. */
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest libadwaita that is supported */
  return g_object_new (ADW_TYPE_SPINNER,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return g_object_new (GTK_TYPE_SPINNER,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "spinning", TRUE,
                       NULL);
#endif
}

/* Since libadwaita 1.8 they are shown inside the window, before that in one of their own. */
#if ADW_CHECK_VERSION (1, 8, 0)
void
vouch_show_shortcuts (GtkWidget           *parent,
                      const char          *title,
                      const VouchShortcut *shortcuts)
{
  AdwDialog *dialog;
  AdwShortcutsSection *section;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* newer than the oldest libadwaita that is supported */
  dialog = adw_shortcuts_dialog_new ();
  section = adw_shortcuts_section_new (title);
  for (; shortcuts->accelerator != NULL; shortcuts++)
    adw_shortcuts_section_add (section, adw_shortcuts_item_new (_(shortcuts->title),
                                                                shortcuts->accelerator));
  adw_shortcuts_dialog_add (ADW_SHORTCUTS_DIALOG (dialog), section);
  adw_dialog_present (dialog, parent);
  G_GNUC_END_IGNORE_DEPRECATIONS
}
#else
/* Before GTK 4.14 only a GtkBuilder puts one of these widgets into another. It does so from the
 * inside outwards: what is added later is left out of the search. */
static void
add_part (GtkWidget *parent,
          GtkWidget *part)
{
  GTK_BUILDABLE_GET_IFACE (parent)->add_child (GTK_BUILDABLE (parent), NULL, G_OBJECT (part),
                                               NULL);
}

void
vouch_show_shortcuts (GtkWidget           *parent,
                      const char          *title,
                      const VouchShortcut *shortcuts)
{
  GtkWidget *window;
  GtkWidget *section;
  GtkWidget *group;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  group = g_object_new (GTK_TYPE_SHORTCUTS_GROUP, "title", title, NULL);
  for (; shortcuts->accelerator != NULL; shortcuts++)
    add_part (group, g_object_new (GTK_TYPE_SHORTCUTS_SHORTCUT,
                                   "title", _(shortcuts->title),
                                   "accelerator", shortcuts->accelerator,
                                   NULL));
  section = g_object_new (GTK_TYPE_SHORTCUTS_SECTION, "section-name", "shortcuts", NULL);
  add_part (section, group);
  window = g_object_new (GTK_TYPE_SHORTCUTS_WINDOW,
                         "modal", TRUE,
                         "transient-for", get_window (parent),
                         NULL);
  add_part (window, section);
  gtk_window_present (GTK_WINDOW (window));
}
#endif

#if ADW_CHECK_VERSION (1, 5, 0)
#define show_about(parent, ...) adw_show_about_dialog (parent, __VA_ARGS__)
#else
#define show_about(parent, ...) adw_show_about_window (get_window (parent), __VA_ARGS__)
#endif

void
vouch_show_about (GtkWidget  *parent,
                  const char *report)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS   /* may be newer than the oldest libadwaita */
  show_about (parent,
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
  G_GNUC_END_IGNORE_DEPRECATIONS
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
