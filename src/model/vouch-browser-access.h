/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-authorizer.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchBrowserAccess:
 *
 * VouchBrowserAccess asks for access to a Beeper that is signed in already. It runs VouchAuthorizer
 * for the server of a VouchSetup and passes the token to vouch_setup_use_token(). The setup is not
 * busy during the run, so the user can also paste a token.
 *
 * Properties, all read only: "running", "problem" (GError, nullable: the error of the last run).
 *
 * Signals: "visit" (char *url): the URL to open in the browser; it contains no secret.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_BROWSER_ACCESS (vouch_browser_access_get_type ())
G_DECLARE_FINAL_TYPE (VouchBrowserAccess, vouch_browser_access,
                      VOUCH, BROWSER_ACCESS, GObject)

/* @setup: a reference is taken
 * Returns: (transfer full) */
VouchBrowserAccess *vouch_browser_access_new         (VouchSetup                 *setup);
gboolean            vouch_browser_access_get_running (VouchBrowserAccess         *self);
/* Returns: (nullable): borrowed; of #VOUCH_ERROR */
const GError       *vouch_browser_access_get_problem (VouchBrowserAccess         *self);
/* Does nothing during a run, or while no server is in use.
 *
 * @texts: for the last page in the browser; copied */
void                vouch_browser_access_start       (VouchBrowserAccess         *self,
                                                      const VouchAuthorizerTexts *texts);
/* Cancels the run. A token that the browser brings later is discarded. */
void                vouch_browser_access_stop        (VouchBrowserAccess         *self);

G_END_DECLS
