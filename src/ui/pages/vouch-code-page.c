/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-code-page"

#include "vouch-code-page.h"

#include <glib/gi18n.h>

#include "vouch-countdown.h"
#include "vouch-input.h"
#include "vouch-repairs.h"
#include "vouch-secret.h"

#define CODE_LENGTH 6
#define NEW_CODE_SECONDS 30

struct _VouchCodePage
{
  VouchPage    parent_instance;

  /* owned */
  char        *submitted;   /* secret: the last code that was sent without a click */
  gint64       sent_at;     /* of the last mail that this page knows of */

  /* template */
  GtkEditable *code_row;
  GtkWidget   *countdown_label;
  GtkWidget   *new_button;
  GtkWidget   *continue_button;
};

G_DEFINE_FINAL_TYPE (VouchCodePage, vouch_code_page, VOUCH_TYPE_PAGE)

static VouchSignIn *
get_sign_in (VouchCodePage *self)
{
  return vouch_setup_get_sign_in (vouch_page_get_setup (VOUCH_PAGE (self)));
}

static char *
get_code (VouchCodePage *self)
{
  return vouch_input_code (gtk_editable_get_text (self->code_row));
}

static void
submit_code (VouchCodePage *self)
{
  vouch_autosecret char *code = get_code (self);

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  if (*code == '\0')
    vouch_page_show_problem (VOUCH_PAGE (self), _("Enter the code from the email first."), TRUE);
  else
    vouch_setup_submit_code (vouch_page_get_setup (VOUCH_PAGE (self)), code);
}

/* Sends a code of six digits without a click. A code that was refused is not sent again until the
 * user clicks Continue. A code that is typed while a request runs is not sent before its end. */
static void
submit_whole_code (VouchCodePage *self)
{
  vouch_autosecret char *code = get_code (self);

  if (!vouch_page_get_idle (VOUCH_PAGE (self)) ||
      strlen (code) != CODE_LENGTH || strspn (code, "0123456789") != CODE_LENGTH ||
      g_strcmp0 (code, self->submitted) == 0)
    return;

  vouch_secret_set (&self->submitted, code);
  submit_code (self);
}

/* Without a code the button is not the way on. It can be pressed then, and says what is missing. */
static void
on_code_changed (VouchCodePage *self)
{
  vouch_autosecret char *code = get_code (self);

  vouch_set_css_class (self->continue_button, "suggested-action", *code != '\0');
  submit_whole_code (self);
}

static void
on_submit (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  submit_code (VOUCH_CODE_PAGE (widget));
}

static void
send_new_code (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_setup_send_new_code (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

/* Returns: seconds until another mail can be requested */
static guint
get_seconds_left (VouchCodePage *self)
{
  gint64 left = vouch_countdown_get_left (vouch_sign_in_get_code_sent_at (get_sign_in (self)),
                                          NEW_CODE_SECONDS);

  return (guint) ((left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static void
update_new_code (VouchPage *page)
{
  VouchCodePage *self = VOUCH_CODE_PAGE (page);
  guint left = get_seconds_left (self);
  g_autofree char *text = NULL;

  vouch_page_action_set_enabled (page, "code.send-new", left == 0);
  gtk_widget_set_visible (self->countdown_label, left > 0);
  gtk_widget_set_visible (self->new_button, left == 0);
  if (left == 0)
    return;

  text = g_strdup_printf (ngettext ("You can ask for a new code in %u second.",
                                    "You can ask for a new code in %u seconds.",
                                    left),
                          left);
  gtk_label_set_label (GTK_LABEL (self->countdown_label), text);
}

static void
on_notify_idle (VouchCodePage *self)
{
  update_new_code (VOUCH_PAGE (self));
  submit_whole_code (self);
}

static void
update_description (VouchCodePage *self)
{
  const char *email = vouch_sign_in_get_email (get_sign_in (self));
  g_autofree char *text = NULL;

  if (vouch_page_get_practice (VOUCH_PAGE (self)))
    /* Translators: %s is an email address */
    text = g_strdup_printf (_("This is only practice, and nothing was sent to \u2068%s\u2069. The "
                              "pretend phone shows the email with the code."),
                            email != NULL ? email : "");
  else
    /* Translators: %s is an email address */
    text = g_strdup_printf (_("Beeper sent a 6-digit code to \u2068%s\u2069. It usually arrives "
                              "within a minute. If it does not, look in your spam folder."),
                            email != NULL ? email : "");
  vouch_page_set_description (VOUCH_PAGE (self), text);
}

/* When another mail is sent, only the code of that mail is valid. */
static void
on_code_sent (VouchCodePage *self)
{
  gint64 sent_at = vouch_sign_in_get_code_sent_at (get_sign_in (self));

  if (sent_at <= self->sent_at)
    return;
  self->sent_at = sent_at;
  vouch_secret_set (&self->submitted, NULL);
  gtk_editable_set_text (self->code_row, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->code_row));
  vouch_page_toast (VOUCH_PAGE (self), _("New code sent. Older codes no longer work"));
  update_new_code (VOUCH_PAGE (self));
}

static void
vouch_code_page_constructed (GObject *object)
{
  VouchCodePage *self = VOUCH_CODE_PAGE (object);

  G_OBJECT_CLASS (vouch_code_page_parent_class)->constructed (object);

  self->sent_at = vouch_sign_in_get_code_sent_at (get_sign_in (self));
  g_signal_connect_object (get_sign_in (self), "notify::email",
                           G_CALLBACK (update_description), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_sign_in (self), "notify::code-sent-at",
                           G_CALLBACK (on_code_sent), self, G_CONNECT_SWAPPED);
  update_description (self);
}

static void
vouch_code_page_finalize (GObject *object)
{
  vouch_secret_free (VOUCH_CODE_PAGE (object)->submitted);
  G_OBJECT_CLASS (vouch_code_page_parent_class)->finalize (object);
}

static void
vouch_code_page_class_init (VouchCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  object_class->constructed = vouch_code_page_constructed;
  object_class->finalize = vouch_code_page_finalize;
  page_class->tick = update_new_code;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchCodePage, code_row);
  gtk_widget_class_bind_template_child (widget_class, VouchCodePage, countdown_label);
  gtk_widget_class_bind_template_child (widget_class, VouchCodePage, new_button);
  gtk_widget_class_bind_template_child (widget_class, VouchCodePage, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, on_code_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_idle);
  gtk_widget_class_bind_template_callback (widget_class, submit_code);
  vouch_page_class_install_action (page_class, "code.submit", NULL, on_submit);
  vouch_page_class_install_action (page_class, "code.send-new", NULL, send_new_code);
}

static void
vouch_code_page_init (VouchCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
