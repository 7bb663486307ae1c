/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchVerificationPage:
 *
 * A page about one verification: follows it, says what may be done with it, and does it, for the
 * verification that is on the screen and no other.
 *
 * Properties, all read only, for templates to bind to: "can-accept", "can-cancel",
 * "can-start-emoji", "can-confirm-emoji", "can-reject-emoji", "can-confirm-scan", "can-scan" (what
 * is possible now: buttons are visible by these alone), and "spinning" (the page has been on screen
 * for a second: time to say that it waits).
 *
 * Actions: "verification.accept", "verification.cancel", "verification.start-emoji",
 * "verification.confirm-emoji", "verification.reject-emoji", "verification.confirm-scan",
 * "verification.scan", "verification.show-code". They are enabled when they are possible and
 * nothing else runs; those that confirm only when vouch_page_get_can_confirm() says so, too.
 */
#define VOUCH_TYPE_VERIFICATION_PAGE (vouch_verification_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchVerificationPage, vouch_verification_page, VOUCH, VERIFICATION_PAGE,
                          VouchPage)

/**
 * VouchVerificationPageClass:
 * @update: the verification is there, or something about it changed: show it
 */
struct _VouchVerificationPageClass
{
  VouchPageClass parent_class;

  void (*update) (VouchVerificationPage *self,
                  VouchVerification     *verification);
};

/* The verification on the screen; (nullable) only before the page has its set-up. */
VouchVerification *vouch_verification_page_get_verification (VouchVerificationPage *self);
/* @named with "{device}" replaced by what the other device calls itself; @unnamed when that is
 * not known. */
char              *vouch_verification_page_say              (VouchVerificationPage *self,
                                                             const char            *named,
                                                             const char            *unnamed);

G_END_DECLS
