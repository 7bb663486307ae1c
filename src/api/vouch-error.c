/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-error"

#include "vouch-error.h"

/* The error domain of Vouch, and the data of an HTTP reply that an error carries. */
typedef struct {
  guint     status;
  guint     retry_after;
  gboolean  refused;
  char     *server_message;  /* owned */
  char     *fingerprint;     /* owned */
} VouchErrorPrivate;

static void
vouch_error_private_init (VouchErrorPrivate *private)
{
}

static void
vouch_error_private_copy (const VouchErrorPrivate *source,
                          VouchErrorPrivate       *copy)
{
  copy->status = source->status;
  copy->retry_after = source->retry_after;
  copy->refused = source->refused;
  copy->server_message = g_strdup (source->server_message);
  copy->fingerprint = g_strdup (source->fingerprint);
}

static void
vouch_error_private_clear (VouchErrorPrivate *private)
{
  g_clear_pointer (&private->server_message, g_free);
  g_clear_pointer (&private->fingerprint, g_free);
}

G_DEFINE_EXTENDED_ERROR (VouchError, vouch_error)

static const VouchErrorPrivate *
peek_private (const GError *error)
{
  static const VouchErrorPrivate nothing;

  if (error == NULL || error->domain != VOUCH_ERROR)
    return &nothing;
  return vouch_error_get_private (error);
}

guint
vouch_error_get_status (const GError *error)
{
  return peek_private (error)->status;
}

guint
vouch_error_get_retry_after (const GError *error)
{
  return peek_private (error)->retry_after;
}

const char *
vouch_error_get_server_message (const GError *error)
{
  return peek_private (error)->server_message;
}

const char *
vouch_error_get_fingerprint (const GError *error)
{
  return peek_private (error)->fingerprint;
}

gboolean
vouch_error_get_refused (const GError *error)
{
  return peek_private (error)->refused;
}

/* The declared statuses are in api.md 2. Others are sorted by their hundred. */
static VouchError
code_for_status (guint status)
{
  switch (status)
    {
    case 401:
      return VOUCH_ERROR_UNAUTHORIZED;
    case 409:
      return VOUCH_ERROR_CONFLICT;
    case 429:
      return VOUCH_ERROR_RATE_LIMITED;
    default:
      break;
    }
  if (status >= 500)
    return VOUCH_ERROR_SERVER;
  if (status >= 400)
    return VOUCH_ERROR_REJECTED;
  if (status >= 300)
    return VOUCH_ERROR_REDIRECTED;
  return VOUCH_ERROR_MALFORMED;
}

/**
 * vouch_error_new_http:
 * @call: method and path pattern, for the log: "POST /v1/app/setup/response"; no ids, no query
 * @status: the HTTP status of the reply
 * @retry_after: seconds to wait, or 0
 * @server_message: (nullable): what the server says about it, unchanged
 */
GError *
vouch_error_new_http (const char *call,
                      guint       status,
                      guint       retry_after,
                      const char *server_message)
{
  GError *error = g_error_new (VOUCH_ERROR, code_for_status (status), "%s: HTTP %u", call, status);
  VouchErrorPrivate *private = vouch_error_get_private (error);

  private->status = status;
  private->retry_after = retry_after;
  private->server_message = g_strdup (server_message);
  return error;
}

/**
 * vouch_error_new_refused:
 *
 * VOUCH_ERROR_UNREACHABLE because nothing listens there.
 */
GError *
vouch_error_new_refused (const char *call)
{
  GError *error = g_error_new (VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE, "%s: refused", call);
  VouchErrorPrivate *private = vouch_error_get_private (error);

  private->refused = TRUE;
  return error;
}

/**
 * vouch_error_new_tls:
 * @fingerprint: of the certificate that is not trusted, or not the one expected
 */
GError *
vouch_error_new_tls (const char *call,
                     const char *fingerprint)
{
  GError *error = g_error_new (VOUCH_ERROR, VOUCH_ERROR_TLS, "%s: certificate not trusted", call);
  VouchErrorPrivate *private = vouch_error_get_private (error);

  private->fingerprint = g_strdup (fingerprint);
  return error;
}
