/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-preparing-page"

#include "vouch-preparing-page.h"

#include <glib/gi18n.h>

#include "vouch-overdue-pane.h"

/* The page stays until Beeper reports another state. When the wait is overdue, it shows a sentence
 * and Open Beeper: some Beepers work and never report it. */
struct _VouchPreparingPage
{
  VouchPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchPreparingPage, vouch_preparing_page, VOUCH_TYPE_PAGE)

static void
describe (VouchPage *page)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (page));
  const char *text;

  switch (vouch_session_get_state (session))
    {
    case VOUCH_SESSION_INITIALIZING:
      text = _("Beeper is starting. This usually takes a few seconds, then Vouch continues.");
      break;
    case VOUCH_SESSION_NEEDS_SECRETS:
      text = _("This computer is trusted. Your other device now hands over the keys to your "
               "messages. This usually takes a few seconds, then Vouch continues.");
      break;
    default:
      text = _("Beeper is busy. This usually takes a few seconds, then Vouch continues.");
    }
  vouch_page_set_description (page, text);
}

static void
vouch_preparing_page_constructed (GObject *object)
{
  VouchPage *page = VOUCH_PAGE (object);

  G_OBJECT_CLASS (vouch_preparing_page_parent_class)->constructed (object);

  g_signal_connect_object (vouch_setup_get_session (vouch_page_get_setup (page)), "notify::state",
                           G_CALLBACK (describe), page, G_CONNECT_SWAPPED);
  describe (page);
}

static void
vouch_preparing_page_class_init (VouchPreparingPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = vouch_preparing_page_constructed;
  g_type_ensure (VOUCH_TYPE_OVERDUE_PANE);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-preparing-page.ui");
}

static void
vouch_preparing_page_init (VouchPreparingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
