/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchServerRow:
 *
 * A line for one Beeper that was found, with its button, which activates "connect.use-server" with
 * the server's origin.
 */
#define VOUCH_TYPE_SERVER_ROW (vouch_server_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchServerRow, vouch_server_row, VOUCH, SERVER_ROW, AdwActionRow)

/* @account: (nullable): whose it was last
 * Returns: (transfer floating) */
GtkWidget *vouch_server_row_new        (VouchServer    *server,
                                        const char     *account);
/* The only part of it that takes the focus. Borrowed. */
GtkWidget *vouch_server_row_get_button (VouchServerRow *self);

G_END_DECLS
