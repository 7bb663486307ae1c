/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-preparing-page"

#include "vouch-preparing-page.h"

/* Nothing to decide here: the page goes away when Beeper says something else. After half a
 * minute it says that this is unusual, and what helps. */
struct _VouchPreparingPage {
  VouchPage  parent_instance;

  gint64     since;   /* monotonic */

  /* template */
  GtkWidget *slow_label;
};

G_DEFINE_FINAL_TYPE (VouchPreparingPage, vouch_preparing_page, VOUCH_TYPE_PAGE)

#define USUAL_SECONDS 30

static void
vouch_preparing_page_tick (VouchPage *page)
{
  VouchPreparingPage *self = VOUCH_PREPARING_PAGE (page);

  gtk_widget_set_visible (self->slow_label,
                          g_get_monotonic_time () - self->since > USUAL_SECONDS * G_USEC_PER_SEC);
}

static void
vouch_preparing_page_class_init (VouchPreparingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->tick = vouch_preparing_page_tick;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-preparing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPreparingPage, slow_label);
}

static void
vouch_preparing_page_init (VouchPreparingPage *self)
{
  self->since = g_get_monotonic_time ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
