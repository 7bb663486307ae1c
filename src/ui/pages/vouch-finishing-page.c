/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-finishing-page"

#include "vouch-finishing-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"

struct _VouchFinishingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  GtkWidget            *spinner;
  GtkLabel             *hint_label;
};

G_DEFINE_FINAL_TYPE (VouchFinishingPage, vouch_finishing_page, VOUCH_TYPE_VERIFICATION_PAGE)

/* Translators: in what follows, {device} is the name of a device. */
static char *
describe (VouchVerificationPage *page,
          VouchVerification     *verification)
{
  switch (vouch_verification_get_state (verification))
    {
    case VOUCH_VERIFICATION_DONE:
      return vouch_verification_page_say (
        page,
        _("Both devices agree. {device} should show that it worked, and this computer will be "
          "trusted in a moment."),
        _("Both devices agree. Your other device should show that it worked, and this computer "
          "will be trusted in a moment."));
    case VOUCH_VERIFICATION_SAS_READY:
      return vouch_verification_page_say (
        page,
        _("You said that the emoji match. {device} should still show them: say the same there."),
        _("You said that the emoji match. Your other device should still show them: say the "
          "same there."));
    case VOUCH_VERIFICATION_QR_SCANNED:
      return vouch_verification_page_say (
        page,
        _("{device} should now ask whether the code was scanned. Confirm it there."),
        _("Your other device should now ask whether the code was scanned. Confirm it there."));
    default:
      return vouch_verification_page_say (
        page,
        _("Go on with {device}: it should show what to do next."),
        _("Go on with your other device: it should show what to do next."));
    }
}

static void
vouch_finishing_page_update (VouchVerificationPage *page,
                             VouchVerification     *verification)
{
  VouchFinishingPage *self = VOUCH_FINISHING_PAGE (page);
  gboolean done = vouch_verification_get_state (verification) == VOUCH_VERIFICATION_DONE;
  g_autofree char *description = describe (page, verification);

  vouch_page_set_title (VOUCH_PAGE (page),
                        done ? _("Almost Done") : _("Waiting for Your Other Device"));
  vouch_page_set_description (VOUCH_PAGE (page), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  done ? _("Waiting for Beeper")
                                       : _("Waiting for your other device"),
                                  -1);
  gtk_label_set_label (self->hint_label,
                       done
                       ? _("This usually takes a few seconds. If nothing happens, leave both "
                           "devices on and online for a minute.")
                       : _("This usually takes a few seconds. If nothing happens, unlock your "
                           "other device and look at Beeper there; after a minute it may end by "
                           "itself."));
}

static void
vouch_finishing_page_class_init (VouchFinishingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_finishing_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-finishing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, hint_label);
}

static void
vouch_finishing_page_init (VouchFinishingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
