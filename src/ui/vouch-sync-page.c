/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-sync-page"

#include "vouch-sync-page.h"

#include <glib/gi18n.h>

#include "vouch-check-row.h"
#include "vouch-overdue-pane.h"

struct _VouchSyncPage {
  VouchPage  parent_instance;

  gint64     since;   /* monotonic: when this page came, for Beeper does not say when it began */

  /* template */
  GtkLabel  *elapsed_label;
};

G_DEFINE_FINAL_TYPE (VouchSyncPage, vouch_sync_page, VOUCH_TYPE_PAGE)

static void
vouch_sync_page_tick (VouchPage *page)
{
  VouchSyncPage *self = VOUCH_SYNC_PAGE (page);
  gint64 seconds = (g_get_monotonic_time () - self->since) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  /* Translators: time that has gone by, minutes and seconds */
  text = g_strdup_printf (_("For %d:%02d so far"), (int) (seconds / 60), (int) (seconds % 60));
  gtk_label_set_label (self->elapsed_label, text);
}

static void
vouch_sync_page_class_init (VouchSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->tick = vouch_sync_page_tick;

  g_type_ensure (VOUCH_TYPE_CHECK_ROW);
  g_type_ensure (VOUCH_TYPE_OVERDUE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSyncPage, elapsed_label);
}

static void
vouch_sync_page_init (VouchSyncPage *self)
{
  self->since = g_get_monotonic_time ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
