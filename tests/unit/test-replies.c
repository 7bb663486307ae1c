/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "reply-list.h"
#include "vouch-error.h"

#include <string.h>

static void
call (ClientFixture *f,
      const char    *name)
{
  GAsyncReadyCallback ready = client_fixture_on_ready;

  if (g_str_equal (name, "session"))
    vouch_client_get_session_async (f->client, NULL, ready, f);
  else if (g_str_equal (name, "start"))
    vouch_client_start_async (f->client, NULL, ready, f);
  else if (g_str_equal (name, "email"))
    vouch_client_send_email_async (f->client, "r", "a@b", NULL, ready, f);
  else if (g_str_equal (name, "code"))
    vouch_client_submit_code_async (f->client, "r", "1", NULL, ready, f);
  else if (g_str_equal (name, "register"))
    vouch_client_register_async (f->client, "r", "l", "u", NULL, ready, f);
  else if (g_str_equal (name, "key"))
    vouch_client_send_recovery_key_async (f->client, "k", NULL, ready, f);
  else if (g_str_equal (name, "reset"))
    vouch_client_reset_recovery_key_async (f->client, NULL, NULL, ready, f);
  else if (g_str_equal (name, "confirm"))
    vouch_client_confirm_recovery_key_async (f->client, "k", NULL, ready, f);
  else if (g_str_equal (name, "list"))
    vouch_client_list_verifications_async (f->client, NULL, ready, f);
  else if (g_str_equal (name, "request"))
    vouch_client_request_verification_async (f->client, NULL, NULL, NULL, ready, f);
  else if (g_str_equal (name, "verification"))
    vouch_client_get_verification_async (f->client, "v", NULL, ready, f);
  else if (g_str_equal (name, "accept"))
    vouch_client_accept_verification_async (f->client, "v", NULL, ready, f);
  else if (g_str_equal (name, "cancel"))
    vouch_client_cancel_verification_async (f->client, "v", NULL, NULL, ready, f);
  else if (g_str_equal (name, "scan"))
    vouch_client_scan_qr_async (f->client, "d", NULL, ready, f);
  else
    g_error ("No call is named %s", name);
  client_fixture_wait (f);
}

static void
play (WireServer *server,
      GBytes     *body)
{
  GString *reply = g_string_new ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");

  g_string_append_len (reply, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  wire_server_play (server, WIRE_ANSWER, reply->str, reply->len);
  g_string_free (reply, TRUE);
}

/* Each reply is accepted or is exactly one error, and none logs a critical. */
static void
test_broken (ClientFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) replies = reply_list_load ();

  g_assert_cmpuint (replies->len, >, 80);
  for (guint i = 0; i < replies->len; i++)
    {
      const ReplyCase *reply = g_ptr_array_index (replies, i);

      g_test_message ("%s", reply->name);
      play (fixture->server, reply->body);
      call (fixture, reply->call);
      if (reply->tolerated)
        g_assert_no_error (fixture->error);
      else
        client_fixture_assert_error (fixture, VOUCH_ERROR_MALFORMED);
      if (reply->member != NULL)
        {
          g_autofree char *path = g_strdup_printf (": Member %s ", reply->member);

          g_test_message ("%s", fixture->error->message);
          g_assert_nonnull (strstr (fixture->error->message, path));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/replies/broken-reply/is-one-error-or-tolerated", ClientFixture, NULL,
              client_fixture_set_up, test_broken, client_fixture_tear_down);
  return g_test_run ();
}
