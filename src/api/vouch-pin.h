/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * VouchPin:
 *
 * Internal to api: which certificate one exchange takes from the server. Without a wanted
 * fingerprint, one that the system trusts; with one, exactly that one, whatever else is wrong with
 * it.
 */
typedef struct _VouchPin VouchPin;

/* @wanted: (nullable): as vouch_error_get_fingerprint() writes it. @cancellable: of the exchange,
 * cancelled before anything is sent when the certificate is another one. */
VouchPin   *vouch_pin_new              (SoupMessage  *message,
                                        const char   *wanted,
                                        GCancellable *cancellable);
void        vouch_pin_free             (VouchPin     *pin);
/* The fingerprint of the refused certificate, or NULL. */
const char *vouch_pin_get_refused      (VouchPin     *pin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPin, vouch_pin_free)

G_END_DECLS
