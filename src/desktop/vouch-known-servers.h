/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-setup.h"

G_BEGIN_DECLS

/* A remembered server, with the terms to which the user agreed. */
typedef struct {
  char       *origin;
  char       *product;   /* fit to be shown; "" when unknown */
  VouchTerms *terms;     /* with the last account of the server, fit to be shown */
} VouchKnownServer;

/**
 * VouchKnownServers:
 *
 * VouchKnownServers is the list of remembered servers in the settings. It contains no secrets. The
 * user can write anything into the settings, so invalid entries are ignored.
 *
 * Signals: "changed".
 *
 * The main thread only.
 */
#define VOUCH_TYPE_KNOWN_SERVERS (vouch_known_servers_get_type ())
G_DECLARE_FINAL_TYPE (VouchKnownServers, vouch_known_servers, VOUCH, KNOWN_SERVERS, GObject)

/* @settings: (nullable): NULL: no servers are remembered; a reference is taken
 * @setup: the server in use of this setup is remembered; a reference is taken
 * Returns: (transfer full) */
VouchKnownServers *vouch_known_servers_new      (GSettings         *settings,
                                                 VouchSetup        *setup);
/* Does not remember this address from now on: it is used for this run only.
 *
 * @address: (nullable): as it was typed; NULL: every address is remembered */
void               vouch_known_servers_ignore   (VouchKnownServers *self,
                                                 const char        *address);
/* Returns: (transfer full) (element-type VouchKnownServer): the server used last first */
GPtrArray         *vouch_known_servers_list     (VouchKnownServers *self);
/* @address: as it was typed
 * Returns: (transfer full) (nullable) */
VouchKnownServer  *vouch_known_servers_find     (VouchKnownServers *self,
                                                 const char        *address);
/* @self: (nullable): NULL: no servers are remembered
 * @address: as it was typed
 * Returns: (transfer full) (nullable): the terms of that server; NULL when it is not remembered */
VouchTerms        *vouch_known_servers_dup_terms (VouchKnownServers *self,
                                                 const char        *address);
/* Removes the user's consents from a remembered server. The certificate is kept, so that another
 * certificate still causes a warning.
 *
 * @origin: as VouchKnownServer has it */
void               vouch_known_servers_withdraw (VouchKnownServers *self,
                                                 const char        *origin);

void               vouch_known_server_free      (VouchKnownServer  *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchKnownServer, vouch_known_server_free)

G_END_DECLS
