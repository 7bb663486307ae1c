/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-waiting-page"

#include "vouch-waiting-page.h"

#include <glib/gi18n.h>

#include "vouch-countdown.h"
#include "vouch-notice.h"

struct _VouchWaitingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkWidget            *question_label;
  GtkLabel             *time_label;
  GtkWidget            *send_button;
  GtkWidget            *key_button;
};

G_DEFINE_FINAL_TYPE (VouchWaitingPage, vouch_waiting_page, VOUCH_TYPE_VERIFICATION_PAGE)

#define REQUEST_LIFETIME   600   /* seconds; Matrix specification, "Key verification framework" */
#define SEND_AGAIN_AFTER    60

static gboolean
is_verified (VouchWaitingPage *self)
{
  return vouch_session_get_verified (
    vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self))));
}

static gint64
get_requested_at (VouchWaitingPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));

  return verification != NULL ? vouch_verification_get_requested_at (verification) : 0;
}

/* Updates the time left, and offers to send the request again after a minute. A second request
 * before that would only close the first question on the other device. */
static void
update_time (VouchWaitingPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
  gboolean asking = verification != NULL &&
                    vouch_verification_get_state (verification) == VOUCH_VERIFICATION_REQUESTED;
  gint64 requested_at = get_requested_at (self);
  gint64 left = vouch_countdown_get_left (requested_at, REQUEST_LIFETIME);
  /* Translators: {time} is a time such as 9:05. */
  g_autofree char *line = vouch_countdown_say (_("Time left: {time}"), left);
  gboolean late;

  gtk_label_set_label (self->time_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), asking && left > 0);
  late = asking && requested_at != 0 &&
         vouch_countdown_get_left (requested_at, SEND_AGAIN_AFTER) == 0;
  gtk_widget_set_visible (self->send_button, late);
  gtk_widget_set_visible (self->key_button, late && !is_verified (self));
}

/* After the other device has accepted, the user has nothing left to press there. */
static char *
describe (VouchWaitingPage  *self,
          VouchVerification *verification)
{
  if (vouch_verification_get_state (verification) == VOUCH_VERIFICATION_READY)
    /* Translators: {device} is the name of a device. */
    return vouch_verification_page_say (
      VOUCH_VERIFICATION_PAGE (self),
      _("{device} has accepted. Vouch continues in a moment."),
      _("Your other device has accepted. Vouch continues in a moment."));
  if (is_verified (self))
    return g_strdup (_("Look at your other device. Beeper there asks whether you want to verify: "
                       "press Accept. Then both show seven emoji."));
  return g_strdup (_("Look at your phone or other computer. Beeper there asks about a new login: "
                     "press Accept. Then both show seven emoji."));
}

static void
vouch_waiting_page_update (VouchVerificationPage *page,
                           VouchVerification     *verification)
{
  VouchWaitingPage *self = VOUCH_WAITING_PAGE (page);
  g_autofree char *description = describe (self, verification);

  vouch_page_set_description (VOUCH_PAGE (page), description);
  gtk_widget_set_visible (self->question_label, vouch_verification_get_state (verification)
                                                != VOUCH_VERIFICATION_READY);
  update_time (self);
}

static void
vouch_waiting_page_tick (VouchPage *page)
{
  VOUCH_PAGE_CLASS (vouch_waiting_page_parent_class)->tick (page);
  update_time (VOUCH_WAITING_PAGE (page));
}

static void
vouch_waiting_page_class_init (VouchWaitingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_waiting_page_update;
  page_class->tick = vouch_waiting_page_tick;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-waiting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, question_label);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, key_button);
}

static void
vouch_waiting_page_init (VouchWaitingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
