/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-email-page"

#include "vouch-email-page.h"

#include <glib/gi18n.h>

#include "vouch-email-hint.h"
#include "vouch-input.h"

struct _VouchEmailPage
{
  VouchPage    parent_instance;

  /* owned */
  char        *hint;   /* (nullable): the address that the user probably meant */

  /* template */
  GtkEditable *email_row;
  GtkWidget   *hint_button;
  GtkLabel    *hint_label;
};

G_DEFINE_FINAL_TYPE (VouchEmailPage, vouch_email_page, VOUCH_TYPE_PAGE)

static void
update_hint (VouchEmailPage *self)
{
  g_autofree char *text = NULL;

  g_free (self->hint);
  self->hint = vouch_email_hint (gtk_editable_get_text (self->email_row));
  gtk_widget_set_visible (self->hint_button, self->hint != NULL);
  if (self->hint == NULL)
    return;

  /* Translators: %s is an email address; the whole text is a button that takes it */
  text = g_strdup_printf (_("Did you mean \u2068%s\u2069?"), self->hint);
  gtk_label_set_label (self->hint_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hint_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* Shows the address again when the user comes back from the code, or when an earlier sign-in could
 * not be continued. */
static void
update_from_sign_in (VouchEmailPage *self)
{
  VouchSignIn *sign_in = vouch_setup_get_sign_in (vouch_page_get_setup (VOUCH_PAGE (self)));
  const char *email = vouch_sign_in_get_email (sign_in);
  gboolean expired = vouch_sign_in_get_expired (sign_in);

  if (email != NULL)
    gtk_editable_set_text (self->email_row, email);
  vouch_page_show_problem (VOUCH_PAGE (self),
                           expired ? _("Too much time has passed. Ask for a new code to "
                                       "continue.")
                                   : NULL,
                           FALSE);
}

static void
take_hint (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  VouchEmailPage *self = VOUCH_EMAIL_PAGE (widget);
  g_autofree char *hint = g_steal_pointer (&self->hint);

  gtk_editable_set_text (self->email_row, hint);
  gtk_editable_set_position (self->email_row, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->email_row));
}

/* A space is allowed in a quoted local part (RFC 5321, 4.1.2). */
static gboolean
has_space (const char *email)
{
  for (const char *c = email; *c != '\0' && *c != '"'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

static void
send_code (VouchEmailPage *self)
{
  g_autofree char *email = vouch_input_email (gtk_editable_get_text (self->email_row));

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  /* Beeper decides whether an address is valid. Vouch refuses only obvious mistakes, to save a
   * request. */
  if (strchr (email, '@') == NULL)
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("Enter your whole email address, like name@example.org."), TRUE);
  else if (has_space (email))
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("There is a space in the email address. Remove it."), TRUE);
  else
    vouch_setup_send_code (vouch_page_get_setup (VOUCH_PAGE (self)), email);
}

static void
on_send_code (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  send_code (VOUCH_EMAIL_PAGE (widget));
}

static void
vouch_email_page_constructed (GObject *object)
{
  VouchEmailPage *self = VOUCH_EMAIL_PAGE (object);
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));

  G_OBJECT_CLASS (vouch_email_page_parent_class)->constructed (object);
  g_signal_connect_object (vouch_setup_get_sign_in (setup), "notify::expired",
                           G_CALLBACK (update_from_sign_in), self, G_CONNECT_SWAPPED);
  if (vouch_page_get_practice (VOUCH_PAGE (self)))
    vouch_page_set_description (VOUCH_PAGE (self),
                                _("This is only practice. Type any address: nothing is sent."));
  update_from_sign_in (self);
}

static void
vouch_email_page_finalize (GObject *object)
{
  g_free (VOUCH_EMAIL_PAGE (object)->hint);
  G_OBJECT_CLASS (vouch_email_page_parent_class)->finalize (object);
}

static void
vouch_email_page_class_init (VouchEmailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = vouch_email_page_constructed;
  object_class->finalize = vouch_email_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-email-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEmailPage, email_row);
  gtk_widget_class_bind_template_child (widget_class, VouchEmailPage, hint_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmailPage, hint_label);
  gtk_widget_class_bind_template_callback (widget_class, update_hint);
  gtk_widget_class_bind_template_callback (widget_class, send_code);
  vouch_page_class_install_action (VOUCH_PAGE_CLASS (klass), "email.send-code", NULL, on_send_code);
  gtk_widget_class_install_action (widget_class, "email.take-hint", NULL, take_hint);
}

static void
vouch_email_page_init (VouchEmailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
