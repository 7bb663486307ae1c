/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include "vouch-error.h"
#include "wait.h"

#include <string.h>

void
client_fixture_set_up (ClientFixture *fixture,
                       gconstpointer  data)
{
  fixture->server = wire_server_new ();
  fixture->client = vouch_client_new (wire_server_get_origin (fixture->server), NULL);
  vouch_client_set_token (fixture->client, TOKEN);
}

void
client_fixture_tear_down (ClientFixture *fixture,
                          gconstpointer  data)
{
  g_assert_finalize_object (fixture->client);
  g_clear_object (&fixture->reply);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->server, wire_server_free);
}

void
client_fixture_on_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  ClientFixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_clear_object (&fixture->reply);
  fixture->reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &fixture->error);
  fixture->done = TRUE;
}

void
client_fixture_wait (ClientFixture *fixture)
{
  WAIT_UNTIL (fixture->done);
  fixture->done = FALSE;
  g_assert_true ((fixture->reply == NULL) == (fixture->error != NULL));
}

void
client_fixture_get_session (ClientFixture *fixture)
{
  vouch_client_get_session_async (fixture->client, NULL, client_fixture_on_ready, fixture);
  client_fixture_wait (fixture);
}

void
client_fixture_assert_error (ClientFixture *fixture,
                             gint           code)
{
  g_assert_error (fixture->error, VOUCH_ERROR, code);
  g_assert_null (strstr (fixture->error->message, "127.0.0.1"));
  g_assert_null (strstr (fixture->error->message, "SERVER-TEXT"));
  g_assert_null (strstr (fixture->error->message, "SECRET-ID"));
}
