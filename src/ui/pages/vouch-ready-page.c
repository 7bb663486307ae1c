/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-ready-page"

#include "vouch-ready-page.h"

#include <glib/gi18n.h>

#include "vouch-check-row.h"
#include "vouch-start-pane.h"

struct _VouchReadyPage
{
  VouchPage  parent_instance;

  /* template */
  GtkWidget *started_row;
  GtkWidget *not_kept_label;
  GtkWidget *open_button;
  GtkWidget *verify_button;
  GtkWidget *create_key_button;
};

G_DEFINE_FINAL_TYPE (VouchReadyPage, vouch_ready_page, VOUCH_TYPE_PAGE)

/* The text does not advise to make another key when the key was not confirmed as saved: a new key
 * can sign the user out of chat networks. */
static char *
describe_key (VouchReadyPage *self,
              gboolean        saved,
              gint64          made)
{
  g_autoptr(GDateTime) time = made > 0 ? g_date_time_new_from_unix_local (made) : NULL;
  g_autofree char *date = time != NULL ? g_date_time_format (time, "%x") : NULL;

  if (date != NULL && saved)
    /* Translators: %s is a date */
    return g_strdup_printf (_("Made on %s"), date);
  if (date != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_("Made on %s. If you have it written down, all is well."), date);
  return g_strdup (saved ? "" : _("If you have it written down, all is well."));
}

static void
update_first_focus (VouchReadyPage *self)
{
  gboolean installed = gtk_widget_get_visible (self->open_button);

  g_object_set (self, "first-focus", installed ? self->open_button : self->verify_button, NULL);
}

/* In practice mode nothing is meant to be kept. */
static void
update_not_kept (VouchReadyPage *self)
{
  VouchContext *context = vouch_page_get_context (VOUCH_PAGE (self));
  gboolean kept = vouch_setup_get_tokens_kept (vouch_page_get_setup (VOUCH_PAGE (self)));

  gtk_widget_set_visible (self->not_kept_label,
                          !kept && !vouch_context_get_practice (context));
}

/* Some Beepers report for ever that they are starting, although they work. */
static void
update_certainty (VouchReadyPage *self)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));
  gboolean certain = vouch_session_get_state (session) == VOUCH_SESSION_READY;

  gtk_widget_set_visible (self->started_row, !certain);
  gtk_widget_set_visible (self->create_key_button, certain);
  vouch_page_set_description (
    VOUCH_PAGE (self),
    certain
    ? _("You can read and write your messages on this computer.")
    : _("This computer is trusted and your messages are loaded, although Beeper still says that "
        "it is starting. Open it: if your chats are there, you are done."));
}

static void
vouch_ready_page_constructed (GObject *object)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (object));

  G_OBJECT_CLASS (vouch_ready_page_parent_class)->constructed (object);
  g_signal_connect_object (setup, "notify::tokens-kept",
                           G_CALLBACK (update_not_kept), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_setup_get_session (setup), "notify::state",
                           G_CALLBACK (update_certainty), object, G_CONNECT_SWAPPED);
  update_not_kept (VOUCH_READY_PAGE (object));
  update_certainty (VOUCH_READY_PAGE (object));
}

static void
create_key (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RESET);
}

static void
vouch_ready_page_class_init (VouchReadyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_ready_page_constructed;

  g_type_ensure (VOUCH_TYPE_CHECK_ROW);
  g_type_ensure (VOUCH_TYPE_START_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-ready-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, started_row);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, not_kept_label);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, verify_button);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, create_key_button);
  gtk_widget_class_bind_template_callback (widget_class, update_first_focus);
  gtk_widget_class_bind_template_callback (widget_class, describe_key);
  vouch_page_class_install_action (page_class, "ready.create-key", NULL, create_key);
}

static void
vouch_ready_page_init (VouchReadyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_first_focus (self);
}
