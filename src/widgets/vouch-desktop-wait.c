/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-desktop-wait"

#include "vouch-desktop-wait.h"

#include <glib/gi18n.h>

#include "vouch-repairs.h"

#define PATIENCE_MS 2000   /* the window comes in a moment, or not without the user */

struct _VouchDesktopWait
{
  GtkBox       parent_instance;

  /* owned */
  GTask       *task;        /* (nullable): what is waited for */
  char        *address;     /* (nullable): of a page that has not opened */

  guint        patience;    /* source, until the wait is long */
  gboolean     said;        /* there is a text to show */

  /* borrowed: parts of the banner */
  GtkRevealer *revealer;
  GtkLabel    *label;
  GtkWidget   *copy_button;
  GtkButton   *leave_button;

  /* borrowed: the window of the box; NULL while it has none */
  GtkWindow   *window;
};

G_DEFINE_FINAL_TYPE (VouchDesktopWait, vouch_desktop_wait, GTK_TYPE_BOX)

/* A window that has opened takes the focus of this one. It can be any window: it may be another
 * program's, and behind. */
static void
update_banner (VouchDesktopWait *self)
{
  gboolean in_sight = self->window != NULL && gtk_window_is_active (self->window);

  gtk_revealer_set_reveal_child (self->revealer, self->said && (self->task == NULL || in_sight));
}

static void
set_text (VouchDesktopWait *self,
          const char       *text,
          const char       *address)
{
  gtk_label_set_label (self->label, text);
  gtk_button_set_label (self->leave_button,
                        self->task != NULL ? _("_Continue Without It") : _("_Dismiss"));
  g_free (self->address);
  self->address = g_strdup (address);
  gtk_widget_set_visible (self->copy_button, address != NULL);
  vouch_name_buttons (GTK_WIDGET (self->revealer));
}

/* @task: (nullable): the task that is waited for from now on */
static void
take_task (VouchDesktopWait *self,
           GTask            *task)
{
  g_autoptr(GTask) before = g_steal_pointer (&self->task);

  g_set_object (&self->task, task);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->said = FALSE;
  if (before != NULL)
    g_cancellable_cancel (g_task_get_cancellable (before));
}

static void
on_task_notify_completed (VouchDesktopWait *self,
                          GParamSpec       *pspec,
                          GTask            *task)
{
  if (self->task != task)
    return;
  g_clear_object (&self->task);
  take_task (self, NULL);
  update_banner (self);
}

static gboolean
on_patience_timeout (gpointer user_data)
{
  VouchDesktopWait *self = user_data;

  self->patience = 0;
  self->said = TRUE;
  update_banner (self);
  return G_SOURCE_REMOVE;
}

static void
leave (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  VouchDesktopWait *self = VOUCH_DESKTOP_WAIT (widget);

  take_task (self, NULL);
  update_banner (self);
}

static void
copy_address (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchDesktopWait *self = VOUCH_DESKTOP_WAIT (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->address);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
vouch_desktop_wait_root (GtkWidget *widget)
{
  VouchDesktopWait *self = VOUCH_DESKTOP_WAIT (widget);

  GTK_WIDGET_CLASS (vouch_desktop_wait_parent_class)->root (widget);
  self->window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (update_banner), self,
                           G_CONNECT_SWAPPED);
}

static void
vouch_desktop_wait_unroot (GtkWidget *widget)
{
  VouchDesktopWait *self = VOUCH_DESKTOP_WAIT (widget);

  g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  take_task (self, NULL);
  GTK_WIDGET_CLASS (vouch_desktop_wait_parent_class)->unroot (widget);
}

static void
vouch_desktop_wait_dispose (GObject *object)
{
  take_task (VOUCH_DESKTOP_WAIT (object), NULL);
  G_OBJECT_CLASS (vouch_desktop_wait_parent_class)->dispose (object);
}

static void
vouch_desktop_wait_finalize (GObject *object)
{
  g_free (VOUCH_DESKTOP_WAIT (object)->address);
  G_OBJECT_CLASS (vouch_desktop_wait_parent_class)->finalize (object);
}

static void
vouch_desktop_wait_class_init (VouchDesktopWaitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_desktop_wait_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_desktop_wait_finalize;
  widget_class->root = vouch_desktop_wait_root;
  widget_class->unroot = vouch_desktop_wait_unroot;
  gtk_widget_class_install_action (widget_class, "desktop-wait.leave", NULL, leave);
  gtk_widget_class_install_action (widget_class, "desktop-wait.copy-address", NULL, copy_address);
}

static GtkWidget *
build_button (GtkBox     *box,
              const char *label,
              const char *action_name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action_name);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  vouch_wrap_buttons (button);
  gtk_box_append (box, button);
  return button;
}

static void
vouch_desktop_wait_init (VouchDesktopWait *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->label = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "justify", GTK_JUSTIFY_CENTER,
                              NULL);
  gtk_widget_add_css_class (GTK_WIDGET (box), "banner");
  gtk_box_append (box, GTK_WIDGET (self->label));
  self->copy_button = build_button (box, _("Copy _Address"), "desktop-wait.copy-address");
  self->leave_button = GTK_BUTTON (build_button (box, _("_Continue Without It"),
                                                 "desktop-wait.leave"));
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, GTK_WIDGET (box));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->revealer));
}

static VouchDesktopWait *
find (GtkWidget *widget)
{
  return VOUCH_DESKTOP_WAIT (gtk_widget_get_ancestor (widget, VOUCH_TYPE_DESKTOP_WAIT));
}

void
vouch_desktop_wait_begin (GtkWidget  *widget,
                          GTask      *task,
                          const char *text,
                          const char *address)
{
  VouchDesktopWait *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_TASK (task) && g_task_get_cancellable (task) != NULL);
  g_return_if_fail (text != NULL);

  self = find (widget);
  if (self == NULL)
    return;
  take_task (self, task);
  set_text (self, text, address);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_task_notify_completed), self,
                           G_CONNECT_SWAPPED);
  self->patience = g_timeout_add (PATIENCE_MS, on_patience_timeout, self);
  update_banner (self);
}

void
vouch_desktop_wait_fail (GtkWidget  *widget,
                         const char *text,
                         const char *address)
{
  VouchDesktopWait *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  self = find (widget);
  if (self == NULL)
    return;
  take_task (self, NULL);
  set_text (self, text, address);
  self->said = TRUE;
  update_banner (self);
}
