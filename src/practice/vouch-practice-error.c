/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-error"

#include "vouch-practice-error.h"

/* The reply of each refusal. The statuses are the declared ones (400, 401, 403, 404, 409, 422, 429,
 * 500, 502). Most words in "code" are ours, since those of Beeper are not published. */
static const VouchPracticeRefusal refusals[] = {
  [VOUCH_PRACTICE_ERROR_BAD_REQUEST]      = { 400, "bad_request" },
  [VOUCH_PRACTICE_ERROR_UNSUPPORTED_TYPE] = { 400, "unsupported_media_type" },
  [VOUCH_PRACTICE_ERROR_UNAUTHORIZED]     = { 401, "unauthorized" },
  [VOUCH_PRACTICE_ERROR_WRONG_CODE]       = { 403, "invalid_code" },
  [VOUCH_PRACTICE_ERROR_CODE_EXPIRED]     = { 403, "expired_code" },
  [VOUCH_PRACTICE_ERROR_NOT_FOUND]        = { 404, "not_found" },
  [VOUCH_PRACTICE_ERROR_CONFLICT]         = { 409, "conflict" },
  [VOUCH_PRACTICE_ERROR_USERNAME_TAKEN]   = { 409, "username_taken" },
  [VOUCH_PRACTICE_ERROR_INVALID]          = { 422, "validation_error" },
  [VOUCH_PRACTICE_ERROR_KEY_REFUSED]      = { 422, "invalid_recovery_key" },
  [VOUCH_PRACTICE_ERROR_CODE_UNREADABLE]  = { 422, "invalid_qr_code" },
  [VOUCH_PRACTICE_ERROR_INTERNAL]         = { 500, "internal_error" },
};

/* The replies of newer paths of Beeper. Seen of a running one: "VALIDATION_ERROR", "NOT_FOUND" and
 * "unauthorized". */
static const VouchPracticeRefusal newer_refusals[] = {
  [VOUCH_PRACTICE_ERROR_BAD_REQUEST]      = { 400, "VALIDATION_ERROR", "Required" },
  [VOUCH_PRACTICE_ERROR_UNSUPPORTED_TYPE] = { 400, "UNSUPPORTED_MEDIA_TYPE" },
  [VOUCH_PRACTICE_ERROR_UNAUTHORIZED]     = { 401, "unauthorized" },
  [VOUCH_PRACTICE_ERROR_WRONG_CODE]       = { 403, "INVALID_CODE" },
  [VOUCH_PRACTICE_ERROR_CODE_EXPIRED]     = { 403, "EXPIRED_CODE" },
  [VOUCH_PRACTICE_ERROR_NOT_FOUND]        = { 404, "NOT_FOUND" },
  [VOUCH_PRACTICE_ERROR_CONFLICT]         = { 409, "CONFLICT" },
  [VOUCH_PRACTICE_ERROR_USERNAME_TAKEN]   = { 409, "USERNAME_TAKEN" },
  [VOUCH_PRACTICE_ERROR_INVALID]          = { 400, "VALIDATION_ERROR",
                                              "String must contain at least 1 character(s)" },
  [VOUCH_PRACTICE_ERROR_KEY_REFUSED]      = { 422, "INVALID_RECOVERY_KEY" },
  [VOUCH_PRACTICE_ERROR_CODE_UNREADABLE]  = { 422, "INVALID_QR_CODE" },
  [VOUCH_PRACTICE_ERROR_INTERNAL]         = { 500, "INTERNAL_ERROR" },
};

G_DEFINE_QUARK (vouch-practice-error-quark, vouch_practice_error)

static gsize
find_refusal (const GError *error)
{
  if (error == NULL || error->domain != VOUCH_PRACTICE_ERROR ||
      error->code < 0 || (gsize) error->code >= G_N_ELEMENTS (refusals))
    return VOUCH_PRACTICE_ERROR_INTERNAL;
  return error->code;
}

const VouchPracticeRefusal *
vouch_practice_error_get_refusal (const GError *error,
                                  gboolean      newer)
{
  const VouchPracticeRefusal *table = newer ? newer_refusals : refusals;

  return &table[find_refusal (error)];
}
