/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-client-private.h"
#include "wire-server.h"

G_BEGIN_DECLS

#define SESSION "{\"state\":\"needs-verification\",\"e2ee\":{}}"
#define TOKEN "the-token-7"

/* A client with a token, its server, and the result of the last call */
typedef struct {
  WireServer  *server;   /* (nullable) */
  VouchClient *client;
  VouchReply  *reply;
  GError      *error;
  gboolean     done;
} ClientFixture;

void client_fixture_set_up       (ClientFixture *fixture,
                                  gconstpointer  data);
void client_fixture_tear_down    (ClientFixture *fixture,
                                  gconstpointer  data);

/* The callback of a call, with the fixture as user_data */
void client_fixture_on_ready     (GObject       *source,
                                  GAsyncResult  *result,
                                  gpointer       user_data);
void client_fixture_wait         (ClientFixture *fixture);
void client_fixture_get_session  (ClientFixture *fixture);

/* Asserts the error of the last call, whose message must not contain text of the server or of the
 * user. */
void client_fixture_assert_error (ClientFixture *fixture,
                                  gint           code);

G_END_DECLS
