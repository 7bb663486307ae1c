/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-register-page"

#include "vouch-register-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-input.h"
#include "vouch-repairs.h"

struct _VouchRegisterPage
{
  VouchPage       parent_instance;

  /* template */
  GtkEditable    *username_row;
  GtkBox         *suggestions;
  GtkCheckButton *consent_check;
  GtkWidget      *server_group;
  GtkLabel       *server_label;
  GtkLabel       *no_account_label;
  GtkLabel       *missing_label;
};

G_DEFINE_FINAL_TYPE (VouchRegisterPage, vouch_register_page, VOUCH_TYPE_PAGE)

static void
update_submit (VouchRegisterPage *self)
{
  g_autofree char *username =
    vouch_input_username (gtk_editable_get_text (self->username_row));

  gboolean agreed = gtk_check_button_get_active (self->consent_check);

  vouch_page_action_set_enabled (VOUCH_PAGE (self), "register.submit",
                                 *username != '\0' && agreed);
  gtk_label_set_label (self->missing_label,
                       *username != '\0' ? _("Tick the box about the terms first.")
                       : agreed ? _("Type a username first.")
                       : _("Type a username and tick the box first."));
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), *username == '\0' || !agreed);
}

static void
on_username_row_entry_activated (VouchRegisterPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "register.submit", NULL);
}

static void
activate_submit (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  VouchRegisterPage *self = VOUCH_REGISTER_PAGE (widget);

  vouch_setup_register (vouch_page_get_setup (VOUCH_PAGE (self)),
                        gtk_editable_get_text (self->username_row));
}

static void
take_suggestion (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  VouchRegisterPage *self = VOUCH_REGISTER_PAGE (widget);

  gtk_editable_set_text (self->username_row, g_variant_get_string (parameter, NULL));
  gtk_widget_grab_focus (GTK_WIDGET (self->username_row));
}

static GtkWidget *
build_suggestion (const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "register.take-suggestion");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  return button;
}

static void
show_suggestions (VouchRegisterPage  *self,
                  const char * const *names)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_box_remove (self->suggestions, child);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    gtk_box_append (self->suggestions, build_suggestion (names[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->suggestions), names != NULL && names[0] != NULL);
}

/* A user who has an account already may have signed in with another address by mistake. */
static void
update_no_account (VouchRegisterPage *self)
{
  VouchSignIn *sign_in = vouch_setup_get_sign_in (vouch_page_get_setup (VOUCH_PAGE (self)));
  const char *email = vouch_sign_in_get_email (sign_in);
  g_autofree char *text = NULL;

  /* Translators: %s is an email address */
  text = g_strdup_printf (_("There is no Beeper account for \u2068%s\u2069 yet."),
                          email != NULL ? email : _("your address"));
  gtk_label_set_label (self->no_account_label, text);
  vouch_set_accessible_text (GTK_WIDGET (self->no_account_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                             text);
}

/* Beeper's example may be no more than the title of the entry. */
static const char *
get_placeholder (VouchRegisterPage *self,
                 VouchSignIn       *sign_in)
{
  const char *placeholder = vouch_sign_in_get_placeholder (sign_in);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->username_row));

  if (placeholder == NULL || g_ascii_strcasecmp (placeholder, title) == 0 ||
      g_ascii_strcasecmp (placeholder, "username") == 0)
    return NULL;
  return placeholder;
}

/* Shows Beeper's texts in a row of their own, as plain text, clipped by VouchSignIn. The title of
 * the page and the label of the button are Vouch's, because a click on the button is a consent. */
static void
update_texts (VouchRegisterPage *self)
{
  VouchSignIn *sign_in = vouch_setup_get_sign_in (vouch_page_get_setup (VOUCH_PAGE (self)));
  const char *title = vouch_sign_in_get_title (sign_in);
  const char *terms = vouch_sign_in_get_terms (sign_in);
  g_autofree char *server_text = g_strjoin (title != NULL && terms != NULL ? "\n" : "",
                                            title != NULL ? title : "",
                                            terms != NULL ? terms : "",
                                            NULL);
  GtkEditable *text = gtk_editable_get_delegate (self->username_row);

  gtk_label_set_label (self->server_label, server_text);
  gtk_widget_set_visible (self->server_group, *server_text != '\0');
  gtk_text_set_placeholder_text (GTK_TEXT (text), get_placeholder (self, sign_in));
  update_no_account (self);
  show_suggestions (self, vouch_sign_in_get_suggestions (sign_in));
}

/* The words stand beside the box: inside it, their links would not take the focus. */
static void
on_consent_label_pressed (VouchRegisterPage *self,
                          int                n_press,
                          double             x,
                          double             y,
                          GtkGesture        *gesture)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (gtk_label_get_current_uri (GTK_LABEL (label)) == NULL)
    gtk_check_button_set_active (self->consent_check,
                                 !gtk_check_button_get_active (self->consent_check));
}

static gboolean
on_activate_link (GtkLabel          *label,
                  const char        *uri,
                  VouchRegisterPage *self)
{
  vouch_open_link (GTK_WIDGET (self), uri);
  return GDK_EVENT_STOP;
}

static void
vouch_register_page_constructed (GObject *object)
{
  VouchRegisterPage *self = VOUCH_REGISTER_PAGE (object);
  VouchSignIn *sign_in = vouch_setup_get_sign_in (vouch_page_get_setup (VOUCH_PAGE (self)));

  G_OBJECT_CLASS (vouch_register_page_parent_class)->constructed (object);
  g_signal_connect_object (sign_in, "notify",
                           G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  update_texts (self);
  update_submit (self);
}

static void
vouch_register_page_class_init (VouchRegisterPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_register_page_constructed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-register-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, username_row);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, suggestions);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, consent_check);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, server_group);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, server_label);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, no_account_label);
  gtk_widget_class_bind_template_child (widget_class, VouchRegisterPage, missing_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_link);
  gtk_widget_class_bind_template_callback (widget_class, on_consent_label_pressed);
  gtk_widget_class_bind_template_callback (widget_class, update_submit);
  gtk_widget_class_bind_template_callback (widget_class, on_username_row_entry_activated);
  vouch_page_class_install_action (page_class, "register.submit", NULL, activate_submit);
  vouch_page_class_install_action (page_class, "register.take-suggestion", "s", take_suggestion);
}

static void
vouch_register_page_init (VouchRegisterPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
