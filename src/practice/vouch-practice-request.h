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
  JsonObject           *reply;     /* NULL: an empty reply */
  char                 *fact;      /* for the log: no secret */
} VouchPracticeRequest;

void     vouch_practice_request_clear (VouchPracticeRequest  *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VouchPracticeRequest, vouch_practice_request_clear)

/* Returns: a member of the body; NULL and an error when it is missing or of another type */
const char *vouch_practice_request_need_string (VouchPracticeRequest  *request,
                                                const char            *member,
                                                GError               **error);
/* *@text is NULL without that member. Returns: FALSE when it is no string */
gboolean    vouch_practice_request_may_string  (VouchPracticeRequest  *request,
                                                const char            *member,
                                                const char           **text,
                                                GError               **error);
/* Sets the reply {session}. */
gboolean    vouch_practice_request_tell        (VouchPracticeRequest  *request);

G_END_DECLS
