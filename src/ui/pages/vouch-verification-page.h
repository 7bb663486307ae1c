/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchVerificationPage:
 *
 * A page about one verification. Shows the verification and acts on it, and never acts on another
 * one.
 *
 * Properties, all read only, for templates to bind to: "can-accept", "can-cancel",
 * "can-start-emoji", "can-confirm-scan", "can-scan"
 * (possible actions; the visibility of the buttons is bound to them), and "spinning" (the page has
 * been on screen for a second, so it shows that it waits).
 *
 * Actions: "verification.accept", "verification.cancel", "verification.start-emoji",
 * "verification.confirm-emoji", "verification.reject-emoji", "verification.confirm-scan",
 * "verification.scan", "verification.show-code". They are enabled while they are possible and the
 * page is idle. Those that answer a question also wait for the delay (see
 * vouch_page_get_can_confirm()).
 */
#define VOUCH_TYPE_VERIFICATION_PAGE (vouch_verification_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchVerificationPage, vouch_verification_page, VOUCH, VERIFICATION_PAGE,
                          VouchPage)

/**
 * VouchVerificationPageClass:
 * @update: shows the verification; called when it is set or has changed
 */
struct _VouchVerificationPageClass
{
  VouchPageClass parent_class;

  void (*update) (VouchVerificationPage *self,
                  VouchVerification     *verification);
};

/* Returns: (transfer none) (nullable): the verification on screen; NULL only during construction */
VouchVerification *vouch_verification_page_get_verification (VouchVerificationPage *self);
/* Returns: (transfer full): @named with "{device}" replaced by the name of the other device, or
 * @unnamed if the name is not known */
char              *vouch_verification_page_say              (VouchVerificationPage *self,
                                                             const char            *named,
                                                             const char            *unnamed);
/* As vouch_verification_page_say(), for texts in markup (#VouchSteps): the name is escaped. */
char              *vouch_verification_page_say_markup       (VouchVerificationPage *self,
                                                             const char            *named,
                                                             const char            *unnamed);

G_END_DECLS
