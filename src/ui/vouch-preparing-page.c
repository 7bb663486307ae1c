/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-preparing-page"

#include "vouch-preparing-page.h"

#include "vouch-overdue-pane.h"

/* The page goes away when Beeper says something else. A wait that is overdue brings a sentence and
 * Open Beeper: Beeper may work already and never say so. */
struct _VouchPreparingPage {
  VouchPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchPreparingPage, vouch_preparing_page, VOUCH_TYPE_PAGE)

static void
vouch_preparing_page_class_init (VouchPreparingPageClass *klass)
{
  g_type_ensure (VOUCH_TYPE_OVERDUE_PANE);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-preparing-page.ui");
}

static void
vouch_preparing_page_init (VouchPreparingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
