/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* A line for one Beeper that was found, with its button, which activates "connect.use-server"
 * with the server's origin.
 *
 * @account: (nullable): whose it was last
 * Returns: (transfer floating) */
GtkWidget *vouch_server_row_new        (VouchServer   *server,
                                        const char    *account);
GtkWidget *vouch_server_row_get_button (GtkListBoxRow *row);

G_END_DECLS
