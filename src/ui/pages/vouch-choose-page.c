/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-choose-page"

#include "vouch-choose-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"

struct _VouchChoosePage
{
  VouchVerificationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchChoosePage, vouch_choose_page, VOUCH_TYPE_VERIFICATION_PAGE)

/* If this computer offers no method, the text tells the user to choose on the other device. */
static void
vouch_choose_page_update (VouchVerificationPage *page,
                          VouchVerification     *verification)
{
  gboolean emoji = (vouch_verification_get_actions (verification) & VOUCH_ACTION_START_SAS) != 0;
  gboolean scan = (vouch_verification_get_methods (verification) & VOUCH_METHOD_QR) != 0;
  g_autofree char *description = NULL;

  /* Translators: {device} is the name of a device. */
  if (emoji || scan)
    description = vouch_verification_page_say (
      page,
      _("{device} is ready. With emoji, both devices show seven pictures, and you check that "
        "they are the same."),
      _("Your other device is ready. With emoji, both devices show seven pictures, and you "
        "check that they are the same."));
  else
    description = vouch_verification_page_say (
      page,
      _("Choose on {device} how to go on."),
      _("Choose on your other device how to go on."));

  vouch_page_set_description (VOUCH_PAGE (page), description);
}

static void
vouch_choose_page_class_init (VouchChoosePageClass *klass)
{
  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_choose_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/vouchapp/Vouch/ui/vouch-choose-page.ui");
}

static void
vouch_choose_page_init (VouchChoosePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
