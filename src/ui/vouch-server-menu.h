/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-remembered-servers.h"

G_BEGIN_DECLS

/**
 * VouchServerMenu:
 *
 * The part of the main menu that lists the known Beepers, the one in use marked. There is nothing
 * to choose from, and nothing listed, where fewer than two are known.
 *
 * Signals: "chosen" (string): the origin of another one than that in use.
 */
#define VOUCH_TYPE_SERVER_MENU (vouch_server_menu_get_type ())
G_DECLARE_FINAL_TYPE (VouchServerMenu, vouch_server_menu, VOUCH, SERVER_MENU, GObject)

/* The items of the menu activate "servers.use": see vouch_server_menu_get_actions(). */
#define VOUCH_SERVER_MENU_PREFIX "servers"

/* @section: what it fills and keeps up to date */
VouchServerMenu *vouch_server_menu_new         (GMenu                  *section,
                                                VouchSetup             *setup,
                                                VouchRememberedServers *remembered);
/* Returns: (transfer none) */
GActionGroup    *vouch_server_menu_get_actions (VouchServerMenu   *self);

G_END_DECLS
