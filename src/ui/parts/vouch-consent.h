/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* What only the person can agree to before anything is sent to an address: that it is not
 * encrypted, that another user of this computer listens there, or that it cannot prove who it
 * is. */

/* Whether @problem is such a one. */
gboolean      vouch_consent_is_needed (const GError        *problem);
/* The consent that would solve it; none where it is about a certificate. */
VouchConsents vouch_consent_get       (const GError        *problem);
/* Asks; finish with vouch_ask_finish().
 *
 * @address: as it was typed
 * @known: (nullable): the fingerprint that was agreed to for this address before */
void          vouch_consent_ask_async (GtkWidget           *parent,
                                    const char          *address,
                                    const GError        *problem,
                                    const char          *known,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);

G_END_DECLS
