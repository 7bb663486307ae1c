/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-welcome-page"

#include "vouch-welcome-page.h"

#include "vouch-point.h"

struct _VouchWelcomePage
{
  VouchPage parent_instance;

  guint     ticks;
};

G_DEFINE_FINAL_TYPE (VouchWelcomePage, vouch_welcome_page, VOUCH_TYPE_PAGE)

static void
activate_begin (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  vouch_setup_set_new_user (vouch_page_get_setup (VOUCH_PAGE (widget)), FALSE);
}

/* The first tick comes before the first frame, which must not wait for a search. */
static void
vouch_welcome_page_tick (VouchPage *page)
{
  VouchWelcomePage *self = VOUCH_WELCOME_PAGE (page);

  if (++self->ticks == 2)
    vouch_finder_search (vouch_context_get_finder (vouch_page_get_context (page)));
}

static void
vouch_welcome_page_class_init (VouchWelcomePageClass *klass)
{
  VOUCH_PAGE_CLASS (klass)->tick = vouch_welcome_page_tick;

  g_type_ensure (VOUCH_TYPE_POINT);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-welcome-page.ui");
  vouch_page_class_install_action (VOUCH_PAGE_CLASS (klass), "welcome.begin", NULL,
                                   activate_begin);
}

static void
vouch_welcome_page_init (VouchWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
