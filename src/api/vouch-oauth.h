/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-server.h"
#include "vouch-shape.h"

G_BEGIN_DECLS

/* Internal to api: the requests and replies of VouchAuthorizer. */

#define VOUCH_OAUTH_METADATA_PATH  "/.well-known/oauth-authorization-server"
#define VOUCH_OAUTH_REGISTER_PATH  "/oauth/register"
#define VOUCH_OAUTH_AUTHORIZE_PATH "/oauth/authorize"
#define VOUCH_OAUTH_TOKEN_PATH     "/oauth/token"
#define VOUCH_OAUTH_REVOKE_PATH    "/oauth/revoke"
#define VOUCH_OAUTH_INTROSPECT_PATH "/oauth/introspect"
#define VOUCH_OAUTH_SCOPE          "read write"

/* A GET, or a POST when there is a body (transfer full). Takes @task, which gets the error when
 * nothing can be sent and is @callback's user data otherwise. */
void        vouch_oauth_send_async         (SoupSession          *session,
                                            GTask                *task,
                                            const char           *call,
                                            VouchServer          *server,
                                            const char           *url,
                                            const char           *content_type,
                                            GBytes               *body,
                                            GAsyncReadyCallback   callback);
JsonObject *vouch_oauth_read_reply         (GObject              *session,
                                            GAsyncResult         *result,
                                            const VouchShape     *shape,
                                            const char           *call,
                                            GError              **error);
/* @metadata: (out): NULL when the server has none, or invalid ones */
gboolean    vouch_oauth_read_metadata      (GObject              *session,
                                            GAsyncResult         *result,
                                            JsonObject          **metadata,
                                            GError              **error);
char       *vouch_oauth_build_url          (const char           *origin,
                                            JsonObject           *metadata,
                                            const char           *member,
                                            const char           *fallback_path);
GBytes     *vouch_oauth_build_registration (const char           *redirect_uri);
/* Whether a reply of RFC 7662 has a scope to read, and none to write. Scopes of other words do not
 * count. */
gboolean    vouch_oauth_is_read_only       (JsonObject           *reply);
/* Takes what soup_form_encode() made. */
GBytes     *vouch_oauth_take_form          (char                 *form);

G_END_DECLS
