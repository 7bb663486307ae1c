/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-setup.h"

G_BEGIN_DECLS

/* One Beeper that was used, and what the person agreed to there. */
typedef struct {
  char       *origin;
  char       *product;   /* fit to be shown; "" when not known */
  VouchTerms *terms;     /* their account is the last one there, fit to be shown */
} VouchKnownServer;

/**
 * VouchKnownServers:
 *
 * The Beepers that were used, in the settings: what they are, and what the person agreed to at each
 * address. Nothing of this is secret. The settings belong to the person, who may write anything
 * there: what is no Beeper's address is left out.
 *
 * Signals: "changed".
 */
#define VOUCH_TYPE_KNOWN_SERVERS (vouch_known_servers_get_type ())
G_DECLARE_FINAL_TYPE (VouchKnownServers, vouch_known_servers, VOUCH, KNOWN_SERVERS, GObject)

/* @settings: (nullable): without, nothing is remembered. @setup: its servers are remembered. */
VouchKnownServers *vouch_known_servers_new      (GSettings         *settings,
                                                 VouchSetup        *setup);
/* @address: (nullable): is used for this run only, and not remembered from now on */
void               vouch_known_servers_ignore   (VouchKnownServers *self,
                                                 const char        *address);
/* Returns: (transfer full) (element-type VouchKnownServer): the one used last first */
GPtrArray         *vouch_known_servers_list     (VouchKnownServers *self);
/* @address: as it was typed
 * Returns: (transfer full) (nullable) */
VouchKnownServer  *vouch_known_servers_find     (VouchKnownServers *self,
                                                 const char        *address);
/* @self: (nullable): nothing is remembered
 * @address: as it was typed
 * Returns: (transfer full) (nullable): the terms of that server; NULL: it is not known */
VouchTerms        *vouch_known_servers_dup_terms (VouchKnownServers *self,
                                                 const char        *address);
/* The person takes back what was agreed to there. A certificate stays: another one there is a
 * reason to warn all the same. */
void               vouch_known_servers_withdraw (VouchKnownServers *self,
                                                 const char        *origin);

void               vouch_known_server_free      (VouchKnownServer  *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchKnownServer, vouch_known_server_free)

G_END_DECLS
