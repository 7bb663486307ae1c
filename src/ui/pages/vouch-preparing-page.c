/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-preparing-page"

#include "vouch-preparing-page.h"

#include <glib/gi18n.h>

#include "vouch-overdue-pane.h"
#include "vouch-spinner.h"

/* The page stays until Beeper reports another state. When the wait is overdue, it shows a sentence
 * and Open Beeper: some Beepers work and never report it. */
struct _VouchPreparingPage
{
  VouchPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchPreparingPage, vouch_preparing_page, VOUCH_TYPE_PAGE)

/* When the wait is overdue, VouchOverduePane says how long it takes. */
static const char *
choose_text (VouchSessionState state,
             gboolean          overdue)
{
  switch (state)
    {
    case VOUCH_SESSION_INITIALIZING:
      return overdue ? _("Beeper is still starting.")
                     : _("Beeper is starting. This takes a few seconds.");
    case VOUCH_SESSION_NEEDS_SECRETS:
      return overdue ? _("Confirmed, but the keys to your messages have not come yet.")
                     : _("Confirmed. Your other device is now sending the keys to your messages. "
                         "This takes a few seconds.");
    default:
      return overdue ? _("Beeper is still busy.")
                     : _("Beeper is busy. This takes a few seconds.");
    }
}

static void
describe (VouchPage *page)
{
  VouchSetup *setup = vouch_page_get_setup (page);
  VouchSessionState state = vouch_session_get_state (vouch_setup_get_session (setup));
  gboolean overdue;

  g_object_get (setup, "overdue", &overdue, NULL);
  vouch_page_set_description (page, choose_text (state, overdue));
}

static void
vouch_preparing_page_constructed (GObject *object)
{
  VouchPage *page = VOUCH_PAGE (object);

  G_OBJECT_CLASS (vouch_preparing_page_parent_class)->constructed (object);

  g_signal_connect_object (vouch_setup_get_session (vouch_page_get_setup (page)), "notify::state",
                           G_CALLBACK (describe), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_page_get_setup (page), "notify::overdue",
                           G_CALLBACK (describe), page, G_CONNECT_SWAPPED);
  describe (page);
}

static void
vouch_preparing_page_class_init (VouchPreparingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = vouch_preparing_page_constructed;
  g_type_ensure (VOUCH_TYPE_OVERDUE_PANE);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-preparing-page.ui");
}

static void
vouch_preparing_page_init (VouchPreparingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
