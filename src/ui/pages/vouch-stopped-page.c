/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stopped-page"

#include "vouch-stopped-page.h"

#include "vouch-notice.h"
#include "vouch-problem-text.h"
#include "vouch-stopped-text.h"

struct _VouchStoppedPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkLabel             *advice_label;
  GtkWidget            *retry_button;
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

/* Try Again is offered only if this computer began the verification and there is no warning. After
 * a warning, Back is the default. The recovery key stays, because it needs no other device. */
static void
choose_buttons (VouchStoppedPage *self,
                gboolean          unsafe,
                gboolean          incoming)
{
  gboolean may_retry = !unsafe && !incoming;
  gboolean may_use_key = can_use_key (self);
  GtkWidget *first = may_retry ? self->retry_button : self->back_button;
  GtkWidget *others[] = { self->key_button, self->back_button };

  if (!unsafe && !may_retry && may_use_key)
    first = self->key_button;

  gtk_widget_set_visible (self->retry_button, may_retry);
  gtk_widget_set_visible (self->key_button, may_use_key);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i] == first)
      gtk_widget_add_css_class (others[i], "suggested-action");
    else
      gtk_widget_remove_css_class (others[i], "suggested-action");

  g_object_set (self, "first-focus", first, NULL);
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
  description = vouch_problem_quote (text.text, vouch_setup_get_stop_reason (get_setup (page)));
  vouch_page_set_description (VOUCH_PAGE (page), description);
  g_object_set (page,
                "icon-name", text.unsafe ? "dialog-warning-symbolic" : "process-stop-symbolic",
                NULL);
  if (text.unsafe)
    gtk_widget_add_css_class (GTK_WIDGET (page), "unsafe");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (page), "unsafe");
  gtk_label_set_label (self->advice_label, text.advice != NULL ? text.advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), text.advice != NULL);
  choose_buttons (self, text.unsafe, vouch_verification_get_incoming (verification));
}

static void
vouch_stopped_page_class_init (VouchStoppedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_stopped_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-stopped-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, advice_label);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, key_button);
  gtk_widget_class_bind_template_child (widget_class, VouchStoppedPage, back_button);
}

static void
vouch_stopped_page_init (VouchStoppedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
