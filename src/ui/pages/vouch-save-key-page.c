/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-save-key-page"

#include "vouch-save-key-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-key-clipboard.h"
#include "vouch-key-print.h"
#include "vouch-key-save.h"
#include "vouch-notice.h"
#include "vouch-recovery-key.h"
#include "vouch-repairs.h"
#include "vouch-secret.h"

/* "Finish" tells Beeper that the key is saved, so the user must type the end of the key: that
 * proves that the user can read it somewhere. The key is hidden at first, because other people may
 * see the screen or a screenshot. It can be saved without being shown. */
struct _VouchSaveKeyPage
{
  VouchPage    parent_instance;

  gboolean     key_shown;

  /* template */
  GtkLabel    *key_label;
  GtkButton   *show_button;
  GtkEditable *last_row;
  GtkWidget   *verdict;
  GtkImage    *last_image;
  GtkLabel    *last_label;
  GtkWidget   *finish_button;
};

G_DEFINE_FINAL_TYPE (VouchSaveKeyPage, vouch_save_key_page, VOUCH_TYPE_PAGE)

#define LAST_LENGTH 4
#define HIDDEN 0x2022   /* • */

static VouchKeyReset *
get_key_reset (VouchSaveKeyPage *self)
{
  return vouch_setup_get_key_reset (vouch_page_get_setup (VOUCH_PAGE (self)));
}

static gboolean
is_proved (VouchSaveKeyPage *self)
{
  return vouch_key_reset_matches (get_key_reset (self), gtk_editable_get_text (self->last_row));
}

/* "Finish" is the way on only when it can work, and not once Beeper has refused the key. */
static void
update_actions (VouchSaveKeyPage *self)
{
  gboolean has_key = vouch_key_reset_get_key (get_key_reset (self)) != NULL;
  gboolean refused = vouch_setup_get_key_refused (vouch_page_get_setup (VOUCH_PAGE (self)));

  vouch_set_css_class (self->finish_button, "suggested-action", is_proved (self) && !refused);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.show", has_key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.hide", has_key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.copy", has_key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.save", has_key);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.print", has_key);
  vouch_page_action_set_enabled (VOUCH_PAGE (self), "save-key.finish", is_proved (self));
}

/* Hides the characters but keeps the layout, so that nothing moves when the key is shown.
 * Returns: (transfer full) */
static char *
hide_characters (const char *lines)
{
  GString *text = g_string_new (NULL);

  for (const char *c = lines; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      g_string_append_unichar (text, g_unichar_isspace (character) ? character : HIDDEN);
    }
  return g_string_free (text, FALSE);
}

/* The key runs from left to right in every language. */
static void
update_key (VouchSaveKeyPage *self)
{
  const char *key = vouch_key_reset_get_key (get_key_reset (self));
  vouch_autosecret char *lines = key != NULL ? vouch_recovery_key_lay_out (key) : NULL;
  g_autofree char *hidden = lines != NULL ? hide_characters (lines) : NULL;

  if (lines == NULL)
    return;
  gtk_label_set_label (self->key_label, self->key_shown ? lines : hidden);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key_label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->key_shown ? lines : _("The recovery key is hidden"),
                                  -1);
  gtk_button_set_label (self->show_button, self->key_shown ? _("Hide _Key") : _("Show _Key"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_button),
                                  self->key_shown ? "save-key.hide" : "save-key.show");
  vouch_name_buttons (GTK_WIDGET (self->show_button));
}

static void
show_or_hide (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchSaveKeyPage *self = VOUCH_SAVE_KEY_PAGE (widget);

  self->key_shown = g_str_equal (action_name, "save-key.show");
  update_key (self);
}

/* Typing the end of the key proves something only while it cannot be read here. */
static void
hide_key (VouchSaveKeyPage *self)
{
  self->key_shown = FALSE;
  update_key (self);
}

/* A new key is hidden again, and its end must be typed again. */
static void
on_key_changed (VouchSaveKeyPage *self)
{
  update_actions (self);
  if (vouch_key_reset_get_key (get_key_reset (self)) == NULL)
    return;

  hide_key (self);
  gtk_editable_set_text (self->last_row, "");
}

static void
update_leave (VouchSaveKeyPage *self)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "save-key.leave",
                                 vouch_setup_get_key_refused (setup));
  update_actions (self);
}

static void
update_last (VouchSaveKeyPage *self)
{
  glong length = g_utf8_strlen (gtk_editable_get_text (self->last_row), -1);
  gboolean proved = is_proved (self);
  gboolean wrong = !proved && length >= LAST_LENGTH;
  const char *classes[] = { proved ? "success" : wrong ? "error" : NULL, NULL };

  gtk_label_set_label (self->last_label,
                       proved ? _("Correct.")
                       : wrong ? _("That does not match. Check your copy.")
                       : _("You can press Finish as soon as they are right."));
  gtk_image_set_from_icon_name (self->last_image,
                                proved ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->last_image), proved || wrong);
  gtk_widget_set_css_classes (self->verdict, classes);
  if (proved || wrong)
    vouch_announce (GTK_WIDGET (self), gtk_label_get_label (self->last_label));
  update_actions (self);
}

static void
on_last_row_changed (VouchSaveKeyPage *self)
{
  if (*gtk_editable_get_text (self->last_row) != '\0')
    hide_key (self);
  update_last (self);
}

static void
activate_finish (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  vouch_setup_confirm_key (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

static void
on_ask_leave_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  if (vouch_ask_finish (GTK_WIDGET (source), result))
    vouch_setup_leave_key (vouch_page_get_setup (VOUCH_PAGE (source)));
}

static void
activate_leave (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  vouch_ask_to_leave_async (widget, _("Go On Without This Key?"),
                            _("Your messages are safe. You can create another key later. Keep your "
                              "copy until then."),
                            _("_Stay"), _("_Go On Without It"), on_ask_leave_ready, NULL);
}

static void
on_last_row_entry_activated (VouchSaveKeyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "save-key.finish", NULL);
}

static void
activate_copy (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VouchSaveKeyPage *self = VOUCH_SAVE_KEY_PAGE (widget);
  const char *key = vouch_key_reset_get_key (get_key_reset (self));

  if (key == NULL)
    return;

  vouch_key_clipboard_copy (gtk_widget_get_clipboard (widget), key);
  vouch_page_toast (VOUCH_PAGE (self),
                    _("Copied. Paste it somewhere safe within one minute."));
}

static VouchKeySheet
make_sheet (VouchSaveKeyPage *self)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));
  gint64 made = 0;

  g_object_get (get_key_reset (self), "made-at", &made, NULL);
  return (VouchKeySheet) {
    .key = vouch_key_reset_get_key (get_key_reset (self)),
    .account = vouch_session_get_user_id (session),
    .device = vouch_session_get_device_id (session),
    .made = made,
  };
}

static void
on_key_save_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(VouchSaveKeyPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (vouch_key_save_finish (result, &error))
    vouch_page_toast (VOUCH_PAGE (self), _("Saved"));
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("The key could not be saved there. Choose another place."), FALSE);
}

static void
on_choose_save_file_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(VouchSaveKeyPage) self = user_data;
  g_autoptr(GFile) file = vouch_choose_file_finish (GTK_WIDGET (self), result);
  VouchKeySheet sheet = make_sheet (self);

  if (file == NULL)
    return;
  if (sheet.key == NULL)
    {
      vouch_page_show_problem (VOUCH_PAGE (self),
                               _("This has changed. Check what is shown now, then try again."),
                               FALSE);
      return;
    }

  vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
  vouch_key_save_async (&sheet, file, on_key_save_ready, g_object_ref (self));
}

static void
activate_save (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  /* Translators: the name of a file. Please keep ".txt". */
  vouch_choose_save_file_async (widget, _("Save Recovery Key"), _("Beeper Recovery Key.txt"),
                                on_choose_save_file_ready, g_object_ref (widget));
}

static void
on_key_print_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VouchSaveKeyPage) self = user_data;
  g_autoptr(GError) error = NULL;

  vouch_key_print_finish (result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("Printing did not work. Save the key, or write it down."), FALSE);
}

static void
activate_print (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  VouchSaveKeyPage *self = VOUCH_SAVE_KEY_PAGE (widget);
  VouchKeySheet sheet = make_sheet (self);

  if (sheet.key != NULL)
    vouch_key_print_async (&sheet, widget, on_key_print_ready, g_object_ref (self));
}

/* The window is destroyed in an idle handler: inside of the callback the question still belongs to
 * the window. */
static void
on_close_idle (gpointer user_data)
{
  g_autoptr(GtkWindow) window = user_data;

  gtk_window_destroy (window);
}

static void
on_ask_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VouchSaveKeyPage) self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (vouch_ask_finish (GTK_WIDGET (self), result) && GTK_IS_WINDOW (root))
    g_idle_add_once (on_close_idle, g_object_ref (root));
}

/* The key is in the keyring until it is confirmed. Without a keyring it is in memory, which is lost
 * when the window closes, unless Vouch watches with its window closed. */
static gboolean
vouch_save_key_page_close_request (VouchPage *page)
{
  gboolean kept = vouch_setup_get_tokens_kept (vouch_page_get_setup (page));

  vouch_ask_to_leave_async (GTK_WIDGET (page), _("Close Before the Key Is Saved?"),
                            kept
                            ? _("The key is not active yet. Vouch keeps it and shows it again.")
                            : _("The key is lost as soon as Vouch ends. Save it first."),
                            _("_Keep Open"), _("_Close Anyway"), on_ask_ready, g_object_ref (page));
  return TRUE;
}

static void
vouch_save_key_page_constructed (GObject *object)
{
  VouchSaveKeyPage *self = VOUCH_SAVE_KEY_PAGE (object);

  G_OBJECT_CLASS (vouch_save_key_page_parent_class)->constructed (object);

  g_signal_connect_object (get_key_reset (self), "notify::has-key", G_CALLBACK (on_key_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_page_get_setup (VOUCH_PAGE (self)), "notify::problem",
                           G_CALLBACK (update_leave), self, G_CONNECT_SWAPPED);
  if (vouch_page_get_practice (VOUCH_PAGE (self)))
    vouch_page_set_description (VOUCH_PAGE (self),
                                _("This is only practice: this key opens nothing. A real one is "
                                  "the spare key to your messages, for the day you lose your "
                                  "phone."));
  on_key_changed (self);
  update_last (self);
  update_leave (self);
}

static void
vouch_save_key_page_unroot (GtkWidget *widget)
{
  VouchSaveKeyPage *self = VOUCH_SAVE_KEY_PAGE (widget);

  gtk_label_set_label (self->key_label, "");

  GTK_WIDGET_CLASS (vouch_save_key_page_parent_class)->unroot (widget);
}

static void
vouch_save_key_page_class_init (VouchSaveKeyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  object_class->constructed = vouch_save_key_page_constructed;
  widget_class->unroot = vouch_save_key_page_unroot;
  page_class->close_request = vouch_save_key_page_close_request;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-save-key-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, key_label);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, show_button);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, last_image);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, last_label);
  gtk_widget_class_bind_template_child (widget_class, VouchSaveKeyPage, finish_button);
  gtk_widget_class_bind_template_callback (widget_class, on_last_row_changed);
  gtk_widget_class_bind_template_callback (widget_class, hide_key);
  gtk_widget_class_bind_template_callback (widget_class, update_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_last_row_entry_activated);
  gtk_widget_class_install_action (widget_class, "save-key.show", NULL, show_or_hide);
  gtk_widget_class_install_action (widget_class, "save-key.hide", NULL, show_or_hide);
  gtk_widget_class_install_action (widget_class, "save-key.copy", NULL, activate_copy);
  gtk_widget_class_install_action (widget_class, "save-key.save", NULL, activate_save);
  gtk_widget_class_install_action (widget_class, "save-key.print", NULL, activate_print);
  vouch_page_class_install_action (page_class, "save-key.finish", NULL, activate_finish);
  gtk_widget_class_install_action (widget_class, "save-key.leave", NULL, activate_leave);
}

static void
vouch_save_key_page_init (VouchSaveKeyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
