/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stopped-page"

#include "vouch-stopped-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-phone-scene.h"
#include "vouch-problem-text.h"
#include "vouch-repairs.h"
#include "vouch-stopped-text.h"

/* After a warning there is no new attempt with one click: what may be the cause is checked off
 * before. The recovery key stays, because it needs no other device. */
struct _VouchStoppedPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkWidget            *scene;
  GtkWidget            *warning;
  GtkLabel             *advice_label;
  GtkWidget            *checks;
  GtkCheckButton       *account_check;
  GtkLabel             *account_label;
  GtkCheckButton       *attempt_check;
  GtkCheckButton       *network_check;
  GtkLabel             *rare_label;
  GtkWidget            *retry_button;
  GtkWidget            *over_button;
  GtkWidget            *key_button;
  GtkWidget            *back_button;
};

G_DEFINE_FINAL_TYPE (VouchStoppedPage, vouch_stopped_page, VOUCH_TYPE_VERIFICATION_PAGE)

static VouchSetup *
get_setup (gpointer page)
{
  return vouch_page_get_setup (VOUCH_PAGE (page));
}

/* Returns: whether the recovery key can help, which it can while this computer is not trusted or
 * has no secrets yet */
static gboolean
can_use_key (VouchStoppedPage *self)
{
  switch (vouch_session_get_state (vouch_setup_get_session (get_setup (self))))
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
    case VOUCH_SESSION_NEEDS_SECRETS:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
set_suggested (GtkWidget *button,
               gboolean   suggested)
{
  vouch_set_css_class (button, "suggested-action", suggested);
  vouch_set_css_class (button, "pill", suggested);
  vouch_set_css_class (button, "flat", !suggested);
}

/* Another attempt is offered only if this computer began the verification. */
static void
choose_buttons (VouchStoppedPage *self,
                gboolean          unsafe,
                gboolean          incoming)
{
  gboolean may_retry = !unsafe && !incoming;
  gboolean may_start_over = unsafe && !incoming;
  gboolean may_use_key = can_use_key (self);
  GtkWidget *first = may_retry ? self->retry_button : self->back_button;

  if (!unsafe && !may_retry && may_use_key)
    first = self->key_button;

  gtk_widget_set_visible (self->retry_button, may_retry);
  gtk_widget_set_visible (self->over_button, may_start_over);
  gtk_widget_set_visible (self->checks, may_start_over);
  gtk_widget_set_visible (self->key_button, may_use_key);
  set_suggested (self->key_button, first == self->key_button);
  set_suggested (self->back_button, first == self->back_button && !may_start_over);
  if (may_start_over)
    first = GTK_WIDGET (self->account_check);
  g_object_set (self, "first-focus", first, NULL);
}

static void
update_start_over (VouchStoppedPage *self)
{
  vouch_page_action_set_enabled (VOUCH_PAGE (self), "stopped.start-over",
                                 gtk_check_button_get_active (self->account_check) &&
                                 gtk_check_button_get_active (self->attempt_check) &&
                                 gtk_check_button_get_active (self->network_check));
}

static void
activate_start_over (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  vouch_setup_request_verification (get_setup (widget));
}

static void
show_account (VouchStoppedPage *self)
{
  const char *user = vouch_session_get_user_id (vouch_setup_get_session (get_setup (self)));
  g_autoptr(GString) text = NULL;
  g_autofree char *isolated = NULL;

  if (user == NULL)
    {
      gtk_label_set_label (self->account_label, _("Both devices show the same account"));
      return;
    }
  /* Translators: {account} is an address such as @ada:beeper.com. */
  text = g_string_new (_("Both devices show the same account, {account}"));
  isolated = g_strconcat ("\u2066", user, "\u2069", NULL);
  g_string_replace (text, "{account}", isolated, 1);
  gtk_label_set_label (self->account_label, text->str);
}

static void
vouch_stopped_page_update (VouchVerificationPage *page,
                           VouchVerification     *verification)
{
  VouchStoppedPage *self = VOUCH_STOPPED_PAGE (page);
  VouchStoppedText text;
  g_autofree char *description = NULL;

  vouch_stopped_text_look_up (&text, vouch_setup_get_stop_code (get_setup (page)));

  vouch_page_set_title (VOUCH_PAGE (page), text.title);
  description = vouch_problem_quote (text.text,
                                     text.known
                                     ? NULL : vouch_setup_get_stop_reason (get_setup (page)));
  vouch_page_set_description (VOUCH_PAGE (page), description);
  gtk_widget_set_visible (self->scene, !text.unsafe);
  gtk_widget_set_visible (self->warning, text.unsafe);
  gtk_label_set_label (self->advice_label, text.advice != NULL ? text.advice : "");
  gtk_label_set_label (self->rare_label, text.rare != NULL ? text.rare : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rare_label), text.rare != NULL);
  show_account (self);
  update_start_over (self);
  choose_buttons (self, text.unsafe, vouch_verification_get_incoming (verification));
  /* The checks replace the advice: both say the same. */
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label),
                          text.advice != NULL && !gtk_widget_get_visible (self->checks));
}

static void
vouch_stopped_page_class_init (VouchStoppedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_stopped_page_update;

  vouch_page_class_install_action (VOUCH_PAGE_CLASS (klass), "stopped.start-over", NULL,
                                   activate_start_over);

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-stopped-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, scene);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, warning);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, checks);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, account_check);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, account_label);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, attempt_check);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, network_check);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, rare_label);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, over_button);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, key_button);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, back_button);
  gtk_widget_class_bind_template_callback (widget_class, update_start_over);
}

static void
vouch_stopped_page_init (VouchStoppedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
