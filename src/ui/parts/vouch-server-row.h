/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchServerRow:
 *
 * A row for one Beeper that was found. The row, or its button, activates "connect.use-server" with
 * the origin of the server.
 */
#define VOUCH_TYPE_SERVER_ROW (vouch_server_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchServerRow, vouch_server_row, VOUCH, SERVER_ROW, AdwActionRow)

/* @account: (nullable): the account that Beeper had last
 * Returns: (transfer floating) */
GtkWidget *vouch_server_row_new        (VouchServer    *server,
                                        const char     *account);
/* Returns: (transfer none): the only part of the row that takes the focus */
GtkWidget *vouch_server_row_get_button (VouchServerRow *self);

G_END_DECLS
