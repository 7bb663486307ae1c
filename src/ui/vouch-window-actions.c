/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-window-actions"

#include "vouch-window-actions.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-repairs.h"
#include "vouch-report.h"

struct _VouchWindowActions
{
  GObject       parent_instance;

  /* owned */
  VouchContext *context;

  /* borrowed: the window owns this object */
  GtkWidget    *window;
};

G_DEFINE_FINAL_TYPE (VouchWindowActions, vouch_window_actions, G_TYPE_OBJECT)

static VouchSetup *
get_setup (VouchWindowActions *self)
{
  return vouch_context_get_setup (self->context);
}

static void
go_back (VouchWindowActions *self)
{
  vouch_setup_go_back (get_setup (self));
}

static void
show_request (VouchWindowActions *self)
{
  vouch_setup_show_request (get_setup (self));
}

static void
change_server (VouchWindowActions *self)
{
  vouch_setup_disconnect (get_setup (self));
}

static void
close_window (VouchWindowActions *self)
{
  vouch_close_soon (GTK_WINDOW (self->window));
}

static void
start_practice (VouchWindowActions *self)
{
  gtk_widget_activate_action (self->window, "app.practice", NULL);
}

/* Returns: whether opening Beeper is followed by a wait: no server is in use, and no Beeper of this
 * computer has answered */
static gboolean
is_missing (VouchWindowActions *self)
{
  return vouch_setup_get_server (get_setup (self)) == NULL &&
         !vouch_finder_has_local (vouch_context_get_finder (self->context));
}

static void
open_beeper_by (VouchWindowActions *self,
                void              (*open) (VouchBeeperStart  *launcher,
                                           GAppLaunchContext *context,
                                           gboolean           wait))
{
  g_autoptr(GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (self->window));

  open (vouch_context_get_launcher (self->context), G_APP_LAUNCH_CONTEXT (context),
        is_missing (self));
}

static void
open_beeper (VouchWindowActions *self)
{
  open_beeper_by (self, vouch_beeper_start_open);
}

static void
allow_beeper (VouchWindowActions *self)
{
  open_beeper_by (self, vouch_beeper_start_allow);
}

static void
trust_beeper (VouchWindowActions *self)
{
  open_beeper_by (self, vouch_beeper_start_trust);
}

static void
start_server (VouchWindowActions *self)
{
  vouch_beeper_start_open_server (vouch_context_get_launcher (self->context));
}

/* The window may have been closed meanwhile. The clipboard belongs to the display. */
static void
on_report_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  g_autofree char *report = vouch_report_finish (result);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (window), report);
  gtk_widget_activate_action (window, "win.toast", "s",
                              _("Report copied. Paste it into a message to your helper"));
}

static void
copy_report (VouchWindowActions *self)
{
  vouch_report_build_async (get_setup (self), NULL, on_report_ready, g_object_ref (self->window));
}

static const VouchShortcut shortcuts[] = {
  { "Escape <Alt>Left", N_("Go back") },
  { "F10", N_("Open the main menu") },
  { "F1", N_("Show help") },
  { "<Control>l", N_("Enter the address of another computer") },
  { "<Control><Shift>r", N_("Copy the problem report") },
  { "<Control>v", N_("Paste a picture of the code") },
  { "<Control>question", N_("Show keyboard shortcuts") },
  { "<Control>w", N_("Close the window") },
  { "<Control>q", N_("Quit") },
  { NULL, NULL },
};

static void
show_shortcuts (VouchWindowActions *self)
{
  vouch_show_shortcuts (self->window, _("General"), shortcuts);
}

static void
on_about_report_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(GtkWidget) window = user_data;
  g_autofree char *report = vouch_report_finish (result);

  if (gtk_widget_get_mapped (window))
    vouch_show_about (window, report);
}

static void
show_about (VouchWindowActions *self)
{
  vouch_report_build_async (get_setup (self), NULL, on_about_report_ready,
                            g_object_ref (self->window));
}

/* A question whether to forget the access to a server */
typedef struct {
  VouchContext *context;
  VouchServer  *server;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->context);
  g_object_unref (question->server);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* Another start of the program may have changed the server since, and the question is not about the
 * new one. Forgetting the access also removes the consent to an unencrypted connection. */
static void
on_ask_forget_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  VouchRememberedServers *remembered = vouch_context_get_remembered (question->context);
  VouchSetup *setup = vouch_context_get_setup (question->context);

  if (!vouch_ask_finish (GTK_WIDGET (source), result) ||
      vouch_setup_get_server (setup) != question->server)
    return;
  if (remembered != NULL)
    vouch_remembered_servers_withdraw (remembered, vouch_server_get_origin (question->server));
  vouch_setup_forget_access (setup);
}

static void
forget_access (VouchWindowActions *self)
{
  Question *question = g_new (Question, 1);

  question->context = g_object_ref (self->context);
  question->server = g_object_ref (vouch_setup_get_server (get_setup (self)));
  vouch_ask_async (self->window, _("Remove Vouch's Permission?"),
                   _("Vouch will ask for permission again. Beeper stays signed in, and your "
                     "messages are not touched."),
                   _("_Remove"), on_ask_forget_ready, question);
}

static const struct {
  const char *name;
  void      (*activate) (VouchWindowActions *self);
} actions[] = {
  { "win.back", go_back },
  { "win.show-request", show_request },
  { "win.close", close_window },
  { "win.change-server", change_server },
  { "win.practice", start_practice },
  { "win.open-beeper", open_beeper },
  { "win.allow-beeper", allow_beeper },
  { "win.trust-beeper", trust_beeper },
  { "win.start-server", start_server },
  { "win.copy-report", copy_report },
  { "win.show-shortcuts", show_shortcuts },
  { "win.show-about", show_about },
  { "win.forget-access", forget_access },
};

static void
update_back (VouchWindowActions *self)
{
  gtk_widget_action_set_enabled (self->window, "win.back",
                                 vouch_setup_get_can_go_back (get_setup (self)));
}

/* No access is forgotten while a verb runs, because its reply can contain another token. */
static void
update_server (VouchWindowActions *self)
{
  gboolean busy = vouch_setup_get_busy (get_setup (self));
  gboolean practice = vouch_context_get_practice (self->context);
  gboolean real = vouch_setup_get_server (get_setup (self)) != NULL && !practice;

  gtk_widget_action_set_enabled (self->window, "win.change-server", real);
  gtk_widget_action_set_enabled (self->window, "win.forget-access", real && !busy);
  gtk_widget_action_set_enabled (self->window, "win.practice", !practice);
}

/* Practice mode has no Beeper to open. A file that must be made executable first has another
 * button. */
static void
update_open_beeper (VouchWindowActions *self)
{
  VouchBeeperStart *launcher = vouch_context_get_launcher (self->context);
  VouchBeeperPhase phase = launcher != NULL ? vouch_beeper_start_get_phase (launcher)
                                            : VOUCH_BEEPER_PHASE_IDLE;

  gtk_widget_action_set_enabled (self->window, "win.open-beeper",
                                 launcher != NULL &&
                                 vouch_beeper_start_get_installed (launcher) &&
                                 phase != VOUCH_BEEPER_PHASE_WAITING &&
                                 phase != VOUCH_BEEPER_PHASE_FORBIDDEN);
  gtk_widget_action_set_enabled (self->window, "win.start-server",
                                 launcher != NULL &&
                                 vouch_beeper_start_get_unit (launcher) != NULL &&
                                 phase != VOUCH_BEEPER_PHASE_WAITING);
}

static void
follow (VouchWindowActions *self)
{
  VouchSetup *setup = get_setup (self);
  VouchBeeperStart *launcher = vouch_context_get_launcher (self->context);

  g_signal_connect_object (setup, "notify::can-go-back",
                           G_CALLBACK (update_back), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::server",
                           G_CALLBACK (update_server), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::busy",
                           G_CALLBACK (update_server), self, G_CONNECT_SWAPPED);
  if (launcher != NULL)
    {
      g_signal_connect_object (launcher, "notify::installed",
                               G_CALLBACK (update_open_beeper), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (launcher, "notify::unit",
                               G_CALLBACK (update_open_beeper), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (launcher, "notify::phase",
                               G_CALLBACK (update_open_beeper), self, G_CONNECT_SWAPPED);
    }
  update_back (self);
  update_server (self);
  update_open_beeper (self);
}

static void
vouch_window_actions_finalize (GObject *object)
{
  VouchWindowActions *self = VOUCH_WINDOW_ACTIONS (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (vouch_window_actions_parent_class)->finalize (object);
}

static void
vouch_window_actions_class_init (VouchWindowActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_window_actions_finalize;
}

static void
vouch_window_actions_init (VouchWindowActions *self)
{
}

/* Escape goes back. It never declines, cancels or answers "no match". */
void
vouch_window_actions_install (GtkWidgetClass              *window_class,
                              GtkWidgetActionActivateFunc  activate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (window_class, actions[i].name, NULL, activate);

  gtk_widget_class_add_binding_action (window_class, GDK_KEY_Escape, 0, "win.back", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_question, GDK_CONTROL_MASK,
                                       "win.show-shortcuts", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_F1, 0, "win.first-aid", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_r,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-report", NULL);
  gtk_widget_class_add_binding_action (window_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "win.close", NULL);
}

VouchWindowActions *
vouch_window_actions_new (GtkWidget    *window,
                          VouchContext *context)
{
  VouchWindowActions *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);
  g_return_val_if_fail (VOUCH_IS_CONTEXT (context), NULL);

  self = g_object_new (VOUCH_TYPE_WINDOW_ACTIONS, NULL);
  self->context = g_object_ref (context);
  self->window = window;
  follow (self);
  return self;
}

void
vouch_window_actions_activate (VouchWindowActions *self,
                               const char         *name)
{
  g_return_if_fail (VOUCH_IS_WINDOW_ACTIONS (self));

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name))
      actions[i].activate (self);
}
