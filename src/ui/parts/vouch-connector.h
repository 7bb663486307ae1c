/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-beeper-start.h"
#include "vouch-finder.h"
#include "vouch-remembered-servers.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchAttempt:
 * @VOUCH_ATTEMPT_NONE: no address was tried yet
 * @VOUCH_ATTEMPT_RUNS: the address is asked, or the user is asked for a consent
 * @VOUCH_ATTEMPT_CONNECTED: #VouchSetup has a server
 * @VOUCH_ATTEMPT_DECLINED: the user did not give the consent
 * @VOUCH_ATTEMPT_FAILED: the "problem" of #VouchSetup says why
 * @VOUCH_ATTEMPT_REPLACED: another server or address was chosen, or the page has gone
 *
 * How the attempt to connect to an address ended.
 */
typedef enum {
  VOUCH_ATTEMPT_NONE,
  VOUCH_ATTEMPT_RUNS,
  VOUCH_ATTEMPT_CONNECTED,
  VOUCH_ATTEMPT_DECLINED,
  VOUCH_ATTEMPT_FAILED,
  VOUCH_ATTEMPT_REPLACED,
} VouchAttempt;

/**
 * VouchConnector:
 *
 * Connects the setup of one window to a server. It connects to a server that was found, or to an
 * address, and asks the user first for the consents that the address needs and its terms lack.
 *
 * It connects by itself in two cases: at first, to the address that must be used or was used last,
 * or else to a single server that was found; and to the Beeper that the user opened.
 *
 * It acts only while a page is set as its parent.
 */
#define VOUCH_TYPE_CONNECTOR (vouch_connector_get_type ())
G_DECLARE_FINAL_TYPE (VouchConnector, vouch_connector, VOUCH, CONNECTOR, GObject)

/* @remembered: (nullable): no server is remembered
 * @launcher: (nullable): no Beeper can be opened */
VouchConnector *vouch_connector_new         (VouchSetup             *setup,
                                             VouchFinder            *finder,
                                             VouchRememberedServers *remembered,
                                             VouchBeeperStart       *launcher);
/* @parent: (nullable): the page over which questions are asked; borrowed until it is replaced. NULL
 *   ends the running attempt. */
void            vouch_connector_set_parent  (VouchConnector    *self,
                                             GtkWidget         *parent);

/* Connects to the server that the finder has at this origin, if it is still there. */
void            vouch_connector_use_server  (VouchConnector    *self,
                                             const char        *origin);
/* Begins an attempt. @address: as it was typed
 * Returns: FALSE: refused, because the setup is busy or there is no parent */
gboolean        vouch_connector_use_address (VouchConnector    *self,
                                             const char        *address);
/* Returns: the result for the last address */
VouchAttempt    vouch_connector_get_attempt (VouchConnector    *self);

/* Returns: (transfer full) (nullable): the address that must be used, or else the address that was
 * used last */
char           *vouch_connector_dup_address (VouchConnector    *self);
/* Returns: whether the Beeper that the user opened still has time to answer */
gboolean        vouch_connector_get_waiting (VouchConnector    *self);

/* To be called when a key or a button is pressed. From then on it connects without a click only to
 * a Beeper that is opened later. */
void            vouch_connector_note_input  (VouchConnector    *self);
/* To be called when an address is typed. It does not connect without a click to the Beeper that was
 * opened either. */
void            vouch_connector_note_typing (VouchConnector    *self);

G_END_DECLS
