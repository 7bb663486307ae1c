/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-window-actions"

#include "vouch-window-actions.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-report.h"
#include "vouch-window.h"

static VouchContext *
get_context (GtkWidget *window)
{
  return vouch_window_get_context (VOUCH_WINDOW (window));
}

static VouchSetup *
get_setup (GtkWidget *window)
{
  return vouch_context_get_setup (get_context (window));
}

static void
go_back (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  vouch_setup_go_back (get_setup (widget));
}

static void
show_request (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  vouch_setup_show_request (get_setup (widget));
}

static void
change_server (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_setup_disconnect (get_setup (widget));
}

static void
start_practice (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "app.practice", NULL);
}

/* Whether there is something to wait for when Beeper is opened: none is in use, and none of this
 * computer has answered. */
static gboolean
is_missing (GtkWidget *window)
{
  VouchFinder *finder = vouch_context_get_finder (get_context (window));

  return vouch_setup_get_server (get_setup (window)) == NULL && !vouch_finder_has_local (finder);
}

static void
open_beeper (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_autoptr(GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  VouchBeeperStart *launcher = vouch_context_get_launcher (get_context (widget));
  gboolean wait = is_missing (widget);

  if (g_str_equal (action_name, "win.allow-beeper"))
    vouch_beeper_start_allow (launcher, G_APP_LAUNCH_CONTEXT (context), wait);
  else if (g_str_equal (action_name, "win.trust-beeper"))
    vouch_beeper_start_trust (launcher, G_APP_LAUNCH_CONTEXT (context), wait);
  else
    vouch_beeper_start_open (launcher, G_APP_LAUNCH_CONTEXT (context), wait);
}

static void
start_server (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  vouch_beeper_start_open_server (vouch_context_get_launcher (get_context (widget)));
}

/* The window may have been closed meanwhile; the clipboard is the display's. */
static void
on_report_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  g_autofree char *report = vouch_report_finish (result);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (window), report);
  gtk_widget_activate_action (window, "win.toast", "s", _("Copied"));
}

static void
copy_report (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  vouch_report_build_async (get_setup (widget), NULL, on_report_ready, g_object_ref (widget));
}

static void
show_shortcuts (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr(GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/vouchapp/Vouch/ui/vouch-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

static void
show_help (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  GObject *content = gtk_widget_get_template_child (widget, VOUCH_TYPE_WINDOW, "toasts");

  vouch_open_link (GTK_WIDGET (content), "https://help.beeper.com");
}

static void
show_about (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  vouch_show_about (widget);
}

/* Another start of the program may have brought another Beeper since: it is not the one that was
 * asked about. Whoever takes the access back also wants to be asked again before it is sent
 * unencrypted. */
static void
on_ask_forget_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchServer) server = user_data;
  VouchKnownServers *known = vouch_context_get_known (get_context (GTK_WIDGET (source)));
  VouchSetup *setup = get_setup (GTK_WIDGET (source));

  if (!vouch_ask_finish (GTK_WIDGET (source), result) || vouch_setup_get_server (setup) != server)
    return;
  if (known != NULL)
    vouch_known_servers_withdraw (known, vouch_server_get_origin (server));
  vouch_setup_forget_access (setup);
}

static void
forget_access (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_ask_async (widget, _("Forget This Computer's Access?"),
                   _("Vouch will need your permission again to look after this Beeper. Beeper "
                     "itself stays signed in, and your messages stay where they are."),
                   _("_Forget"), on_ask_forget_ready,
                   g_object_ref (vouch_setup_get_server (get_setup (widget))));
}

/* Escape goes back and nothing else: it never declines, cancels or says "no match". */
void
vouch_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "win.show-request", NULL, show_request);
  gtk_widget_class_install_action (widget_class, "win.change-server", NULL, change_server);
  gtk_widget_class_install_action (widget_class, "win.practice", NULL, start_practice);
  gtk_widget_class_install_action (widget_class, "win.open-beeper", NULL, open_beeper);
  gtk_widget_class_install_action (widget_class, "win.allow-beeper", NULL, open_beeper);
  gtk_widget_class_install_action (widget_class, "win.start-server", NULL, start_server);
  gtk_widget_class_install_action (widget_class, "win.trust-beeper", NULL, open_beeper);
  gtk_widget_class_install_action (widget_class, "win.copy-report", NULL, copy_report);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.show-help", NULL, show_help);
  gtk_widget_class_install_action (widget_class, "win.show-about", NULL, show_about);
  gtk_widget_class_install_action (widget_class, "win.forget-access", NULL, forget_access);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.show-shortcuts", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "win.show-help", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
update_back (GtkWidget *window)
{
  gtk_widget_action_set_enabled (window, "win.back",
                                 vouch_setup_get_can_go_back (get_setup (window)));
}

/* What runs may bring another token: none is forgotten before it has come. */
static void
update_server (GtkWidget *window)
{
  gboolean busy = vouch_setup_get_busy (get_setup (window));
  gboolean practice = vouch_context_get_practice (get_context (window));
  gboolean real = vouch_setup_get_server (get_setup (window)) != NULL && !practice;

  gtk_widget_action_set_enabled (window, "win.change-server", real);
  gtk_widget_action_set_enabled (window, "win.forget-access", real && !busy);
  gtk_widget_action_set_enabled (window, "win.practice", !practice);
}

/* In practice there is none to open. One that has to be allowed first has a button of its own. */
static void
update_open_beeper (GtkWidget *window)
{
  VouchBeeperStart *launcher = vouch_context_get_launcher (get_context (window));
  VouchBeeperPhase phase = launcher != NULL ? vouch_beeper_start_get_phase (launcher)
                                            : VOUCH_BEEPER_PHASE_IDLE;

  gtk_widget_action_set_enabled (window, "win.open-beeper",
                                 launcher != NULL &&
                                 vouch_beeper_start_get_installed (launcher) &&
                                 phase != VOUCH_BEEPER_PHASE_WAITING &&
                                 phase != VOUCH_BEEPER_PHASE_FORBIDDEN);
  gtk_widget_action_set_enabled (window, "win.start-server",
                                 launcher != NULL &&
                                 vouch_beeper_start_get_unit (launcher) != NULL &&
                                 phase != VOUCH_BEEPER_PHASE_WAITING);
}

void
vouch_window_actions_follow (GtkWidget *window)
{
  VouchSetup *setup = get_setup (window);
  VouchBeeperStart *launcher = vouch_context_get_launcher (get_context (window));

  g_signal_connect_object (setup, "notify::can-go-back",
                           G_CALLBACK (update_back), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::server",
                           G_CALLBACK (update_server), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::busy",
                           G_CALLBACK (update_server), window, G_CONNECT_SWAPPED);
  if (launcher != NULL)
    {
      g_signal_connect_object (launcher, "notify::installed",
                               G_CALLBACK (update_open_beeper), window, G_CONNECT_SWAPPED);
      g_signal_connect_object (launcher, "notify::unit",
                               G_CALLBACK (update_open_beeper), window, G_CONNECT_SWAPPED);
      g_signal_connect_object (launcher, "notify::phase",
                               G_CALLBACK (update_open_beeper), window, G_CONNECT_SWAPPED);
    }
  update_back (window);
  update_server (window);
  update_open_beeper (window);
}
