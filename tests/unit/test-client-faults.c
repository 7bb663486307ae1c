/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "vouch-error.h"
#include "vouch-http.h"
#include "wait.h"

#include <string.h>

#define SHORT_MS 400
#define LONG_MS  10000

static void
test_statuses (ClientFixture *fixture,
               gconstpointer  data)
{
  static const struct {
    guint       status;
    const char *headers;
    const char *json;
    VouchError  code;
    guint       retry_after;
    const char *message;
  } cases[] = {
    { 400, NULL, "{\"message\":\"SERVER-TEXT\",\"code\":\"x\"}", VOUCH_ERROR_REJECTED, 0,
      "SERVER-TEXT" },
    { 401, "WWW-Authenticate: Basic realm=\"x\"\r\n", "{\"error\":{\"message\":\"no\"}}",
      VOUCH_ERROR_UNAUTHORIZED, 0, "no" },
    { 401, NULL, "{\"message\":\"unauthorized\",\"code\":\"UNAUTHORIZED\"}",
      VOUCH_ERROR_UNAUTHORIZED, 0, NULL },
    { 400, NULL, "{\"message\":\"VALIDATION_ERROR\"}", VOUCH_ERROR_REJECTED, 0, NULL },
    { 400, NULL, "{\"error\":\"Bad Request\",\"message\":\"body/email must be string\"}",
      VOUCH_ERROR_REJECTED, 0, "body/email must be string" },
    { 403, NULL, "{\"error\":{\"code\":\"X_Y\",\"message\":\"x_y\"},\"message\":[\"a\"]}",
      VOUCH_ERROR_REJECTED, 0, NULL },
    { 403, NULL, "{\"error\":{\"message\":{}},\"message\":null}", VOUCH_ERROR_REJECTED, 0, NULL },
    { 403, NULL, "{\"error\":[{\"message\":\"no\"}]}", VOUCH_ERROR_REJECTED, 0, NULL },
    { 429, NULL, "{\"message\":\"too many requests\",\"error\":\"SERVER-TEXT\"}",
      VOUCH_ERROR_RATE_LIMITED, 0, "SERVER-TEXT" },
    { 403, NULL, "{\"error\":\"denied\",\"error_description\":\"SERVER-TEXT\"}",
      VOUCH_ERROR_REJECTED, 0, "SERVER-TEXT" },
    { 404, NULL, "{\"error\":\"gone\"}", VOUCH_ERROR_REJECTED, 0, "gone" },
    { 409, NULL, "{\"message\":7}", VOUCH_ERROR_CONFLICT, 0, NULL },
    { 422, NULL, "{\"message\":\"\",\"error\":\"e\"}", VOUCH_ERROR_REJECTED, 0, "e" },
    { 429, "Retry-After: 17\r\n", "{}", VOUCH_ERROR_RATE_LIMITED, 17, NULL },
    { 429, "Retry-After: soon\r\n", "", VOUCH_ERROR_RATE_LIMITED, 0, NULL },
    { 429, "Retry-After: -5\r\n", "", VOUCH_ERROR_RATE_LIMITED, 0, NULL },
    { 429, "Retry-After: 99999999999\r\n", "", VOUCH_ERROR_RATE_LIMITED, 86400, NULL },
    { 429, "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", "", VOUCH_ERROR_RATE_LIMITED, 0,
      NULL },
    { 429, "Retry-After: Wed, 21 Oct 2099 07:28:00 GMT\r\n", "", VOUCH_ERROR_RATE_LIMITED, 86400,
      NULL },
    { 429, "Date: Wed, 21 Oct 2015 07:28:00 GMT\r\nRetry-After: Wed, 21 Oct 2015 07:28:40 GMT\r\n",
      "", VOUCH_ERROR_RATE_LIMITED, 41, NULL },
    { 500, NULL, "<html>SERVER-TEXT</html>", VOUCH_ERROR_SERVER, 0, NULL },
    { 502, NULL, "[]", VOUCH_ERROR_SERVER, 0, NULL },
    { 503, "Retry-After: 2\r\n", "", VOUCH_ERROR_SERVER, 2, NULL },
    { 302, "Location: http://127.0.0.1:1/elsewhere\r\n", "", VOUCH_ERROR_REDIRECTED, 0, NULL },
    { 307, "Location: /v1/app/setup\r\n", "", VOUCH_ERROR_REDIRECTED, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      wire_server_forget (fixture->server);
      wire_server_play_json (fixture->server, cases[i].status, cases[i].headers, cases[i].json);
      vouch_client_accept_verification_async (fixture->client, "SECRET-ID", NULL,
                                              client_fixture_on_ready, fixture);
      client_fixture_wait (fixture);
      g_test_message ("%u %s", cases[i].status, cases[i].json);
      client_fixture_assert_error (fixture, cases[i].code);
      g_assert_cmpuint (vouch_error_get_status (fixture->error), ==, cases[i].status);
      g_assert_cmpuint (vouch_error_get_retry_after (fixture->error), ==, cases[i].retry_after);
      g_assert_cmpstr (vouch_error_get_server_message (fixture->error), ==, cases[i].message);
      g_assert_cmpuint (wire_server_count (fixture->server), ==, 1);
    }
}

/* The user reads the reason of the server, unless it repeats the secret of the request. */
static void
test_echo (ClientFixture *fixture,
           gconstpointer  data)
{
  static const struct {
    const char *json;
    const char *message;
  } cases[] = {
    { "{\"message\":\"This account is locked.\"}", "This account is locked." },
    { "{\"message\":\"EsTc LW2K PGiF wKEA is wrong\"}", NULL },
    { "{\"message\":\"the-token-7 is too old\"}", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      wire_server_play_json (fixture->server, 403, NULL, cases[i].json);
      vouch_client_send_recovery_key_async (fixture->client, "EsTcLW2KPGiFwKEA", NULL,
                                            client_fixture_on_ready, fixture);
      client_fixture_wait (fixture);
      g_assert_error (fixture->error, VOUCH_ERROR, VOUCH_ERROR_REJECTED);
      g_assert_cmpstr (vouch_error_get_server_message (fixture->error), ==, cases[i].message);
    }
}

/* A date is rounded up, so that the requested time has passed. */
static void
test_retry_after_date (ClientFixture *fixture,
                       gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) then = g_date_time_add_seconds (now, 60);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);
  g_autofree char *header = g_strdup_printf ("Retry-After: %s\r\n", date);

  wire_server_play_json (fixture->server, 429, header, "");
  client_fixture_get_session (fixture);
  client_fixture_assert_error (fixture, VOUCH_ERROR_RATE_LIMITED);
  g_assert_cmpuint (vouch_error_get_retry_after (fixture->error), >=, 57);
  g_assert_cmpuint (vouch_error_get_retry_after (fixture->error), <=, 61);
}

/* Counts only POSTs: libsoup may repeat a GET, and the server can read it after the client has
 * given up. */
static guint
count_posts (WireServer *server)
{
  guint count = 0;

  for (guint i = 0; i < wire_server_count (server); i++)
    if (g_str_has_prefix (wire_server_get_request (server, i), "POST "))
      count++;
  return count;
}

/* Exchanges that break HTTP, for a GET and for a POST. The POST must not be sent twice. */
static void
test_faults (ClientFixture *fixture,
             gconstpointer  data)
{
  static const struct {
    WireManner  manner;
    const char *bytes;
    VouchError  code;
  } cases[] = {
    { WIRE_ANSWER, "", VOUCH_ERROR_UNREACHABLE },
    { WIRE_RESET, "", VOUCH_ERROR_UNREACHABLE },
    { WIRE_RESET, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"state\"",
      VOUCH_ERROR_UNREACHABLE },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"state\"",
      VOUCH_ERROR_UNREACHABLE },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"state\"", VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "SSH-2.0-SERVER-TEXT\r\n\r\n", VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 banana\r\n\r\n", VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 204 No Content\r\n\r\n", VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>SERVER-TEXT</html>",
      VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"state\":7,\"SERVER-TEXT\":0}",
      VOUCH_ERROR_MALFORMED },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"a\":\"\xff\"}", VOUCH_ERROR_MALFORMED },
    { WIRE_HANG, "", VOUCH_ERROR_TIMED_OUT },
    { WIRE_HANG, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", VOUCH_ERROR_TIMED_OUT },
    { WIRE_TRICKLE, "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", VOUCH_ERROR_TIMED_OUT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint patience = cases[i].code == VOUCH_ERROR_TIMED_OUT ? SHORT_MS : LONG_MS;

      g_test_message ("%s", cases[i].bytes);
      vouch_client_set_timeouts (fixture->client, patience, patience);
      wire_server_play (fixture->server, cases[i].manner, cases[i].bytes, -1);
      client_fixture_get_session (fixture);
      client_fixture_assert_error (fixture, cases[i].code);
      wire_server_forget (fixture->server);
      vouch_client_submit_code_async (fixture->client, "r", "1", NULL, client_fixture_on_ready,
                                      fixture);
      client_fixture_wait (fixture);
      client_fixture_assert_error (fixture, cases[i].code);
      WAIT_UNTIL (count_posts (fixture->server) > 0);
      g_assert_cmpuint (count_posts (fixture->server), ==, 1);
    }
}

/* libsoup accepts an end between two chunks as the end of the body in old versions, but not in new
 * ones. */
static void
test_cut_between_chunks (ClientFixture *fixture,
                         gconstpointer  data)
{
  wire_server_play (fixture->server, WIRE_ANSWER,
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"state\"\r\n", -1);
  client_fixture_get_session (fixture);
  if (!g_error_matches (fixture->error, VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE))
    client_fixture_assert_error (fixture, VOUCH_ERROR_MALFORMED);
}

/* A body that is too long by Content-Length or by chunks without end, and the longest that is
 * accepted */
static void
test_size (ClientFixture *fixture,
           gconstpointer  data)
{
  static const char head[] = "HTTP/1.1 200 OK\r\n\r\n";
  g_autofree char *big = g_strnfill (2 * VOUCH_HTTP_MAX_REPLY, ' ');
  const char *place = big + VOUCH_HTTP_MAX_REPLY - strlen (SESSION);

  wire_server_play (fixture->server, WIRE_HANG,
                    "HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{", -1);
  client_fixture_get_session (fixture);
  client_fixture_assert_error (fixture, VOUCH_ERROR_MALFORMED);

  memcpy (big, head, strlen (head));
  wire_server_play (fixture->server, WIRE_HANG, big, 2 * VOUCH_HTTP_MAX_REPLY);
  client_fixture_get_session (fixture);
  client_fixture_assert_error (fixture, VOUCH_ERROR_MALFORMED);

  memcpy ((char *) place + strlen (head), SESSION, strlen (SESSION));
  wire_server_play (fixture->server, WIRE_ANSWER, big, strlen (head) + VOUCH_HTTP_MAX_REPLY);
  client_fixture_get_session (fixture);
  g_assert_no_error (fixture->error);
}

static void
test_refused (void)
{
  g_autoptr(WireServer) server = wire_server_new ();
  ClientFixture fixture = { NULL };

  fixture.client = vouch_client_new (wire_server_get_origin (server), NULL);
  g_clear_pointer (&server, wire_server_free);
  client_fixture_get_session (&fixture);
  client_fixture_assert_error (&fixture, VOUCH_ERROR_UNREACHABLE);
  g_clear_error (&fixture.error);
  g_assert_finalize_object (fixture.client);
}

#define ADD(path, function) \
  g_test_add ("/client-faults/" path, ClientFixture, NULL, \
              client_fixture_set_up, function, client_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("status/becomes-its-error", test_statuses);
  ADD ("reason-repeats-secret/is-dropped", test_echo);
  ADD ("date-of-retry/is-rounded-up", test_retry_after_date);
  ADD ("broken-exchange/fails-and-post-is-sent-once", test_faults);
  ADD ("cut-between-chunks/is-malformed", test_cut_between_chunks);
  ADD ("too-long-reply/is-malformed", test_size);
  g_test_add_func ("/client-faults/nobody-listens/is-unreachable", test_refused);
  return g_test_run ();
}
