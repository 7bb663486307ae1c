/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-authorizer.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchBrowserAccess:
 *
 * Access to a Beeper that is signed in already, asked for in the browser: runs VouchAuthorizer for
 * the server of a VouchSetup and hands it the token. While it runs the set-up is not busy: the
 * person may as well paste a token.
 *
 * Properties, all read only: "running", "problem" (GError, nullable: how the last run ended).
 * Signals: "visit" (char *url): to be opened in the browser; no secret is in it.
 */
#define VOUCH_TYPE_BROWSER_ACCESS (vouch_browser_access_get_type ())
G_DECLARE_FINAL_TYPE (VouchBrowserAccess, vouch_browser_access,
                      VOUCH, BROWSER_ACCESS, GObject)

VouchBrowserAccess *vouch_browser_access_new         (VouchSetup                 *setup);
gboolean            vouch_browser_access_get_running (VouchBrowserAccess         *self);
const GError       *vouch_browser_access_get_problem (VouchBrowserAccess         *self);
/* @texts: what the browser shows in the end; copied. Ignored while it runs. */
void                vouch_browser_access_start       (VouchBrowserAccess         *self,
                                                      const VouchAuthorizerTexts *texts);
/* What the browser brings from then on no longer counts. */
void                vouch_browser_access_stop        (VouchBrowserAccess         *self);

G_END_DECLS
