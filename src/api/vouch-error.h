/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * VouchError:
 * @VOUCH_ERROR_UNREACHABLE: nothing answers there: refused, reset, cut off, no route
 * @VOUCH_ERROR_NO_SUCH_HOST: the name of the other computer is unknown (DNS)
 * @VOUCH_ERROR_TIMED_OUT: no complete answer in time
 * @VOUCH_ERROR_TLS: the other side could not prove who it is
 * @VOUCH_ERROR_INSECURE: plain http to another computer, without consent
 * @VOUCH_ERROR_OTHER_USER: another user of this computer listens there, without consent
 * @VOUCH_ERROR_BAD_ADDRESS: what was typed is no address
 * @VOUCH_ERROR_NAMED_ADDRESS: what was typed holds a user name or password
 * @VOUCH_ERROR_NOT_BEEPER: something else answers there
 * @VOUCH_ERROR_TOO_OLD: this Beeper cannot be set up from here
 * @VOUCH_ERROR_MALFORMED: the answer is not what the API promises
 * @VOUCH_ERROR_REDIRECTED: the answer sends us elsewhere; Vouch does not go
 * @VOUCH_ERROR_UNAUTHORIZED: 401: a token is needed, or this one no longer counts
 * @VOUCH_ERROR_READ_ONLY: the token counts, but it may only read (api.md 3)
 * @VOUCH_ERROR_REJECTED: 400, 403, 404, 410, 422: what was sent was not accepted
 * @VOUCH_ERROR_CONFLICT: 409: the state has moved on
 * @VOUCH_ERROR_RATE_LIMITED: 429: too often; see vouch_error_get_retry_after()
 * @VOUCH_ERROR_SERVER: 5xx: Beeper has a problem of its own
 *
 * Each code is a different thing that the user can do about it.
 */
typedef enum {
  VOUCH_ERROR_UNREACHABLE,
  VOUCH_ERROR_NO_SUCH_HOST,
  VOUCH_ERROR_TIMED_OUT,
  VOUCH_ERROR_TLS,
  VOUCH_ERROR_INSECURE,
  VOUCH_ERROR_OTHER_USER,
  VOUCH_ERROR_BAD_ADDRESS,
  VOUCH_ERROR_NAMED_ADDRESS,
  VOUCH_ERROR_NOT_BEEPER,
  VOUCH_ERROR_TOO_OLD,
  VOUCH_ERROR_MALFORMED,
  VOUCH_ERROR_REDIRECTED,
  VOUCH_ERROR_UNAUTHORIZED,
  VOUCH_ERROR_READ_ONLY,
  VOUCH_ERROR_REJECTED,
  VOUCH_ERROR_CONFLICT,
  VOUCH_ERROR_RATE_LIMITED,
  VOUCH_ERROR_SERVER,
} VouchError;

#define VOUCH_ERROR (vouch_error_quark ())
GQuark      vouch_error_quark              (void);

/* The data of an HTTP reply that an error carries. All of these are safe on any #GError: 0 or NULL
 * when it has no such data. The message of a #GError of ours is English, for logs, and holds no
 * text of the server or the user. */
guint       vouch_error_get_status         (const GError *error);
guint       vouch_error_get_retry_after    (const GError *error);   /* seconds; 0: not said */
/* The message of the server, unchanged: to be shown as plain text only. */
const char *vouch_error_get_server_message (const GError *error);
/* Whether the connection was refused because nothing listens there. */
gboolean    vouch_error_get_refused        (const GError *error);
/* The fingerprint of the certificate that VOUCH_ERROR_TLS is about: SHA-256 in hex pairs,
 * "AB:CD:…". The user can agree to that certificate: #VouchTerms. */
const char *vouch_error_get_fingerprint    (const GError *error);

GError     *vouch_error_new_http           (const char *call,
                                            guint       status,
                                            guint       retry_after,
                                            const char *server_message);
GError     *vouch_error_new_refused        (const char *call);
GError     *vouch_error_new_tls            (const char *call,
                                            const char *fingerprint);

G_END_DECLS
