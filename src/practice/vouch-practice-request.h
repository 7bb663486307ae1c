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
