/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-verification-tracker.h"

#include "json-text.h"

#define ME    "@me:x"
#define OTHER "@other:x"

typedef struct {
  VouchSession             *session;
  VouchVerificationTracker *tracker;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->session = vouch_session_new ();
  fixture->tracker = vouch_verification_tracker_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->tracker);
  g_assert_finalize_object (fixture->session);
}

static VouchReply *
read_reply (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(JsonObject) object = parse_json (json);

  return vouch_reply_new (object);
}

/* Sets a session of this state. Without an id it has no verification.
 * Returns: as vouch_verification_tracker_follow() */
static gboolean
follow (Fixture    *fixture,
        const char *session_state,
        const char *id,
        const char *state,
        const char *rest)
{
  g_autofree char *verification = NULL;
  g_autofree char *text = NULL;
  g_autoptr(VouchReply) reply = NULL;

  if (id != NULL)
    verification = g_strdup_printf ("'verification':{'id':'%s','state':'%s'%s},", id, state, rest);
  text = g_strdup_printf ("{%s'session':{'state':'%s','e2ee':{}}}",
                          verification != NULL ? verification : "", session_state);
  reply = read_reply (text);
  vouch_session_update (fixture->session, reply);
  return vouch_verification_tracker_follow (fixture->tracker, fixture->session);
}

static VouchSituation
describe (Fixture *fixture)
{
  VouchSituation situation = { .connected = TRUE };

  vouch_verification_tracker_describe (fixture->tracker, ME, &situation);
  return situation;
}

static void
test_none (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_false (follow (fixture, "ready", NULL, NULL, NULL));
  g_assert_false (describe (fixture).verifying);
  g_assert_null (vouch_verification_tracker_get_stop_code (fixture->tracker));
}

static void
test_vanished (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VouchReply) end = read_reply ("{'verification':{'id':'a','state':'cancelled',"
                                          "'error':{'code':'m.user'}}}");

  follow (fixture, "needs-verification", "a", "ready", "");
  g_assert_true (follow (fixture, "needs-verification", NULL, NULL, NULL));
  vouch_verification_tracker_apply_end (fixture->tracker, fixture->session, end);
  g_assert_cmpint (describe (fixture).verification, ==, VOUCH_VERIFICATION_CANCELLED);
  g_assert_cmpstr (vouch_verification_tracker_get_stop_code (fixture->tracker), ==, "m.user");
}

static void
test_forgotten (Fixture       *fixture,
                gconstpointer  data)
{
  follow (fixture, "needs-verification", "a", "ready", "");
  g_assert_true (follow (fixture, "needs-verification", NULL, NULL, NULL));
  vouch_verification_tracker_apply_end (fixture->tracker, fixture->session, NULL);
  g_assert_cmpint (describe (fixture).verification, ==, VOUCH_VERIFICATION_CANCELLED);
}

static void
test_done (Fixture       *fixture,
           gconstpointer  data)
{
  follow (fixture, "needs-verification", "a", "done", "");
  g_assert_true (describe (fixture).verifying);
  g_assert_false (follow (fixture, "ready", NULL, NULL, NULL));
  g_assert_false (describe (fixture).verifying);
}

/* It does not count as stopped where the session shows that it is over. */
static void
test_forgotten_when_ready (Fixture       *fixture,
                           gconstpointer  data)
{
  follow (fixture, "ready", "a", "ready", "");
  g_assert_true (follow (fixture, "ready", NULL, NULL, NULL));
  vouch_verification_tracker_apply_end (fixture->tracker, fixture->session, NULL);
  g_assert_false (describe (fixture).verifying);
}

/* The answer comes too late: the next verification is there. */
static void
test_overtaken (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VouchReply) end = read_reply ("{'verification':{'id':'a','state':'cancelled'}}");

  follow (fixture, "needs-verification", "a", "ready", "");
  g_assert_true (follow (fixture, "needs-verification", NULL, NULL, NULL));
  follow (fixture, "needs-verification", "b", "ready", "");
  vouch_verification_tracker_apply_end (fixture->tracker, fixture->session, end);
  g_assert_true (describe (fixture).verifying);
  g_assert_cmpint (describe (fixture).verification, ==, VOUCH_VERIFICATION_READY);
}

/* In a state that says nothing, it is over when the session says that the computer is verified. */
static void
test_done_while_starting (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(VouchReply) verified = read_reply ("{'session':{'state':'initializing',"
                                               "'e2ee':{'verified':true}}}");

  follow (fixture, "needs-verification", "a", "done", "");
  g_assert_false (follow (fixture, "initializing", NULL, NULL, NULL));
  g_assert_true (describe (fixture).verifying);
  vouch_session_update (fixture->session, verified);
  g_assert_false (vouch_verification_tracker_follow (fixture->tracker, fixture->session));
  g_assert_false (describe (fixture).verifying);
}

static void
test_dismissed (Fixture       *fixture,
                gconstpointer  data)
{
  follow (fixture, "needs-verification", "a", "cancelled", "");
  vouch_verification_tracker_dismiss (fixture->tracker);
  g_assert_false (describe (fixture).verifying);
  follow (fixture, "needs-verification", "b", "cancelled", "");
  g_assert_true (describe (fixture).verifying);
}

static void
test_rejected (Fixture       *fixture,
               gconstpointer  data)
{
  follow (fixture, "needs-verification", "a", "sas_ready", "");
  vouch_verification_tracker_reject (fixture->tracker);
  g_assert_cmpint (describe (fixture).verification, ==, VOUCH_VERIFICATION_ERROR);
  g_assert_cmpstr (vouch_verification_tracker_get_stop_code (fixture->tracker), ==,
                   "m.mismatched_sas");
  follow (fixture, "needs-verification", "a", "done", "");
  g_assert_cmpint (describe (fixture).verification, ==, VOUCH_VERIFICATION_ERROR);
}

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  follow (fixture, "ready", "a", "requested",
          ",'otherUserID':'" OTHER "','availableActions':['accept','cancel']");
  g_assert_true (describe (fixture).foreign);
  g_assert_false (vouch_verification_tracker_can (fixture->tracker, VOUCH_ACTION_ACCEPT, ME));
  g_assert_true (vouch_verification_tracker_can (fixture->tracker, VOUCH_ACTION_CANCEL, ME));
  g_assert_true (vouch_verification_tracker_can (fixture->tracker, VOUCH_ACTION_ACCEPT, OTHER));
}

#define INCOMING ",'direction':'incoming'"

static void
test_typing (Fixture       *fixture,
             gconstpointer  data)
{
  follow (fixture, "ready", "a", "requested", INCOMING);
  g_assert_true (vouch_verification_tracker_note_request (fixture->tracker, VOUCH_STEP_SAVE_KEY));
  g_assert_true (vouch_verification_tracker_has_request (fixture->tracker));
  g_assert_false (describe (fixture).verifying);
  vouch_verification_tracker_show_request (fixture->tracker);
  g_assert_false (vouch_verification_tracker_has_request (fixture->tracker));
  g_assert_true (describe (fixture).verifying);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  const char * const ids[] = { "a", "b", "c", "d" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      follow (fixture, "ready", ids[i], "requested", INCOMING);
      g_assert_true (vouch_verification_tracker_note_request (fixture->tracker,
                                                              VOUCH_STEP_READY) == (i == 3));
      g_assert_false (vouch_verification_tracker_note_request (fixture->tracker,
                                                               VOUCH_STEP_READY));
    }
  vouch_verification_tracker_allow_requests (fixture->tracker);
  follow (fixture, "ready", "e", "requested", INCOMING);
  g_assert_false (vouch_verification_tracker_note_request (fixture->tracker, VOUCH_STEP_READY));
}

#define ADD(path, test) \
  g_test_add ("/verification-tracker/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("none/no-page-is-taken", test_none);
  ADD ("vanished/the-answer-says-how-it-ended", test_vanished);
  ADD ("vanished-and-unknown/counts-as-cancelled", test_forgotten);
  ADD ("done-and-session-moved-on/goes", test_done);
  ADD ("vanished-and-session-is-ready/goes", test_forgotten_when_ready);
  ADD ("vanished-and-another-is-there/the-answer-is-too-late", test_overtaken);
  ADD ("done-while-session-starts/goes-once-verified", test_done_while_starting);
  ADD ("dismissed/stays-away-until-another-comes", test_dismissed);
  ADD ("rejected/stays-stopped", test_rejected);
  ADD ("other-person/can-only-be-cancelled", test_foreign);
  ADD ("request-while-typing/is-announced", test_typing);
  ADD ("fourth-request-in-a-row/is-announced", test_many);
  return g_test_run ();
}
