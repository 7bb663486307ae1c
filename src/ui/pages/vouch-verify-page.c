/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-verify-page"

#include "vouch-verify-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-phone-scene.h"
#include "vouch-point.h"
#include "vouch-start-pane.h"

struct _VouchVerifyPage
{
  VouchPage  parent_instance;

  /* template */
  GtkWidget *neither_point;
  GtkWidget *neither_button;
  GtkWidget *starting_box;
};

G_DEFINE_FINAL_TYPE (VouchVerifyPage, vouch_verify_page, VOUCH_TYPE_PAGE)

/* A Beeper that has not finished starting may trust this computer without reporting it. The way
 * that loses data is not offered then. */
static void
update_variant (VouchVerifyPage *self)
{
  VouchSession *session = vouch_setup_get_session (vouch_page_get_setup (VOUCH_PAGE (self)));
  gboolean certain = vouch_session_get_state (session) == VOUCH_SESSION_NEEDS_VERIFICATION;

  gtk_widget_set_visible (self->neither_point, certain);
  gtk_widget_set_visible (self->neither_button, certain);
  gtk_widget_set_visible (self->starting_box, !certain);
  vouch_page_set_description (
    VOUCH_PAGE (self),
    certain
    ? _("Your messages are locked so that only you can read them. To unlock them here, confirm "
        "with your phone that it's you.")
    : _("Beeper is taking longer than usual to start. It may be waiting for you to confirm that "
        "it's you. If your chats open in Beeper, there is nothing to do here."));
}

static void
activate_use_neither (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RESET);
}

static void
vouch_verify_page_constructed (GObject *object)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (object));

  G_OBJECT_CLASS (vouch_verify_page_parent_class)->constructed (object);

  g_signal_connect_object (vouch_setup_get_session (setup), "notify::state",
                           G_CALLBACK (update_variant), object, G_CONNECT_SWAPPED);
  update_variant (VOUCH_VERIFY_PAGE (object));
}

static void
vouch_verify_page_class_init (VouchVerifyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_verify_page_constructed;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_POINT);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  g_type_ensure (VOUCH_TYPE_START_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-verify-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchVerifyPage, neither_point);
  gtk_widget_class_bind_template_child (widget_class, VouchVerifyPage, neither_button);
  gtk_widget_class_bind_template_child (widget_class, VouchVerifyPage, starting_box);
  vouch_page_class_install_action (page_class, "verify.use-neither", NULL, activate_use_neither);
}

static void
vouch_verify_page_init (VouchVerifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
