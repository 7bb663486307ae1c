/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-authorize-page"

#include "vouch-authorize-page.h"

#include <glib/gi18n.h>

#include "vouch-secret.h"

struct _VouchAuthorizePage {
  VouchPage    parent_instance;

  /* template */
  GtkEditable *token_row;
};

G_DEFINE_FINAL_TYPE (VouchAuthorizePage, vouch_authorize_page, VOUCH_TYPE_PAGE)

static void
use_token (VouchAuthorizePage *self)
{
  vouch_autosecret char *token = vouch_secret_dup (gtk_editable_get_text (self->token_row));

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  if (*g_strstrip (token) == '\0')
    vouch_page_show_problem (VOUCH_PAGE (self), _("Paste the access token first."), TRUE);
  else
    vouch_setup_use_token (vouch_page_get_setup (VOUCH_PAGE (self)), token);
}

static void
on_use_token (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  use_token (VOUCH_AUTHORIZE_PAGE (widget));
}

static void
vouch_authorize_page_idle_changed (VouchPage *page)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "authorize.use-token",
                                 vouch_page_get_idle (page));
}

static void
vouch_authorize_page_class_init (VouchAuthorizePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->idle_changed = vouch_authorize_page_idle_changed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-authorize-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, token_row);
  gtk_widget_class_bind_template_callback (widget_class, use_token);
  gtk_widget_class_install_action (widget_class, "authorize.use-token", NULL, on_use_token);
}

static void
vouch_authorize_page_init (VouchAuthorizePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
