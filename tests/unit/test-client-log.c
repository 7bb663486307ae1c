/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"

#include <string.h>

#define CODE   "SECRET482913"
#define EMAIL  "SECRET@example.org"
#define KEY    "SECRET EsTc LW2K"
#define LEAD   "SECRETlead1"
#define NAME   "SECRETname"
#define ID     "SECRETid"
#define DATA   "SECRETdata"

/* all messages that are logged while the tests run */
static GString *logged;

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (logged, "%s=%s\n", fields[i].key, (const char *) fields[i].value);
  if ((level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) != 0)
    return g_log_writer_default (level, fields, n_fields, user_data);
  return G_LOG_WRITER_HANDLED;
}

static void
check (ClientFixture *fixture)
{
  client_fixture_wait (fixture);
  if (fixture->error != NULL)
    g_assert_null (strstr (fixture->error->message, "SECRET"));
}

static void
call_with_secrets (ClientFixture *f)
{
  GAsyncReadyCallback ready = client_fixture_on_ready;

  vouch_client_set_token (f->client, "SECRETtoken");
  vouch_client_get_session_async (f->client, NULL, ready, f);
  check (f);
  vouch_client_send_email_async (f->client, ID, EMAIL, NULL, ready, f);
  check (f);
  vouch_client_submit_code_async (f->client, ID, CODE, NULL, ready, f);
  check (f);
  vouch_client_register_async (f->client, ID, LEAD, NAME, NULL, ready, f);
  check (f);
  vouch_client_send_recovery_key_async (f->client, KEY, NULL, ready, f);
  check (f);
  vouch_client_reset_recovery_key_async (f->client, KEY, NULL, ready, f);
  check (f);
  vouch_client_confirm_recovery_key_async (f->client, KEY, NULL, ready, f);
  check (f);
  vouch_client_get_verification_async (f->client, ID, NULL, ready, f);
  check (f);
  vouch_client_scan_qr_async (f->client, DATA, NULL, ready, f);
  check (f);
}

/* The server repeats the secrets of the request wherever it can. */
static void
test_log (ClientFixture *fixture,
          gconstpointer  data)
{
  static const struct {
    WireManner  manner;
    const char *bytes;
  } cases[] = {
    { WIRE_ANSWER, "HTTP/1.1 400 SECRET\r\nX-SECRET: SECRET\r\n\r\n"
                   "{\"message\":\"SECRET\",\"code\":\"SECRET482913\",\"details\":\"SECRET\"}" },
    { WIRE_ANSWER, "HTTP/1.1 429 SECRET\r\nRetry-After: SECRET\r\n\r\nSECRET" },
    { WIRE_ANSWER, "HTTP/1.1 302 SECRET\r\nLocation: https://SECRET.example/SECRET\r\n\r\n" },
    { WIRE_ANSWER, "HTTP/1.1 200 SECRET\r\n\r\n{\"SECRET\":1,\"state\":\"SECRET\"}" },
    { WIRE_ANSWER, "HTTP/1.1 200 SECRET\r\n\r\n{\"state\":\"SECRET" },
    { WIRE_ANSWER, "SECRET\r\n\r\n" },
    { WIRE_RESET, "HTTP/1.1 200 SECRET\r\nContent-Length: 99\r\n\r\n{\"SECRET" },
    { WIRE_HANG, "HTTP/1.1 200 SECRET\r\nContent-Length: 99\r\n\r\n{\"SECRET" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint patience = cases[i].manner == WIRE_HANG ? 50 : 20000;

      vouch_client_set_timeouts (fixture->client, patience, patience);
      wire_server_play (fixture->server, cases[i].manner, cases[i].bytes, -1);
      call_with_secrets (fixture);
    }
  g_assert_cmpuint (logged->len, >, 0);
  g_assert_nonnull (strstr (logged->str, "POST /v1/app/setup/response: HTTP 400, code -"));
  g_assert_null (strstr (logged->str, "SECRET"));
}

/* A text that is certainly an error code is logged, because Beeper does not document its codes. */
static void
test_code (ClientFixture *fixture,
           gconstpointer  data)
{
  static const struct {
    const char *json;
    const char *logged;
  } cases[] = {
    { "{\"code\":\"unauthorized\"}", "HTTP 400, code unauthorized\n" },
    { "{\"code\":\"M_UNKNOWN.x-y\"}", "HTTP 400, code M_UNKNOWN.x-y\n" },
    { "{\"code\":\"with space\"}", "HTTP 400, code -\n" },
    { "{\"code\":\"\"}", "HTTP 400, code \n" },
    { "{\"code\":400}", "HTTP 400, code -\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_truncate (logged, 0);
      wire_server_play_json (fixture->server, 400, NULL, cases[i].json);
      client_fixture_get_session (fixture);
      g_assert_nonnull (strstr (logged->str, cases[i].logged));
    }
}

#define ADD(path, function) \
  g_test_add ("/client-log/" path, ClientFixture, NULL, \
              client_fixture_set_up, function, client_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  /* In new GLib, g_test_init() sets a log handler that does not call the log writer. */
  g_log_set_default_handler (g_log_default_handler, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  ADD ("server-repeats-secrets/log-has-none", test_log);
  ADD ("codes-of-errors/are-logged", test_code);
  status = g_test_run ();
  g_string_free (logged, TRUE);
  return status;
}
