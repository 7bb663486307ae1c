/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-text.h"
#include "vouch-reply.h"
#include "vouch-secret.h"

#define SESSION "{\"state\":\"needs-verification\",\"e2ee\":{\"verified\":true}," \
                "\"matrix\":{\"userID\":\"@session:x\",\"accessToken\":\"not-ours\"}," \
                "\"verification\":{\"id\":\"inner\",\"state\":\"done\"}}"

static VouchReply *
read_reply (const char *text)
{
  g_autoptr(JsonObject) object = parse_json (text);

  return vouch_reply_new (object);
}

static void
test_nothing_said (void)
{
  g_autoptr(VouchReply) reply = read_reply ("{}");

  g_assert_null (vouch_reply_get_session (reply));
  g_assert_null (vouch_reply_get_verification (reply));
  g_assert_null (vouch_reply_get_registration (reply));
  g_assert_null (vouch_reply_get_account (reply));
  g_assert_null (vouch_reply_get_request_id (reply));
  g_assert_null (vouch_reply_steal_token (reply));
}

static void
test_session_alone (void)
{
  g_autoptr(JsonObject) object = parse_json (SESSION);
  g_autoptr(VouchReply) reply = vouch_reply_new_session (object);

  g_assert_cmpint (vouch_reply_get_session (reply)->state, ==, VOUCH_SESSION_NEEDS_VERIFICATION);
  g_assert_cmpint (vouch_reply_get_session (reply)->facts, ==, VOUCH_FACT_VERIFIED);
  g_assert_cmpstr (vouch_reply_get_verification (reply)->id, ==, "inner");
  g_assert_cmpstr (vouch_reply_get_account (reply), ==, "@session:x");
  g_assert_null (vouch_reply_steal_token (reply));
}

static void
test_own_verification_comes_first (void)
{
  g_autoptr(VouchReply) reply = read_reply ("{\"session\":" SESSION ",\"verification\":"
                                            "{\"id\":\"outer\",\"state\":\"requested\"}}");

  g_assert_cmpstr (vouch_reply_get_verification (reply)->id, ==, "outer");
}

static void
test_own_account_comes_first (void)
{
  g_autoptr(VouchReply) reply =
    read_reply ("{\"session\":" SESSION ",\"matrix\":{\"userID\":\"@sign-in:x\"}}");

  g_assert_cmpstr (vouch_reply_get_account (reply), ==, "@sign-in:x");
}

/* A secret is removed from the JSON at once, and can be stolen from the reply once. */
static void
test_secrets (void)
{
  static const struct {
    const char *text;
    char     *(*steal) (VouchReply *self);
  } cases[] = {
    { "{\"matrix\":{\"accessToken\":\"SECRET\"}}", vouch_reply_steal_token },
    { "{\"leadToken\":\"SECRET\"}", vouch_reply_steal_lead_token },
    { "{\"recoveryKey\":\"SECRET\"}", vouch_reply_steal_recovery_key },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) object = parse_json (cases[i].text);
      g_autoptr(VouchReply) reply = vouch_reply_new (object);
      g_autoptr(GBytes) left = vouch_json_to_bytes (object);
      vouch_autosecret char *secret = NULL;

      g_assert_null (g_strstr_len (g_bytes_get_data (left, NULL), g_bytes_get_size (left),
                                   "SECRET"));
      secret = cases[i].steal (reply);
      g_assert_cmpstr (secret, ==, "SECRET");
      g_assert_null (cases[i].steal (reply));
    }
}

static void
test_registration (void)
{
  g_autoptr(VouchReply) reply =
    read_reply ("{\"registrationRequired\":true,\"setupRequestID\":\"r\",\"copy\":{\"title\":"
                "\"A\\u202e title\"},\"usernameSuggestions\":[\"anna\",7,\"an\\u200bna\"]}");
  const VouchRegistration *registration = vouch_reply_get_registration (reply);
  const char * const names[] = { "anna", NULL };

  g_assert_cmpstr (vouch_reply_get_request_id (reply), ==, "r");
  g_assert_cmpstr (registration->title, ==, "A title");
  g_assert_null (registration->terms);
  g_assert_cmpstrv (registration->suggestions, names);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply/empty-object/says-nothing", test_nothing_said);
  g_test_add_func ("/reply/session-alone/is-read-without-secrets", test_session_alone);
  g_test_add_func ("/reply/two-verifications/its-own-counts", test_own_verification_comes_first);
  g_test_add_func ("/reply/two-accounts/its-own-counts", test_own_account_comes_first);
  g_test_add_func ("/reply/secret/is-given-once-and-wiped", test_secrets);
  g_test_add_func ("/reply/registration/texts-are-fit-to-be-shown", test_registration);
  return g_test_run ();
}
