/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-incoming-page"

#include "vouch-incoming-page.h"

#include <glib/gi18n-lib.h>

#include "vouch-countdown.h"
#include "vouch-notice.h"

struct _VouchIncomingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkLabel             *time_label;
};

G_DEFINE_FINAL_TYPE (VouchIncomingPage, vouch_incoming_page, VOUCH_TYPE_VERIFICATION_PAGE)

#define REQUEST_LIFETIME 600   /* seconds; Matrix specification, "Key verification framework" */

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
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), left > 0);
}

static void
vouch_incoming_page_update (VouchVerificationPage *page,
                            VouchVerification     *verification)
{
  g_autofree char *description = vouch_verification_page_say (
    page,
    /* Translators: {device} is the name of a device. */
    _("“{device}” asks to verify with this computer. Accept only if you started this yourself, "
      "just now."),
    _("Another device asks to verify with this computer. Accept only if you started this "
      "yourself, just now."));

  vouch_page_set_description (VOUCH_PAGE (page), description);
  update_time (VOUCH_INCOMING_PAGE (page));
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
  gtk_widget_class_bind_template_child (widget_class, VouchIncomingPage, time_label);
}

static void
vouch_incoming_page_init (VouchIncomingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
