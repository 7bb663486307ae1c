/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-terms.h"

G_BEGIN_DECLS

/**
 * VouchServer:
 *
 * One Beeper that answered: what it calls itself, its version, where it listens, and the terms on
 * which it was asked. Immutable.
 *
 * Properties (read only, for bindings): "origin", "address", "product", "version", "is-server",
 * "local", "events-url", "terms".
 */
#define VOUCH_TYPE_SERVER (vouch_server_get_type ())
G_DECLARE_FINAL_TYPE (VouchServer, vouch_server, VOUCH, SERVER, GObject)

/* The ports that a search asks when no other address is known */
#define VOUCH_SERVER_FIRST_PORT 23373
#define VOUCH_SERVER_LAST_PORT  23392
/* Timeouts in milliseconds: of a search, and of a typed address. */
#define VOUCH_SERVER_SEARCH_TIMEOUT 500
#define VOUCH_SERVER_PROBE_TIMEOUT  10000

/* Turns a typed address (host, host:port, :port, URL) into an origin: scheme, host and port, and
 * the path below which Beeper is when it is behind a proxy ("http://127.0.0.1:23373",
 * "https://example.org/chat"). Without a scheme, http for this computer and https for others;
 * without a port, 23373, but for an https URL its own 443; without a host, and for localhost,
 * 127.0.0.1. Paths of the API of Beeper are left out. Names are lower case and ASCII; the same
 * place is the same string, and an origin is its own address.
 *
 * Returns: (transfer full): or NULL and VOUCH_ERROR_NAMED_ADDRESS, VOUCH_ERROR_BAD_ADDRESS. */
char        *vouch_server_parse_address      (const char           *address,
                                              GError              **error);
/* Resolves a URL of the server on the origin that was asked: only its path counts. The server may
 * know itself by another name, and no data of ours may go to another origin.
 *
 * @said: (nullable)
 *
 * Returns: (transfer full) (nullable): NULL when @said is NULL or not valid */
char        *vouch_server_resolve_url        (const char           *origin,
                                              const char           *said);
/* Whether an origin is this computer itself (127.0.0.0/8, [::1], localhost). */
gboolean     vouch_server_origin_is_local    (const char           *origin);

/* Asks GET /v1/info. Where nothing listens on 127.0.0.1, [::1] is asked at the same port, and the
 * other way round: some Beepers listen on one of them only (api.md 4).
 *
 * Errors: VOUCH_ERROR_NOT_BEEPER when something else answers; where the terms lack the consent,
 * before anything is sent, VOUCH_ERROR_INSECURE for plain http to another computer and
 * VOUCH_ERROR_OTHER_USER for another user of this one; VOUCH_ERROR_TLS for a certificate that the
 * system does not trust, or that is not that of the terms; and those of VouchClient.
 *
 * @terms: (nullable): on which it is asked; the server keeps them
 * @timeout_ms: one of the two above, for each */
void         vouch_server_probe_async        (const char           *origin,
                                              VouchTerms           *terms,
                                              guint                 timeout_ms,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
VouchServer *vouch_server_probe_finish       (GAsyncResult         *result,
                                              GError              **error);

/* The origin of the answer, or of the last error, of a probe that has ended: valid as long as
 * @result. */
const char  *vouch_server_probe_get_origin   (GAsyncResult         *result);

/* Returns: (transfer none): the origin at which it answered */
const char  *vouch_server_get_origin         (VouchServer          *self);
/* Returns: (transfer none): the origin that was asked. It differs from the origin if [::1] answered
 * in place of 127.0.0.1, or the other way round. */
const char  *vouch_server_get_address        (VouchServer          *self);
/* The name that the server gives itself, such as "Beeper Desktop". */
const char  *vouch_server_get_product        (VouchServer          *self);
/* "" when not said. */
const char  *vouch_server_get_version        (VouchServer          *self);
/* Whether it is Beeper Server, which has no window: by its bundle id (api.md 4). */
gboolean     vouch_server_get_is_server      (VouchServer          *self);
/* (nullable); of the same origin always. */
const char  *vouch_server_get_events_url     (VouchServer          *self);
gboolean     vouch_server_get_local          (VouchServer          *self);
/* (nullable): nothing was agreed to. */
VouchTerms  *vouch_server_get_terms          (VouchServer          *self);

G_END_DECLS
