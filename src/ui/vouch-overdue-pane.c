/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-overdue-pane"

#include "vouch-overdue-pane.h"

#include "vouch-start-pane.h"

struct _VouchOverduePane
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchOverduePane, vouch_overdue_pane, GTK_TYPE_BOX)

static void
vouch_overdue_pane_class_init (VouchOverduePaneClass *klass)
{
  g_type_ensure (VOUCH_TYPE_START_PANE);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-overdue-pane.ui");
}

static void
vouch_overdue_pane_init (VouchOverduePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
