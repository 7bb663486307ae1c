/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-remembered-servers.h"

G_BEGIN_DECLS

/**
 * VouchServerMenu:
 *
 * The section of the main menu that lists the remembered servers and marks the one in use. It is
 * empty with fewer than two servers.
 *
 * Signals: "chosen" (string): the origin of a server that is not in use.
 */
#define VOUCH_TYPE_SERVER_MENU (vouch_server_menu_get_type ())
G_DECLARE_FINAL_TYPE (VouchServerMenu, vouch_server_menu, VOUCH, SERVER_MENU, GObject)

/* The items of the menu activate "servers.use": see vouch_server_menu_get_actions() */
#define VOUCH_SERVER_MENU_PREFIX "servers"

/* @section: the menu that is filled and kept up to date */
VouchServerMenu *vouch_server_menu_new         (GMenu                  *section,
                                                VouchSetup             *setup,
                                                VouchRememberedServers *remembered);
/* Returns: (transfer none) */
GActionGroup    *vouch_server_menu_get_actions (VouchServerMenu   *self);

G_END_DECLS
