/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-request.h"

G_BEGIN_DECLS

/* The endpoint without the ids that are in @path, after "/v1/app/setup"; NULL when there is
 * none. */
const char *vouch_practice_setup_find_pattern (const char *method,
                                               const char *path);
/* Carries out the request.
 *
 * Returns: FALSE and an error of VOUCH_PRACTICE_ERROR when it is refused */
gboolean vouch_practice_setup_answer  (VouchPracticeRequest  *request,
                                       GError               **error);

/* The 17 handlers, one for each endpoint; internal to the setup API. */
#define VOUCH_PRACTICE_HANDLER(name) \
  gboolean vouch_practice_setup_ ## name (VouchPracticeRequest *request, GError **error)

VOUCH_PRACTICE_HANDLER (get_session);
VOUCH_PRACTICE_HANDLER (start);
VOUCH_PRACTICE_HANDLER (email);
VOUCH_PRACTICE_HANDLER (response);
VOUCH_PRACTICE_HANDLER (register);
VOUCH_PRACTICE_HANDLER (recovery_key);
VOUCH_PRACTICE_HANDLER (reset);
VOUCH_PRACTICE_HANDLER (confirm_reset);
VOUCH_PRACTICE_HANDLER (list);
VOUCH_PRACTICE_HANDLER (request);
VOUCH_PRACTICE_HANDLER (get_verification);
VOUCH_PRACTICE_HANDLER (accept);
VOUCH_PRACTICE_HANDLER (cancel);
VOUCH_PRACTICE_HANDLER (scan);
VOUCH_PRACTICE_HANDLER (confirm_scanned);
VOUCH_PRACTICE_HANDLER (start_sas);
VOUCH_PRACTICE_HANDLER (confirm_sas);

G_END_DECLS
