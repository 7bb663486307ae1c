/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-recovery-page"

#include "vouch-recovery-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-key-coach.h"
#include "vouch-key-file.h"
#include "vouch-key-scan.h"
#include "vouch-key-typing.h"
#include "vouch-notice.h"
#include "vouch-point.h"
#include "vouch-problem-text.h"
#include "vouch-secret-buffer.h"
#include "vouch-secret.h"

/* The key is stored in the buffer of the entry and nowhere else in this page. */
struct _VouchRecoveryPage
{
  VouchPage          parent_instance;

  /* owned */
  VouchKeyTyping    *typing;
  GCancellable      *cancellable;

  /* borrowed */
  VouchSecretBuffer *buffer;   /* of key_row */

  /* template */
  GtkEditable       *key_row;
  GtkWidget         *coach;
  GtkImage          *coach_image;
  GtkLabel          *coach_label;
  GtkWidget         *device_point;
  GtkWidget         *device_button;
};

G_DEFINE_FINAL_TYPE (VouchRecoveryPage, vouch_recovery_page, VOUCH_TYPE_PAGE)

static const char *
get_key (VouchRecoveryPage *self)
{
  return vouch_secret_buffer_get_secret (self->buffer);
}

/* Returns: (nullable): the icon of an advice that is more than a count */
static const char *
get_coach_icon (VouchRecoveryKeyAdvice advice)
{
  switch (advice)
    {
    case VOUCH_RECOVERY_KEY_EMPTY:
    case VOUCH_RECOVERY_KEY_INCOMPLETE:
      break;
    case VOUCH_RECOVERY_KEY_COMPLETE:
      return "object-select-symbolic";
    case VOUCH_RECOVERY_KEY_BAD_CHARACTER:
    case VOUCH_RECOVERY_KEY_TOO_LONG:
    case VOUCH_RECOVERY_KEY_MISTYPED:
    case VOUCH_RECOVERY_KEY_WRONG_KIND:
      return "dialog-warning-symbolic";
    }
  return NULL;
}

static GtkText *
get_text (VouchRecoveryPage *self)
{
  return GTK_TEXT (gtk_editable_get_delegate (self->key_row));
}

static void
hide_key (VouchRecoveryPage *self)
{
  gtk_text_set_visibility (get_text (self), FALSE);
}

static void
on_key_row_changed (VouchRecoveryPage *self)
{
  VouchRecoveryKeyCheck check;
  g_autofree char *line = NULL;
  const char *icon_name;
  const char *classes[] = { NULL, NULL };

  if (gtk_widget_has_focus (GTK_WIDGET (get_text (self))))
    gtk_text_set_visibility (get_text (self), TRUE);
  vouch_recovery_key_check (get_key (self), &check);
  line = vouch_key_coach_say (&check);
  icon_name = get_coach_icon (check.advice);
  classes[0] = check.advice == VOUCH_RECOVERY_KEY_COMPLETE ? "success" : "warning";
  gtk_label_set_label (self->coach_label, line);
  gtk_image_set_from_icon_name (self->coach_image, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->coach_image), icon_name != NULL);
  gtk_widget_set_css_classes (GTK_WIDGET (self->coach_image), classes);
  gtk_widget_set_visible (self->coach, TRUE);
  if (icon_name != NULL)
    vouch_announce (GTK_WIDGET (self), line);
  vouch_page_action_set_enabled (VOUCH_PAGE (self), "recovery.unlock", *get_key (self) != '\0');
}

/* The answer of Beeper about this key replaces the coach's advice until the key changes. */
static char *
vouch_recovery_page_describe_problem (VouchPage    *page,
                                      const GError *problem)
{
  VouchRecoveryPage *self = VOUCH_RECOVERY_PAGE (page);
  VouchRecoveryKeyCheck check;

  vouch_recovery_key_check (get_key (self), &check);
  gtk_widget_set_visible (self->coach, !vouch_problem_is_input (problem, VOUCH_STEP_RECOVERY));
  return vouch_problem_key_text (problem, check.advice);
}

/* The key can be read from the first character that is typed until the focus leaves it. It stays
 * hidden when the focus comes back. The button in the row shows it all the same. */
static void
on_text_notify_has_focus (VouchRecoveryPage *self,
                          GParamSpec        *pspec,
                          GtkText           *text)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (text)))
    hide_key (self);
}

static void
on_window_active_changed (VouchRecoveryPage *self,
                          GParamSpec        *pspec,
                          GtkWindow         *window)
{
  if (!gtk_window_is_active (window))
    hide_key (self);
}

static void
activate_unlock (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  VouchRecoveryPage *self = VOUCH_RECOVERY_PAGE (widget);
  vouch_autosecret char *key = vouch_key_typing_dup_typed (self->typing);

  vouch_setup_unlock (vouch_page_get_setup (VOUCH_PAGE (self)), key);
}

static void
on_key_row_entry_activated (VouchRecoveryPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "recovery.unlock", NULL);
}

static void
activate_give_up (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RESET);
}

static void
take_key (VouchRecoveryPage *self,
          const char        *key)
{
  vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
  gtk_editable_set_text (self->key_row, key);
  hide_key (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
on_key_file_read_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(VouchRecoveryPage) self = user_data;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *key = vouch_key_file_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (key != NULL)
    take_key (self, key);
  else if (error != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("That file could not be read. Choose another one, or type the key."),
                             FALSE);
  else
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("There is no recovery key in that file. Choose another one, or type "
                               "the key."),
                             FALSE);
}

static void
on_choose_file_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchRecoveryPage) self = user_data;
  g_autoptr(GFile) file = vouch_choose_file_finish (GTK_WIDGET (self), result);

  if (file != NULL)
    vouch_key_file_read_async (file, self->cancellable, on_key_file_read_ready,
                               g_object_ref (self));
}

static void
activate_open_file (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  vouch_choose_file_async (widget, _("Open Recovery Key"), NULL, on_choose_file_ready,
                           g_object_ref (widget));
}

static void
activate_scan (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VouchContext *context = vouch_page_get_context (VOUCH_PAGE (widget));
  GtkWidget *scan = vouch_key_scan_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                        vouch_context_get_camera (context));

  g_signal_connect_object (scan, "found", G_CALLBACK (take_key), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (scan));
}

/* After a verification the other device sometimes does not send its secrets. This computer is
 * trusted then, and the text says so. */
static void
describe (VouchRecoveryPage *self)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));

  gboolean trusted = vouch_session_get_state (session) == VOUCH_SESSION_NEEDS_SECRETS;

  gtk_widget_set_visible (self->device_point, !trusted);
  gtk_widget_set_visible (self->device_button, !trusted);
  vouch_page_set_description (
    VOUCH_PAGE (self),
    trusted
    ? _("Confirmed, but your other device could not unlock your older messages. "
        "Your recovery key can. Look in the Passwords app (iPhone), in Google Password Manager "
        "(Android), in your notes or on paper. Beeper also calls it Recovery Code.")
    : _("It unlocks your messages without another device. Look in the Passwords app (iPhone), in "
        "Google Password Manager (Android), in your notes or on paper. Beeper also calls it "
        "Recovery Code."));
}

static void
vouch_recovery_page_constructed (GObject *object)
{
  VouchRecoveryPage *self = VOUCH_RECOVERY_PAGE (object);

  G_OBJECT_CLASS (vouch_recovery_page_parent_class)->constructed (object);

  describe (self);
  on_key_row_changed (self);
}

static void
vouch_recovery_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_recovery_page_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (on_window_active_changed), widget, G_CONNECT_SWAPPED);
}

static void
vouch_recovery_page_unroot (GtkWidget *widget)
{
  VouchRecoveryPage *self = VOUCH_RECOVERY_PAGE (widget);

  g_signal_handlers_disconnect_by_data (gtk_widget_get_root (widget), self);
  g_cancellable_cancel (self->cancellable);
  gtk_editable_set_text (self->key_row, "");

  GTK_WIDGET_CLASS (vouch_recovery_page_parent_class)->unroot (widget);
}

static void
vouch_recovery_page_dispose (GObject *object)
{
  VouchRecoveryPage *self = VOUCH_RECOVERY_PAGE (object);

  g_clear_object (&self->typing);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (vouch_recovery_page_parent_class)->dispose (object);
}

static void
vouch_recovery_page_class_init (VouchRecoveryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  object_class->constructed = vouch_recovery_page_constructed;
  object_class->dispose = vouch_recovery_page_dispose;
  widget_class->root = vouch_recovery_page_root;
  widget_class->unroot = vouch_recovery_page_unroot;
  page_class->describe_problem = vouch_recovery_page_describe_problem;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_POINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-recovery-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, coach);
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, coach_image);
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, coach_label);
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, device_point);
  gtk_widget_class_bind_template_child (widget_class, VouchRecoveryPage, device_button);
  gtk_widget_class_bind_template_callback (widget_class, on_key_row_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_key_row_entry_activated);
  vouch_page_class_install_action (page_class, "recovery.unlock", NULL, activate_unlock);
  vouch_page_class_install_action (page_class, "recovery.open-file", NULL, activate_open_file);
  vouch_page_class_install_action (page_class, "recovery.scan", NULL, activate_scan);
  vouch_page_class_install_action (page_class, "recovery.give-up", NULL, activate_give_up);
}

static void
vouch_recovery_page_init (VouchRecoveryPage *self)
{
  GtkText *text;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = vouch_secret_buffer_install (self->key_row);
  text = get_text (self);
  self->typing = vouch_key_typing_new (text);
  g_signal_connect_object (text, "notify::has-focus", G_CALLBACK (on_text_notify_has_focus), self,
                           G_CONNECT_SWAPPED);
}
