/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-fixture.h"
#include "vouch-error.h"
#include "vouch-json.h"

#include <string.h>

#define REPLY "{\"session\":" SESSION "}"
#define SIGNED_IN "{\"matrix\":{\"accessToken\":\"t\",\"deviceID\":\"D\",\"homeserver\":\"h\"," \
                  "\"userID\":\"u\"},\"session\":" SESSION "}"
#define SETUP "/v1/app/setup"

/* Makes the call of this endpoint. It passes as many of the parameters as the call has. */
static void
call (ClientFixture     *f,
      VouchEndpointName  name)
{
  GAsyncReadyCallback ready = client_fixture_on_ready;

  switch (name)
    {
    case VOUCH_ENDPOINT_INFO:
      vouch_client_get_info_async (f->client, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_SESSION:
      vouch_client_get_session_async (f->client, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_START:
      vouch_client_start_async (f->client, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_EMAIL:
      vouch_client_send_email_async (f->client, "r1", "a\"b@x", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_CODE:
      vouch_client_submit_code_async (f->client, "r1", "012 345", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_REGISTER:
      vouch_client_register_async (f->client, "r1", "lead", "anna", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_KEY:
      vouch_client_send_recovery_key_async (f->client, "EsTc \\", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_KEY_RESET:
      vouch_client_reset_recovery_key_async (f->client, NULL, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_KEY_CONFIRM:
      vouch_client_confirm_recovery_key_async (f->client, "EsTc\n", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_LIST:
      vouch_client_list_verifications_async (f->client, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_REQUEST:
      vouch_client_request_verification_async (f->client, "login", NULL, NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_VERIFICATION:
      vouch_client_get_verification_async (f->client, "a/b c?#ü", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_ACCEPT:
      vouch_client_accept_verification_async (f->client, "$a:b", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_CANCEL:
      vouch_client_cancel_verification_async (f->client, "v", "m.mismatched_sas", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_SCAN:
      vouch_client_scan_qr_async (f->client, "MATRIX\002" VOUCH_JSON_NUL "é", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_CONFIRM_SCANNED:
      vouch_client_confirm_scanned_async (f->client, "v", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_START_SAS:
      vouch_client_start_sas_async (f->client, "v", NULL, ready, f);
      break;
    case VOUCH_ENDPOINT_CONFIRM_SAS:
      vouch_client_confirm_sas_async (f->client, "v", NULL, ready, f);
      break;
    case VOUCH_N_ENDPOINTS:
      g_assert_not_reached ();
    }
  client_fixture_wait (f);
}

static const struct {
  VouchEndpointName  name;
  const char        *request;   /* method and path of the request */
  const char        *body;      /* NULL: none, and no Content-Type */
  gboolean           bearer;
  const char        *reply;
} endpoints[] = {
  { VOUCH_ENDPOINT_INFO, "GET /v1/info", NULL, FALSE, "{\"app\":{\"bundle_id\":\"b\"}}" },
  { VOUCH_ENDPOINT_SESSION, "GET " SETUP, NULL, TRUE, SESSION },
  { VOUCH_ENDPOINT_START, "POST " SETUP "/start", NULL, FALSE, "{\"setupRequestID\":\"r1\"}" },
  { VOUCH_ENDPOINT_EMAIL, "POST " SETUP "/email",
    "{\"email\":\"a\\\"b@x\",\"setupRequestID\":\"r1\"}", FALSE, "" },
  { VOUCH_ENDPOINT_CODE, "POST " SETUP "/response",
    "{\"response\":\"012 345\",\"setupRequestID\":\"r1\"}", FALSE, SIGNED_IN },
  { VOUCH_ENDPOINT_REGISTER, "POST " SETUP "/register",
    "{\"acceptTerms\":true,\"leadToken\":\"lead\",\"setupRequestID\":\"r1\",\"username\":\"anna\"}",
    FALSE, SIGNED_IN },
  { VOUCH_ENDPOINT_KEY, "POST " SETUP "/verification/recovery-key",
    "{\"recoveryKey\":\"EsTc \\\\\"}", TRUE, REPLY },
  { VOUCH_ENDPOINT_KEY_RESET, "POST " SETUP "/verification/recovery-key/reset", "{}", TRUE,
    "{\"recoveryKey\":\"k\",\"session\":" SESSION "}" },
  { VOUCH_ENDPOINT_KEY_CONFIRM, "POST " SETUP "/verification/recovery-key/reset/confirm",
    "{\"recoveryKey\":\"EsTc\\u000a\"}", TRUE, REPLY },
  { VOUCH_ENDPOINT_LIST, "GET " SETUP "/verifications", NULL, TRUE, "{\"items\":[]}" },
  { VOUCH_ENDPOINT_REQUEST, "POST " SETUP "/verifications",
    "{\"purpose\":\"login\"}", TRUE, REPLY },
  { VOUCH_ENDPOINT_VERIFICATION, "GET " SETUP "/verifications/a%2Fb%20c%3F%23%C3%BC", NULL, TRUE,
    REPLY },
  { VOUCH_ENDPOINT_ACCEPT, "POST " SETUP "/verifications/%24a%3Ab/accept", NULL, TRUE, REPLY },
  { VOUCH_ENDPOINT_CANCEL, "POST " SETUP "/verifications/v/cancel",
    "{\"code\":\"m.mismatched_sas\"}", TRUE, REPLY },
  { VOUCH_ENDPOINT_SCAN, "POST " SETUP "/verifications/qr/scan",
    "{\"data\":\"MATRIX\\u0002\\u0000é\"}", TRUE, REPLY },
  { VOUCH_ENDPOINT_CONFIRM_SCANNED, "POST " SETUP "/verifications/v/qr/confirm-scanned", NULL, TRUE,
    REPLY },
  { VOUCH_ENDPOINT_START_SAS, "POST " SETUP "/verifications/v/sas/start", NULL, TRUE, REPLY },
  { VOUCH_ENDPOINT_CONFIRM_SAS, "POST " SETUP "/verifications/v/sas/confirm", NULL, TRUE, REPLY },
};

static void
test_endpoints (ClientFixture *fixture,
                gconstpointer  data)
{
  g_assert_cmpuint (G_N_ELEMENTS (endpoints), ==, VOUCH_N_ENDPOINTS);
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *line = g_strdup_printf ("%s HTTP/1.1\r\n", endpoints[i].request);
      const char *request;
      const char *body;

      wire_server_forget (fixture->server);
      wire_server_play_json (fixture->server, 200, NULL, endpoints[i].reply);
      call (fixture, endpoints[i].name);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (wire_server_count (fixture->server), ==, 1);
      request = wire_server_get_request (fixture->server, 0);
      body = strstr (request, "\r\n\r\n") + 4;
      g_test_message ("%s", request);
      g_assert_true (g_str_has_prefix (request, line));
      g_assert_cmpstr (body, ==, endpoints[i].body != NULL ? endpoints[i].body : "");
      g_assert_nonnull (strstr (request, "User-Agent: Vouch/" VOUCH_VERSION "\r\n"));
      g_assert_true ((strstr (request, "Content-Type: application/json\r\n") != NULL) ==
                     (endpoints[i].body != NULL));
      g_assert_true ((strstr (request, "Content-Type") != NULL) == (endpoints[i].body != NULL));
      g_assert_true ((strstr (request, "Authorization: Bearer " TOKEN "\r\n") != NULL) ==
                     endpoints[i].bearer);
      g_assert_true ((strstr (request, TOKEN) != NULL) == endpoints[i].bearer);
    }
}

static void
test_too_old (ClientFixture *fixture,
              gconstpointer  data)
{
  wire_server_play_json (fixture->server, 404, NULL, "{}");
  client_fixture_get_session (fixture);
  client_fixture_assert_error (fixture, VOUCH_ERROR_TOO_OLD);
  g_assert_cmpuint (vouch_error_get_status (fixture->error), ==, 404);
  vouch_client_list_verifications_async (fixture->client, NULL, client_fixture_on_ready, fixture);
  client_fixture_wait (fixture);
  client_fixture_assert_error (fixture, VOUCH_ERROR_REJECTED);
}

/* The server closed the connection after a reply. The next call does not fail. */
static void
test_closed_connection (ClientFixture *fixture,
                        gconstpointer  data)
{
  g_autofree char *reply = g_strdup_printf ("HTTP/1.1 200 OK\r\n"
                                            "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                                            strlen (SESSION), SESSION);

  wire_server_play (fixture->server, WIRE_ANSWER, reply, -1);
  for (guint i = 0; i < 3; i++)
    {
      client_fixture_get_session (fixture);
      g_assert_no_error (fixture->error);
    }
  g_assert_cmpuint (wire_server_count (fixture->server), ==, 3);
}

static void
test_cancel (ClientFixture *fixture,
             gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  wire_server_play (fixture->server, WIRE_HANG, "", -1);
  vouch_client_get_session_async (fixture->client, cancellable, client_fixture_on_ready, fixture);
  g_cancellable_cancel (cancellable);
  client_fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  vouch_client_get_session_async (fixture->client, cancellable, client_fixture_on_ready, fixture);
  client_fixture_wait (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A label of 64 characters, which every resolver refuses without a request */
#define NO_HOST "0123456789012345678901234567890123456789012345678901234567890123.example"

static void
test_origins (void)
{
  static const struct {
    const char   *origin;
    VouchConsents allow;
    VouchError    code;
  } cases[] = {
    { "http://beeper.invalid:23373", VOUCH_CONSENT_NONE, VOUCH_ERROR_INSECURE },
    { "http://192.0.2.1:23373", VOUCH_CONSENT_NONE, VOUCH_ERROR_INSECURE },
    { "http://[2001:db8::1]:23373", VOUCH_CONSENT_NONE, VOUCH_ERROR_INSECURE },
    { "http://127.0.0.1.example:23373", VOUCH_CONSENT_NONE, VOUCH_ERROR_INSECURE },
    { "http://" NO_HOST ":23373", VOUCH_CONSENT_PLAIN_HTTP, VOUCH_ERROR_NO_SUCH_HOST },
    { "https://" NO_HOST, VOUCH_CONSENT_NONE, VOUCH_ERROR_NO_SUCH_HOST },
    { "rubbish", VOUCH_CONSENT_NONE, VOUCH_ERROR_BAD_ADDRESS },
    { "", VOUCH_CONSENT_NONE, VOUCH_ERROR_BAD_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ClientFixture fixture = { NULL };
      g_autoptr(VouchTerms) terms = vouch_terms_new (cases[i].allow, NULL, NULL);

      fixture.client = vouch_client_new (cases[i].origin, terms);
      vouch_client_set_token (fixture.client, TOKEN);
      g_test_message ("%s", cases[i].origin);
      client_fixture_get_session (&fixture);
      client_fixture_assert_error (&fixture, cases[i].code);
      g_clear_error (&fixture.error);
      g_assert_finalize_object (fixture.client);
    }
}

static void
test_bad_ids (ClientFixture *fixture,
              gconstpointer  data)
{
  static const char * const ids[] = { "", ".", ".." };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      vouch_client_accept_verification_async (fixture->client, ids[i], NULL,
                                              client_fixture_on_ready, fixture);
      client_fixture_wait (fixture);
      client_fixture_assert_error (fixture, VOUCH_ERROR_MALFORMED);
    }
  g_assert_cmpuint (wire_server_count (fixture->server), ==, 0);
}

static void
test_tokens (ClientFixture *fixture,
             gconstpointer  data)
{
  static const struct {
    const char *given;
    const char *sent;
  } cases[] = {
    { "abc", "abc" }, { "  abc\n", "abc" }, { NULL, NULL }, { "", NULL }, { " \n", NULL },
    { "a b", NULL },  { "a\r\nX: y", NULL }, { "ä", NULL },
  };

  wire_server_play_json (fixture->server, 200, NULL, SESSION);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *header = g_strdup_printf ("Authorization: Bearer %s\r\n", cases[i].sent);
      const char *request;

      vouch_client_set_token (fixture->client, cases[i].given);
      g_assert_true (vouch_client_has_token (fixture->client) == (cases[i].sent != NULL));
      wire_server_forget (fixture->server);
      client_fixture_get_session (fixture);
      request = wire_server_get_request (fixture->server, 0);
      g_assert_true ((strstr (request, header) != NULL) == (cases[i].sent != NULL));
      g_assert_true ((strstr (request, "Authorization") != NULL) == (cases[i].sent != NULL));
    }
}

/* Another certificate is another audience, and so is another port. */
static void
test_audience (void)
{
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_NONE, "AB:CD", "@me:x");
  g_autoptr(VouchClient) client = vouch_client_new ("https://beeper.invalid:1", NULL);
  g_autoptr(VouchClient) pinned = vouch_client_new ("https://beeper.invalid:1", terms);

  g_assert_cmpstr (vouch_client_get_audience (client), ==, "https://beeper.invalid:1");
  g_assert_cmpstr (vouch_client_get_audience (pinned), ==, "https://beeper.invalid:1#AB:CD");
}

#define ADD(path, function) \
  g_test_add ("/client/" path, ClientFixture, NULL, \
              client_fixture_set_up, function, client_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-call/sends-its-request", test_endpoints);
  ADD ("no-setup-endpoint/is-too-old", test_too_old);
  ADD ("idle-connection-closed/next-call-succeeds", test_closed_connection);
  ADD ("cancelled/ends-at-once", test_cancel);
  ADD ("bad-id-of-verification/sends-nothing", test_bad_ids);
  ADD ("odd-tokens/are-trimmed-or-not-sent", test_tokens);
  g_test_add_func ("/client/insecure-origins/are-refused", test_origins);
  g_test_add_func ("/client/other-certificate-or-port/is-another-audience", test_audience);
  return g_test_run ();
}
