/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-sync-page"

#include "vouch-sync-page.h"

#include <glib/gi18n.h>

#include "vouch-check-row.h"
#include "vouch-overdue-pane.h"

struct _VouchSyncPage
{
  VouchPage  parent_instance;

  /* template */
  GtkLabel  *elapsed_label;
};

G_DEFINE_FINAL_TYPE (VouchSyncPage, vouch_sync_page, VOUCH_TYPE_PAGE)

static void
vouch_sync_page_tick (VouchPage *page)
{
  VouchSyncPage *self = VOUCH_SYNC_PAGE (page);
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (page));
  gint64 seconds = vouch_session_get_state_age (session) / 1000;
  g_autofree char *text = NULL;

  /* Beeper does not say when it began. Translators: minutes and seconds */
  text = g_strdup_printf (_("Vouch has been watching for %d:%02d"),
                          (int) (seconds / 60), (int) (seconds % 60));
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
  gtk_widget_init_template (GTK_WIDGET (self));
}
