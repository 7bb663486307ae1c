/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-waiting-page"

#include "vouch-waiting-page.h"

#include <glib/gi18n.h>

#include "vouch-countdown.h"
#include "vouch-notice.h"
#include "vouch-phone-scene.h"
#include "vouch-spinner.h"
#include "vouch-steps.h"

/* The steps have the focus first: no button here may be pressed by accident, and a screen reader
 * says all of them. */
struct _VouchWaitingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  VouchPhoneScene      *scene;
  VouchSteps           *steps;
  GtkLabel             *waiting_label;
  GtkWidget            *send_button;
  GtkWidget            *key_button;
};

G_DEFINE_FINAL_TYPE (VouchWaitingPage, vouch_waiting_page, VOUCH_TYPE_VERIFICATION_PAGE)

#define REQUEST_LIFETIME   600   /* seconds; Matrix specification, "Key verification framework" */
#define SEND_AGAIN_AFTER    60
#define LAST_MINUTES       120   /* only then the time left is shown: before, it would hurry */

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

static gboolean
is_asking (VouchWaitingPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));

  return verification != NULL &&
         vouch_verification_get_state (verification) == VOUCH_VERIFICATION_REQUESTED;
}

/* Updates the time left, and offers to send the request again after a minute. A second request
 * before that would only close the first question on the other device. */
static void
update_time (VouchWaitingPage *self)
{
  gboolean asking = is_asking (self);
  gint64 requested_at = get_requested_at (self);
  gint64 left = vouch_countdown_get_left (requested_at, REQUEST_LIFETIME);
  /* Translators: {time} is a time such as 1:05. */
  g_autofree char *line = vouch_countdown_say (_("Time left: {time}"), left);
  gboolean late;

  if (!asking)
    gtk_label_set_label (self->waiting_label, _("Waiting for Beeper…"));
  else if (left > 0 && left <= LAST_MINUTES * G_USEC_PER_SEC)
    gtk_label_set_label (self->waiting_label, line);
  else
    gtk_label_set_label (self->waiting_label, _("Waiting for your answer there…"));
  late = asking && requested_at != 0 &&
         vouch_countdown_get_left (requested_at, SEND_AGAIN_AFTER) == 0;
  gtk_widget_set_visible (self->send_button, late);
  gtk_widget_set_visible (self->key_button, late && !is_verified (self));
}

/* After the other device has accepted, the user has nothing left to press there. */
static char *
describe (VouchWaitingPage *self)
{
  if (!is_asking (self))
    /* Translators: {device} is the name of a device. */
    return vouch_verification_page_say (
      VOUCH_VERIFICATION_PAGE (self),
      _("Your other device, {device}, has accepted. Vouch continues in a moment."),
      _("Your other device has accepted. Vouch continues in a moment."));
  if (vouch_page_get_practice (VOUCH_PAGE (self)))
    return g_strdup (_("This is only practice. The pretend phone asks you something now: answer it "
                       "there."));
  return g_strdup (_("Beeper has sent a question to your phone, and to every other device where "
                     "you use it. Answer it on one of them."));
}

static void
show_steps (VouchWaitingPage *self)
{
  const char *texts[] = {
    vouch_page_get_practice (VOUCH_PAGE (self)) ? _("Look at the pretend phone.")
                                                : _("Unlock your phone and open Beeper."),
    /* Translators: Accept is a button of Beeper on the phone. */
    _("Beeper asks you to confirm. Press <b>Accept</b>."),
    _("Come back here."),
    NULL
  };

  vouch_steps_set_texts (self->steps, texts);
  vouch_steps_set_done (self->steps, is_asking (self) ? 0 : 2);
}

static void
vouch_waiting_page_update (VouchVerificationPage *page,
                           VouchVerification     *verification)
{
  VouchWaitingPage *self = VOUCH_WAITING_PAGE (page);
  g_autofree char *description = describe (self);
  gboolean asking = is_asking (self);

  vouch_page_set_description (VOUCH_PAGE (page), description);
  vouch_phone_scene_set_state (self->scene,
                               asking ? VOUCH_PHONE_SCENE_ASKS : VOUCH_PHONE_SCENE_EMOJI);
  vouch_phone_scene_set_press_label (self->scene, asking ? NULL : "");
  show_steps (self);
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
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  g_type_ensure (VOUCH_TYPE_STEPS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-waiting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, scene);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, steps);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, VouchWaitingPage, key_button);
}

static void
vouch_waiting_page_init (VouchWaitingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
