/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-shape.h"

G_BEGIN_DECLS

/* Internal to api: the table of api.md 1, and GET /v1/info. */
typedef enum {
  VOUCH_ENDPOINT_INFO,
  VOUCH_ENDPOINT_SESSION,
  VOUCH_ENDPOINT_START,
  VOUCH_ENDPOINT_EMAIL,
  VOUCH_ENDPOINT_CODE,
  VOUCH_ENDPOINT_REGISTER,
  VOUCH_ENDPOINT_KEY,
  VOUCH_ENDPOINT_KEY_RESET,
  VOUCH_ENDPOINT_KEY_CONFIRM,
  VOUCH_ENDPOINT_LIST,
  VOUCH_ENDPOINT_REQUEST,
  VOUCH_ENDPOINT_VERIFICATION,
  VOUCH_ENDPOINT_ACCEPT,
  VOUCH_ENDPOINT_CANCEL,
  VOUCH_ENDPOINT_SCAN,
  VOUCH_ENDPOINT_CONFIRM_SCANNED,
  VOUCH_ENDPOINT_START_SAS,
  VOUCH_ENDPOINT_CONFIRM_SAS,
  VOUCH_N_ENDPOINTS,
} VouchEndpointName;

typedef struct {
  const char       *method;
  const char       *name;                 /* method and path with {id}, for errors and logs */
  gboolean          bearer;               /* is sent the token when there is one */
  const VouchShape *shape;                /* of the reply; NULL: either reply to a sign-in code */
  gboolean          too_old_if_missing;   /* what a 404 means */
  gsize             max_reply;            /* bytes; 0: as much as any */
} VouchEndpoint;

const VouchEndpoint *vouch_endpoint_get        (VouchEndpointName     name);
char                *vouch_endpoint_build_path (const VouchEndpoint  *endpoint,
                                                const char           *id,
                                                GError              **error);

G_END_DECLS
