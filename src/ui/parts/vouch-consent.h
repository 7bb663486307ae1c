/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* Some problems need the user's consent before anything is sent to an address: the connection is
 * not encrypted, another user of this computer listens there, or the certificate cannot be
 * verified. */

/* Returns: whether a consent can solve @problem */
gboolean      vouch_consent_is_needed (const GError        *problem);
/* Returns: the consent that solves @problem; VOUCH_CONSENT_NONE if @problem is about a
 * certificate */
VouchConsents vouch_consent_get       (const GError        *problem);
/* Asks the user. Finish with vouch_ask_finish().
 *
 * @address: as it was typed
 * @known: (nullable): the fingerprint that the user has accepted for this address before */
void          vouch_consent_ask_async (GtkWidget           *parent,
                                    const char          *address,
                                    const GError        *problem,
                                    const char          *known,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);

G_END_DECLS
