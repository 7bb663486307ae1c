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
} VouchRememberedServer;

/**
 * VouchRememberedServers:
 *
 * VouchRememberedServers is the list of remembered servers in the settings. It contains no
 * secrets. The user can write anything into the settings, so invalid entries are ignored.
 *
 * Signals: "changed".
 *
 * The main thread only.
 */
#define VOUCH_TYPE_REMEMBERED_SERVERS (vouch_remembered_servers_get_type ())
G_DECLARE_FINAL_TYPE (VouchRememberedServers, vouch_remembered_servers, VOUCH, REMEMBERED_SERVERS,
                      GObject)

/* @settings: (nullable): NULL: no servers are remembered; a reference is taken
 * @setup: the server in use of this setup is remembered; a reference is taken
 * Returns: (transfer full) */
VouchRememberedServers *vouch_remembered_servers_new       (GSettings              *settings,
                                                            VouchSetup             *setup);
/* Does not remember this address from now on: it is used for this run only.
 *
 * @address: (nullable): as it was typed; NULL: every address is remembered */
void                    vouch_remembered_servers_ignore    (VouchRememberedServers *self,
                                                            const char             *address);
/* Returns: (transfer full) (element-type VouchRememberedServer): the server used last first */
GPtrArray              *vouch_remembered_servers_list      (VouchRememberedServers *self);
/* @address: as it was typed
 * Returns: (transfer full) (nullable) */
VouchRememberedServer  *vouch_remembered_servers_find      (VouchRememberedServers *self,
                                                            const char             *address);
/* @self: (nullable): NULL: no servers are remembered
 * @address: as it was typed
 * Returns: (transfer full) (nullable): the terms of that server; NULL when it is not remembered */
VouchTerms             *vouch_remembered_servers_dup_terms (VouchRememberedServers *self,
                                                            const char             *address);
/* Removes the user's consents from a remembered server. The certificate is kept, so that another
 * certificate still causes a warning.
 *
 * @origin: as VouchRememberedServer has it */
void                    vouch_remembered_servers_withdraw  (VouchRememberedServers *self,
                                                            const char             *origin);

void                    vouch_remembered_server_free       (VouchRememberedServer  *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRememberedServer, vouch_remembered_server_free)

G_END_DECLS
