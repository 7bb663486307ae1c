/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-server.h"

G_BEGIN_DECLS

/* Internal to api: the rules that hold for every request that Vouch makes. */

/* The limit of a reply, in bytes; an endpoint can have a lower one. It holds while the reply is
 * read. */
#define VOUCH_HTTP_MAX_REPLY (1024 * 1024)

/* The conditions of one exchange. */
typedef struct {
  const VouchTerms *terms;        /* (nullable) */
  guint             timeout_ms;   /* for the whole exchange */
  gsize             max_reply;    /* bytes; 0: VOUCH_HTTP_MAX_REPLY */
} VouchHttpOptions;

/* For one origin. */
SoupSession *vouch_http_session_new     (gboolean              local);

/* @call: method and path pattern, for errors and logs
 * @body: (nullable): of the type @content_type
 * @options: read at once */
void         vouch_http_send_async      (SoupSession            *session,
                                         SoupMessage            *message,
                                         const char             *call,
                                         const char             *content_type,
                                         GBytes                 *body,
                                         const VouchHttpOptions *options,
                                         GCancellable           *cancellable,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
/* Returns: (transfer full): the body of a 2xx, wiped when freed. */
GBytes      *vouch_http_send_finish     (SoupSession          *session,
                                         GAsyncResult         *result,
                                         GError              **error);

/* A token as it can stand in a header: visible ASCII (RFC 6750, 2.1). NULL when it is none:
 * anything else comes from a mishap in copying. Free it with vouch_secret_free(). */
char        *vouch_http_clean_token     (const char           *token);

/* Turns a failed exchange into a VouchError, without the host name that GIO and libsoup put into
 * their messages. */
GError      *vouch_http_error_translate (const char           *call,
                                         const GError         *error);
/* The error for a status that is not 2xx. @sent: (nullable): the body of the request, whose secrets
 * are kept out of the error. @body: of the reply. */
GError      *vouch_http_error_for_reply (const char           *call,
                                         SoupMessage          *message,
                                         GBytes               *sent,
                                         GBytes               *body);

G_END_DECLS
