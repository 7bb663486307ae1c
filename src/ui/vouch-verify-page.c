/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-verify-page"

#include "vouch-verify-page.h"

#include "vouch-notice.h"

struct _VouchVerifyPage
{
  VouchPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchVerifyPage, vouch_verify_page, VOUCH_TYPE_PAGE)

static void
activate_use_device (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  vouch_setup_request_verification (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

static void
activate_use_key (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RECOVERY);
}

static void
activate_use_neither (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RESET);
}

static void
vouch_verify_page_idle_changed (VouchPage *page)
{
  gboolean idle = vouch_page_get_idle (page);

  gtk_widget_action_set_enabled (GTK_WIDGET (page), "verify.use-device", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "verify.use-key", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (page), "verify.use-neither", idle);
}

static void
vouch_verify_page_class_init (VouchVerifyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_PAGE_CLASS (klass)->idle_changed = vouch_verify_page_idle_changed;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-verify-page.ui");
  gtk_widget_class_install_action (widget_class, "verify.use-device", NULL, activate_use_device);
  gtk_widget_class_install_action (widget_class, "verify.use-key", NULL, activate_use_key);
  gtk_widget_class_install_action (widget_class, "verify.use-neither", NULL, activate_use_neither);
}

static void
vouch_verify_page_init (VouchVerifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
