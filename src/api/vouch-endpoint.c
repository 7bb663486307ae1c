/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-endpoint"

#include "vouch-endpoint.h"

#include "vouch-error.h"

#include <libsoup/soup.h>
#include <string.h>

#define ID "{id}"

/* Recovery keys live under "verification", devices under "verifications". */
#define SETUP        "/v1/app/setup"
#define RECOVERY_KEY SETUP "/verification/recovery-key"
#define DEVICES      SETUP "/verifications"

#define MAX_INFO (64 * 1024)   /* a stranger may answer */

#define PUBLIC FALSE
#define BEARER TRUE

const VouchEndpoint *
vouch_endpoint_get (VouchEndpointName name)
{
  static const VouchEndpoint table[] = {
    [VOUCH_ENDPOINT_INFO] =
      { "GET", "GET /v1/info", PUBLIC, vouch_shape_info, FALSE, MAX_INFO },
    [VOUCH_ENDPOINT_SESSION] =
      { "GET", "GET " SETUP, BEARER, vouch_shape_session, TRUE },
    [VOUCH_ENDPOINT_START] =
      { "POST", "POST " SETUP "/start", PUBLIC, vouch_shape_start },
    [VOUCH_ENDPOINT_EMAIL] =
      { "POST", "POST " SETUP "/email", PUBLIC, vouch_shape_nothing },
    [VOUCH_ENDPOINT_CODE] =
      { "POST", "POST " SETUP "/response", PUBLIC, NULL },
    [VOUCH_ENDPOINT_REGISTER] =
      { "POST", "POST " SETUP "/register", PUBLIC, vouch_shape_signed_in },
    [VOUCH_ENDPOINT_KEY] =
      { "POST", "POST " RECOVERY_KEY, BEARER, vouch_shape_session_reply },
    [VOUCH_ENDPOINT_KEY_RESET] =
      { "POST", "POST " RECOVERY_KEY "/reset", BEARER, vouch_shape_new_key },
    [VOUCH_ENDPOINT_KEY_CONFIRM] =
      { "POST", "POST " RECOVERY_KEY "/reset/confirm", BEARER, vouch_shape_session_reply },
    [VOUCH_ENDPOINT_LIST] =
      { "GET", "GET " DEVICES, BEARER, vouch_shape_list },
    [VOUCH_ENDPOINT_REQUEST] =
      { "POST", "POST " DEVICES, BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_VERIFICATION] =
      { "GET", "GET " DEVICES "/" ID, BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_ACCEPT] =
      { "POST", "POST " DEVICES "/" ID "/accept", BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_CANCEL] =
      { "POST", "POST " DEVICES "/" ID "/cancel", BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_SCAN] =
      { "POST", "POST " DEVICES "/qr/scan", BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_CONFIRM_SCANNED] =
      { "POST", "POST " DEVICES "/" ID "/qr/confirm-scanned", BEARER,
        vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_START_SAS] =
      { "POST", "POST " DEVICES "/" ID "/sas/start", BEARER, vouch_shape_verification_reply },
    [VOUCH_ENDPOINT_CONFIRM_SAS] =
      { "POST", "POST " DEVICES "/" ID "/sas/confirm", BEARER, vouch_shape_verification_reply },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (table) == VOUCH_N_ENDPOINTS);

  return &table[name];
}

/**
 * vouch_endpoint_build_path:
 * @id: (nullable): takes the place of {id}
 *
 * Returns: (transfer full): the path, or NULL when @id could not be told from another path
 */
char *
vouch_endpoint_build_path (const VouchEndpoint  *endpoint,
                           const char           *id,
                           GError              **error)
{
  const char *path = strchr (endpoint->name, ' ') + 1;
  const char *place = strstr (path, ID);
  g_autofree char *escaped = NULL;

  if (place == NULL)
    return g_strdup (path);
  if (id == NULL || *id == '\0' || g_str_equal (id, ".") || g_str_equal (id, ".."))
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "%s: no usable id", endpoint->name);
      return NULL;
    }
  escaped = g_uri_escape_string (id, NULL, FALSE);
  return g_strdup_printf ("%.*s%s%s", (int) (place - path), path, escaped, place + strlen (ID));
}
