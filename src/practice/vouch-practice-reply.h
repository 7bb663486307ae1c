/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A reply: a status, perhaps a body and some headers. */
typedef struct {
  guint       status;
  /* owned */
  char       *type;          /* of the body; NULL when there is none */
  char       *body;
  char       *location;
  char       *retry_after;
} VouchPracticeReply;

VouchPracticeReply *vouch_practice_reply_new       (guint               status);
/* @object: (transfer full) */
VouchPracticeReply *vouch_practice_reply_new_json  (guint               status,
                                                    JsonObject         *object);
/* The flat envelope. @newer: as vouch_practice_error_get_refusal() has it */
VouchPracticeReply *vouch_practice_reply_new_error (const GError       *error,
                                                    gboolean            newer);
/* @page: HTML */
VouchPracticeReply *vouch_practice_reply_new_page  (const char         *page);
/* {error, error_description}, as OAuth has it. */
VouchPracticeReply *vouch_practice_reply_new_oauth (guint               status,
                                                    const char         *code,
                                                    const char         *description);
void                vouch_practice_reply_free      (VouchPracticeReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeReply, vouch_practice_reply_free)

/* Returns: the whole reply as HTTP/1.1 text, to be sent faulty */
char               *vouch_practice_reply_print     (VouchPracticeReply *self);

G_END_DECLS
