/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-poller.h"

#include "vouch-error.h"
#include "wait.h"
#include "wire-server.h"

#define SESSION "{\"state\":\"needs-verification\",\"e2ee\":{}}"

typedef struct {
  WireServer  *server;
  VouchClient *client;
  VouchPoller *poller;

  guint        sessions;
  guint        verifications;
  gboolean     empty;      /* the server did not know the last one */
  GError      *error;      /* of the last failure */
  gboolean     told;       /* a signal was emitted since this was cleared */
} Fixture;

static void
on_session (VouchPoller *poller,
            VouchReply  *reply,
            Fixture     *fixture)
{
  g_assert_nonnull (vouch_reply_get_session (reply));
  fixture->sessions++;
  fixture->told = TRUE;
}

static void
on_failed (VouchPoller  *poller,
           const GError *error,
           Fixture      *fixture)
{
  g_clear_error (&fixture->error);
  fixture->error = g_error_copy (error);
  fixture->told = TRUE;
}

static void
on_verification (VouchPoller *poller,
                 VouchReply  *reply,
                 Fixture     *fixture)
{
  fixture->empty = reply == NULL;
  fixture->verifications++;
  fixture->told = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->server = wire_server_new ();
  wire_server_play_json (fixture->server, 200, NULL, SESSION);
  fixture->client = vouch_client_new (wire_server_get_origin (fixture->server), NULL);
  vouch_client_set_token (fixture->client, "token");
  fixture->poller = vouch_poller_new (fixture->client);
  g_signal_connect (fixture->poller, "session", G_CALLBACK (on_session), fixture);
  g_signal_connect (fixture->poller, "failed", G_CALLBACK (on_failed), fixture);
  g_signal_connect (fixture->poller, "verification", G_CALLBACK (on_verification), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->poller);
  g_clear_error (&fixture->error);
  g_object_unref (fixture->client);
  wire_server_free (fixture->server);
}

/* Waits until the count is reached. */
static void
wait_sessions (Fixture *fixture,
               guint    wanted)
{
  while (fixture->sessions < wanted)
    {
      fixture->told = FALSE;
      WAIT_UNTIL (fixture->told);
    }
}

static void
wait_verification (Fixture *fixture)
{
  fixture->told = FALSE;
  WAIT_UNTIL (fixture->told);
  g_assert_cmpuint (fixture->verifications, ==, 1);
}

static void
wait_error (Fixture *fixture,
            int      code)
{
  fixture->told = FALSE;
  WAIT_UNTIL (fixture->told);
  g_assert_error (fixture->error, VOUCH_ERROR, code);
  g_clear_error (&fixture->error);
}

static void
wait_requests (Fixture *fixture,
               guint    wanted)
{
  WAIT_UNTIL (wire_server_count (fixture->server) >= wanted);
}

/* Without a pace it polls only on request. With a pace it polls repeatedly. */
static void
test_pace (Fixture       *fixture,
           gconstpointer  data)
{
  vouch_poller_poll_now (fixture->poller);
  vouch_poller_start (fixture->poller);
  wait_sessions (fixture, 1);
  g_assert_cmpuint (wire_server_count (fixture->server), ==, 1);
  vouch_poller_set_pace (fixture->poller, VOUCH_PACE_VERIFYING);
  wait_sessions (fixture, 3);
  g_assert_null (fixture->error);
}

/* A pause begins while a reply is expected. The reply is older than the reason for the pause, so it
 * is discarded. */
static void
test_outdated (Fixture       *fixture,
               gconstpointer  data)
{
  vouch_poller_set_pace (fixture->poller, VOUCH_PACE_HIDDEN);
  wait_requests (fixture, 1);
  vouch_poller_pause (fixture->poller);
  vouch_poller_resume (fixture->poller);
  wait_requests (fixture, 2);   /* at once, and not after a minute */
  wait_sessions (fixture, 1);
  g_assert_cmpuint (wire_server_count (fixture->server), ==, 2);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  wire_server_play_json (fixture->server, 503, NULL, "{}");
  vouch_poller_start (fixture->poller);
  wait_error (fixture, VOUCH_ERROR_SERVER);
  g_assert_cmpuint (vouch_poller_get_failures (fixture->poller), ==, 1);
  wire_server_play_json (fixture->server, 401, NULL, "{}");
  vouch_poller_start (fixture->poller);
  wait_error (fixture, VOUCH_ERROR_UNAUTHORIZED);
  g_assert_cmpuint (vouch_poller_get_failures (fixture->poller), ==, 0);
}

/* Each answer is passed on, whatever it is. No answer is a failed poll. */
static void
test_verification (Fixture       *fixture,
                   gconstpointer  data)
{
  wire_server_play_json (fixture->server, 404, NULL, "{}");
  vouch_poller_get_verification (fixture->poller, "v");
  wait_verification (fixture);
  g_assert_true (fixture->empty);
  wire_server_play_json (fixture->server, 503, NULL, "{}");
  vouch_poller_get_verification (fixture->poller, "v");
  WAIT_UNTIL (vouch_poller_get_failures (fixture->poller) > 0);
  g_assert_cmpuint (fixture->verifications, ==, 1);
}

/* After the poller was freed, no reply is passed on. */
static void
test_dropped (Fixture       *fixture,
              gconstpointer  data)
{
  vouch_poller_start (fixture->poller);
  vouch_poller_get_verification (fixture->poller, "v");
  g_assert_finalize_object (fixture->poller);
  fixture->poller = vouch_poller_new (fixture->client);
  g_signal_connect (fixture->poller, "session", G_CALLBACK (on_session), fixture);
  vouch_poller_start (fixture->poller);
  wait_sessions (fixture, 1);
  g_assert_cmpuint (fixture->sessions, ==, 1);
  g_assert_cmpuint (fixture->verifications, ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/poller/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-pace/polls-only-when-asked", test_pace);
  ADD ("paused-during-a-reply/is-polled-again", test_outdated);
  ADD ("no-answer/counts-as-failure", test_failures);
  ADD ("verification-answers/are-passed-on", test_verification);
  ADD ("dropped/tells-nothing-more", test_dropped);
  return g_test_run ();
}
