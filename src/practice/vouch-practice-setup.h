/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-wire.h"

G_BEGIN_DECLS

/* One request to the setup API while it is answered. */
typedef struct {
  /* borrowed */
  VouchPracticeAccount *account;
  const char           *method;
  const char           *path;      /* as it came: percent-encoded */
  const char           *token;     /* of the bearer, NULL without one */
  const char           *type;      /* of the body, NULL without one */
  GBytes               *text;      /* of the body */
  VouchPracticeForm     form;

  /* owned, filled in by the answer */
  char                 *id;
  JsonObject           *body;
  JsonObject           *reply;     /* NULL: nothing to say */
  char                 *fact;      /* for the log: nothing secret */
} VouchPracticeRequest;

void     vouch_practice_request_clear (VouchPracticeRequest  *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchPracticeRequest, vouch_practice_request_clear)

/* The endpoint without the ids that are in @path, after "/v1/app/setup"; NULL when there is
 * none. */
const char *vouch_practice_setup_find_pattern (const char *method,
                                               const char *path);
/* Does what the request asks for. FALSE and an error of VOUCH_PRACTICE_ERROR when it is refused. */
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

/* A member of the body; missing or of another type is a bad request. */
const char *vouch_practice_request_need_string (VouchPracticeRequest  *request,
                                                const char            *member,
                                                GError               **error);
/* FALSE when it is there and no string; *@text is NULL when it is not there. */
gboolean    vouch_practice_request_may_string  (VouchPracticeRequest  *request,
                                                const char            *member,
                                                const char           **text,
                                                GError               **error);
/* Sets the reply {session}. */
gboolean    vouch_practice_request_tell        (VouchPracticeRequest  *request);

G_END_DECLS
