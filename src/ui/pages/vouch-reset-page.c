/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reset-page"

#include "vouch-reset-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-notice.h"
#include "vouch-point.h"
#include "vouch-repairs.h"

/* The page has two variants. An account that this Vouch registered gets its first key. All other
 * accounts get a warning and a consent, below the ways that lose no data. */
struct _VouchResetPage
{
  VouchPage       parent_instance;

  /* template */
  GtkWidget      *other_ways;
  GtkWidget      *device_button;
  GtkWidget      *kept_group;
  GtkWidget      *lost_group;
  GtkWidget      *help_button;
  GtkCheckButton *consent_check;
  GtkWidget      *missing_label;
  GtkButton      *create_button;
  GtkWidget      *back_button;
};

G_DEFINE_FINAL_TYPE (VouchResetPage, vouch_reset_page, VOUCH_TYPE_PAGE)

static gboolean
is_first_key (VouchResetPage *self)
{
  return vouch_setup_get_first_key (vouch_page_get_setup (VOUCH_PAGE (self)));
}

static void
update_actions (VouchResetPage *self)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));
  gboolean idle = vouch_page_get_idle (VOUCH_PAGE (self));
  gboolean agreed = is_first_key (self) || gtk_check_button_get_active (self->consent_check);

  vouch_page_action_set_enabled (VOUCH_PAGE (self), "reset.create",
                                 agreed && vouch_page_get_can_confirm (VOUCH_PAGE (self)));
  gtk_widget_set_visible (self->missing_label, !agreed);
  gtk_widget_set_visible (self->back_button,
                          !is_first_key (self) &&
                          (!idle || vouch_setup_get_can_go_back (setup)));
}

/* A consent is valid only for the account and the state that were on screen when it was given. */
static void
update_variant (VouchResetPage *self)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));
  gboolean first = is_first_key (self);
  gboolean ready = vouch_session_get_state (session) == VOUCH_SESSION_READY;

  gtk_check_button_set_active (self->consent_check, FALSE);
  gtk_widget_set_visible (self->other_ways, !first && !ready);
  gtk_widget_set_visible (self->kept_group, !first);
  gtk_widget_set_visible (self->lost_group, !first);
  gtk_widget_set_visible (GTK_WIDGET (self->consent_check), !first);

  vouch_page_set_title (VOUCH_PAGE (self),
                        first ? _("Create Your Recovery Key") : _("Create a New Recovery Key?"));
  vouch_page_set_description (
    VOUCH_PAGE (self),
    first
    ? _("It opens your messages again if you ever lose your devices. Beeper creates it now. On "
        "the next page you save it.")
    : ready
    ? _("This is the last resort: you lose something. Only do it if your old key (Recovery Code) "
        "is lost.")
    : _("This is the last resort: you lose something. With any phone or tablet where you use "
        "Beeper, or with your old key (Recovery Code), you lose nothing."));

  g_object_set (self, "icon-name", first ? "dialog-password-symbolic" : NULL, NULL);
  gtk_button_set_label (self->create_button, first ? _("_Create Key") : _("_Create New Key"));
  vouch_name_buttons (GTK_WIDGET (self->create_button));
  vouch_page_set_confirmed_content (VOUCH_PAGE (self), first ? "first" : "another");
  vouch_set_css_class (GTK_WIDGET (self->create_button), "destructive-action", !first);
  vouch_set_css_class (GTK_WIDGET (self->create_button), "suggested-action", first);
  g_object_set (self,
                "first-focus", first ? GTK_WIDGET (self->create_button)
                               : ready ? self->back_button : self->device_button,
                NULL);
  update_actions (self);
}

static void
activate_create (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  VouchResetPage *self = VOUCH_RESET_PAGE (widget);

  vouch_setup_create_key (vouch_page_get_setup (VOUCH_PAGE (self)),
                          gtk_check_button_get_active (self->consent_check));
}

static gboolean
on_help_button_activate_link (VouchResetPage *self)
{
  vouch_open_link (GTK_WIDGET (self),
                   gtk_link_button_get_uri (GTK_LINK_BUTTON (self->help_button)));
  return TRUE;
}

static void
vouch_reset_page_constructed (GObject *object)
{
  VouchResetPage *self = VOUCH_RESET_PAGE (object);
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));

  G_OBJECT_CLASS (vouch_reset_page_parent_class)->constructed (object);

  g_signal_connect_object (vouch_setup_get_session (setup), "notify::state",
                           G_CALLBACK (update_variant), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_setup_get_session (setup), "notify::user-id",
                           G_CALLBACK (update_variant), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::can-go-back",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_variant (self);
}

static void
vouch_reset_page_class_init (VouchResetPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_reset_page_constructed;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_POINT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-reset-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, other_ways);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, device_button);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, kept_group);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, lost_group);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, help_button);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, consent_check);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, VouchResetPage, back_button);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, on_help_button_activate_link);
  vouch_page_class_install_action (page_class, "reset.create", NULL, activate_create);
}

static void
vouch_reset_page_init (VouchResetPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
