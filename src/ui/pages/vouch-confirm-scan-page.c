/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-confirm-scan-page"

#include "vouch-confirm-scan-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-phone-scene.h"

/* Only a click on a button may answer. The focus starts on a sentence, so that an accidental Enter
 * or Space does nothing, and there is no default button. The check mark is pale, and the phone
 * has a question mark below it: it is not this computer that says that it worked. */
struct _VouchConfirmScanPage
{
  VouchVerificationPage parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchConfirmScanPage, vouch_confirm_scan_page, VOUCH_TYPE_VERIFICATION_PAGE)

static void
vouch_confirm_scan_page_update (VouchVerificationPage *page,
                                VouchVerification     *verification)
{
  g_autofree char *description = vouch_verification_page_say (
    page,
    /* Translators: {device} is the name of a device. */
    _("Your other device, {device}, has scanned the code. Look at it now: does it say that it "
      "worked?"),
    _("Your other device has scanned the code. Look at it now: does it say that it worked?"));

  vouch_page_set_description (VOUCH_PAGE (page), description);
}

static void
vouch_confirm_scan_page_class_init (VouchConfirmScanPageClass *klass)
{
  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_confirm_scan_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-confirm-scan-page.ui");
}

static void
vouch_confirm_scan_page_init (VouchConfirmScanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
