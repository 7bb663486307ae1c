/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-sync-page"

#include "vouch-sync-page.h"

#include <glib/gi18n.h>

#include "vouch-check-row.h"
#include "vouch-overdue-pane.h"
#include "vouch-tick.h"

struct _VouchSyncPage
{
  VouchPage  parent_instance;

  /* template */
  GtkLabel  *elapsed_label;
};

G_DEFINE_FINAL_TYPE (VouchSyncPage, vouch_sync_page, VOUCH_TYPE_PAGE)

static char *
name_secrets (VouchSyncPage *self,
              gboolean       has_secrets)
{
  return g_strdup (has_secrets ? _("The keys to your messages are here")
                               : _("Fetching the keys to your messages…"));
}

static char *
name_messages (VouchSyncPage *self,
               gboolean       loaded)
{
  return g_strdup (loaded ? _("Messages loaded") : _("Loading messages…"));
}

/* Beeper does not say when it began, so this counts from when Vouch saw it first. */
static void
vouch_sync_page_tick (VouchPage *page)
{
  VouchSyncPage *self = VOUCH_SYNC_PAGE (page);
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (page));
  int minutes = (int) (vouch_session_get_state_age (session) / 60000);
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("Running for %d minute", "Running for %d minutes", minutes),
                          minutes);
  gtk_label_set_label (self->elapsed_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->elapsed_label), minutes > 0);
}

static void
vouch_sync_page_class_init (VouchSyncPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->tick = vouch_sync_page_tick;

  g_type_ensure (VOUCH_TYPE_CHECK_ROW);
  g_type_ensure (VOUCH_TYPE_OVERDUE_PANE);
  g_type_ensure (VOUCH_TYPE_TICK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-sync-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchSyncPage, elapsed_label);
  gtk_widget_class_bind_template_callback (widget_class, vouch_page_name_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, name_secrets);
  gtk_widget_class_bind_template_callback (widget_class, name_messages);
}

static void
vouch_sync_page_init (VouchSyncPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
