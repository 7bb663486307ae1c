/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-incoming-page"

#include "vouch-incoming-page.h"

#include <glib/gi18n.h>

#include "vouch-countdown.h"
#include "vouch-notice.h"

/* Most who see this page have not started anything: so "Accept" is not suggested, and stands below
 * "Don't Allow". The focus starts on the name of the device and not on a button, so that an
 * accidental Enter or Space does not accept. */
struct _VouchIncomingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkWidget            *who;
  GtkLabel             *name_label;
  GtkLabel             *hint_label;
  GtkLabel             *time_label;
  GtkButton            *decline_button;
};

G_DEFINE_FINAL_TYPE (VouchIncomingPage, vouch_incoming_page, VOUCH_TYPE_VERIFICATION_PAGE)

#define REQUEST_LIFETIME 600   /* seconds; Matrix specification, "Key verification framework" */
#define LAST_MINUTES     120   /* only then the time left is shown */

static void
update_time (VouchIncomingPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
  gint64 start = verification != NULL ? vouch_verification_get_requested_at (verification) : 0;
  gint64 left = vouch_countdown_get_left (start, REQUEST_LIFETIME);
  /* Translators: {time} is a time such as 9:05. */
  g_autofree char *line = vouch_countdown_say (_("Time left: {time}"), left);

  gtk_label_set_label (self->time_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->time_label),
                          left > 0 && left <= LAST_MINUTES * G_USEC_PER_SEC);
}

static void
show_name (VouchIncomingPage *self,
           const char        *name)
{
  gtk_label_set_label (self->name_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->who),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/* The name of the device has a row of its own, apart from the sentences of Vouch. Who is setting up
 * this computer takes each question for a part of that: where it is none, the title has no answer
 * that sounds like it. */
static void
show_own (VouchIncomingPage *self,
          VouchVerification *verification)
{
  const char *name = vouch_verification_get_device_name (verification);
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));
  gboolean verified = vouch_session_get_verified (session);

  vouch_page_set_title (VOUCH_PAGE (self),
                        verified ? _("Let Another Device Read Your Messages?")
                                 : _("Did You Start This on Your Phone?"));
  vouch_page_set_description (VOUCH_PAGE (self),
                              verified
                              ? _("This has nothing to do with setting up Beeper here.")
                              : _("Another device asks to confirm this Beeper."));
  show_name (self, name != NULL ? name : _("A device without a name"));
  gtk_label_set_label (self->hint_label,
                       verified
                       ? _("Accept only if you are signing in on that device yourself, right now. "
                           "If not, or if you are not sure, press Don't Allow: nothing changes "
                           "then.")
                       : _("Accept only if this is your own device, and you started this there "
                           "just now. If not, or if you are not sure, press Don't Allow: nothing "
                           "changes then."));
  gtk_button_set_label (self->decline_button, _("_Don't Allow"));
}

static void
show_foreign (VouchIncomingPage *self,
              VouchVerification *verification)
{
  const char *user = vouch_verification_get_other_user (verification);

  vouch_page_set_title (VOUCH_PAGE (self), _("Another Person Is Asking"));
  vouch_page_set_description (VOUCH_PAGE (self),
                              _("This does not come from one of your own devices, and Vouch "
                                "confirms only those."));
  show_name (self, user != NULL ? user : _("A person who is not named"));
  gtk_label_set_label (self->hint_label,
                       _("Decline it, unless you want to answer in Beeper. Nothing changes on this "
                         "computer."));
  gtk_button_set_label (self->decline_button, _("_Decline"));
}

static void
vouch_incoming_page_update (VouchVerificationPage *page,
                            VouchVerification     *verification)
{
  VouchIncomingPage *self = VOUCH_INCOMING_PAGE (page);

  if (vouch_setup_get_foreign (vouch_page_get_setup (VOUCH_PAGE (page))))
    show_foreign (self, verification);
  else
    show_own (self, verification);
  update_time (self);
}

static void
vouch_incoming_page_tick (VouchPage *page)
{
  VOUCH_PAGE_CLASS (vouch_incoming_page_parent_class)->tick (page);
  update_time (VOUCH_INCOMING_PAGE (page));
}

static void
vouch_incoming_page_class_init (VouchIncomingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_incoming_page_update;
  VOUCH_PAGE_CLASS (klass)->tick = vouch_incoming_page_tick;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-incoming-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, who);
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, decline_button);
}

static void
vouch_incoming_page_init (VouchIncomingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
